//! 类别: a county says which columns its outcomes have; each change is a version.

use super::columns_of;
use crate::domain::ledger::{self, Entry};
use crate::domain::outcomes::model::Column;
use crate::domain::outcomes::policy::{Action, decide};
use crate::domain::outcomes::rules::check_columns;
use crate::domain::outcomes::store;
use crate::kernel::error::Refusals;
use crate::kernel::text::{Bounds, line};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::{AccountId, OutcomeKindId};
use entity::{outcome_kind, outcome_kind_version};
use serde_json::json;

const NAME: Bounds = Bounds { min: 2, max: 20 };
/// Kinds of one county.
const MOST: usize = 100;

/// What a kind is to be.
#[derive(Clone, Debug)]
pub struct SetKind {
    /// Letters and digits; an unknown one makes a new kind.
    pub code: String,
    /// What people read.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// So many days personal columns are public.
    pub personal_days: Option<i32>,
    /// Whether new outcomes may be published under it.
    pub is_open: bool,
    /// The version that was read; none for a new kind.
    pub no: Option<i32>,
}

/// A kind with its columns as they are now.
#[derive(Clone, Debug)]
pub struct KindRow {
    /// The kind.
    pub kind: outcome_kind::Model,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// So many days personal columns are public.
    pub personal_days: Option<i32>,
}

/// All kinds of a county, in their order; those that are closed too.
///
/// # Errors
/// A fault of the database.
pub async fn kinds(tx: &Tx) -> Outcome<Vec<KindRow>> {
    let kinds = store::kinds(tx).await?;
    let mut versions = store::current(tx, &kinds).await?;
    let each = kinds.into_iter().filter_map(|kind| versions.remove(&kind.id).map(|version| (kind, version)));
    each.map(|(kind, version)| Ok(KindRow { columns: columns_of(&version.columns)?, personal_days: version.personal_days, kind })).collect()
}

/// Makes a kind, or gives one other columns: what was published keeps its own.
///
/// # Errors
/// Refused unless by the county's administrator, for columns that a kind may not have, and if another set it meanwhile.
pub async fn set_kind(ctx: &Ctx, input: SetKind) -> Outcome<KindRow> {
    let staff = decide(&ctx.actor, Action::SetKind, &[]).check()?;
    let tx = ctx.write(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let SetKind { code, name, columns, personal_days, is_open, no } = input;
    let (name, columns) = check(&code, &name, (columns, personal_days))?;
    let there = store::held_kind(&tx, &code).await?;
    if there.as_ref().map(|kind| kind.no) != no {
        return Err(Failure::refuse(ErrorCode::Conflict, "这一类刚才有人改过，或者已经有了。请重新打开再改。"));
    }
    let kind = match there {
        Some(kind) => changed(&tx, outcome_kind::Model { no: kind.no.saturating_add(1), name, is_open, ..kind }).await?,
        None => added(&tx, (code, name), is_open).await?,
    };
    let personal_days = personal_days.filter(|_| columns.iter().any(|column| column.is_personal));
    tx.add(version(&tx, (kind.id, kind.no), (&columns, personal_days), staff.account_id)).await?;
    let facts = json!({ "code": kind.code, "no": kind.no, "columns": columns.len(), "days": personal_days });
    ledger::append(&tx, &ctx.actor, Entry::public("outcomes.set_kind", kind.id, facts)).await?;
    tx.commit().await?;
    Ok(KindRow { kind, columns, personal_days })
}

fn check(code: &str, name: &str, (columns, days): (Vec<Column>, Option<i32>)) -> Outcome<(String, Vec<Column>)> {
    let mut refusals = Refusals::default();
    if code.is_empty() || code.len() > 30 || !code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        refusals.add(ErrorCode::Invalid, "code", "编码只能用字母、数字和短横线，最多 30 个。");
    }
    let name = refusals.take(line("name", name, NAME));
    let columns = match check_columns(columns, days) {
        Ok(columns) => columns,
        Err(errors) => {
            for error in errors {
                refusals.add(error.code, error.field.unwrap_or("columns"), error.message);
            }
            Vec::new()
        }
    };
    refusals.check()?;
    Ok((name.unwrap_or_default(), columns))
}

async fn added(tx: &Tx, (code, name): (String, String), is_open: bool) -> Outcome<outcome_kind::Model> {
    let there = store::kinds(tx).await?;
    if there.len() >= MOST {
        return Err(Failure::refuse(ErrorCode::Limit, format!("一个县最多 {MOST} 类。请改已有的一类。")));
    }
    let ordinal = there.iter().map(|kind| kind.ordinal).max().unwrap_or_default().saturating_add(1);
    let kind = outcome_kind::Model { county_id: tx.county.id, id: tx.mint(), code, name, no: 1, is_open, ordinal };
    tx.add(kind.clone()).await?;
    Ok(kind)
}

async fn changed(tx: &Tx, kind: outcome_kind::Model) -> Outcome<outcome_kind::Model> {
    store::put_kind(tx, &kind).await?;
    Ok(kind)
}

fn version(
    tx: &Tx,
    (kind_id, no): (OutcomeKindId, i32),
    (columns, personal_days): (&[Column], Option<i32>),
    set_by: AccountId,
) -> outcome_kind_version::Model {
    let columns = json!(columns);
    outcome_kind_version::Model { county_id: tx.county.id, id: tx.mint(), kind_id, no, columns, personal_days, set_by, set_at: tx.now }
}

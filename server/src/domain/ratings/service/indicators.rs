//! 指标: versions of what is asked. A county begins with a given one; its commission sets others.

use super::{commission, home};
use crate::domain::ledger::{self, Entry};
use crate::domain::ratings::model::{Groups, given};
use crate::domain::ratings::policy::{Action, Facts, decide};
use crate::domain::ratings::rules::check_groups;
use crate::domain::ratings::store;
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::{AccountId, IndicatorSetId};
use entity::indicator_set;
use entity::moment::Moment;
use entity::words::IndicatorKind;
use sea_orm::Iterable as _;
use serde_json::json;

/// One version.
#[derive(Clone, Debug)]
pub struct SetRow {
    /// For whom or what.
    pub kind: IndicatorKind,
    /// Counts the versions, from 1.
    pub no: i32,
    /// What is asked.
    pub groups: Groups,
    /// Since when; none for the one that every county begins with, until the first sheet.
    pub set_at: Option<Moment>,
}

/// What is to be asked.
#[derive(Clone, Debug)]
pub struct SetIndicators {
    /// For whom or what.
    pub kind: IndicatorKind,
    /// The version that was read.
    pub no: i32,
    /// What is asked from now on.
    pub groups: Groups,
}

/// The version of today.
///
/// # Errors
/// A fault of the database.
pub(super) async fn current(tx: &Tx, kind: IndicatorKind) -> Outcome<SetRow> {
    match store::newest(tx, kind).await? {
        Some(row) => shown(&row),
        None => Ok(SetRow { kind, no: 1, groups: given(kind)?, set_at: None }),
    }
}

/// The version of today as a row that sheets can name: what every county begins with is written at its first use, so that a
/// later edition of the program changes no sheet.
pub(super) async fn written(tx: &Tx, kind: IndicatorKind) -> Outcome<(IndicatorSetId, SetRow)> {
    if store::newest(tx, kind).await?.is_none() {
        store::add_set_if_new(tx, row(tx, (kind, 1), (&given(kind)?, None))).await?;
    }
    let row = store::newest(tx, kind).await?.ok_or_else(|| Failure::fault("indicators that are gone"))?;
    Ok((row.id, shown(&row)?))
}

fn row(tx: &Tx, (kind, no): (IndicatorKind, i32), (groups, set_by): (&Groups, Option<AccountId>)) -> indicator_set::Model {
    indicator_set::Model { county_id: tx.county.id, id: tx.mint(), kind, no, groups: json!(groups), set_by, set_at: tx.now }
}

fn shown(row: &indicator_set::Model) -> Outcome<SetRow> {
    Ok(SetRow { kind: row.kind, no: row.no, groups: Groups::of_column(&row.groups)?, set_at: Some(row.set_at) })
}

/// The versions of today of all kinds, in their order: what is asked is public.
///
/// # Errors
/// A fault of the database.
pub async fn indicator_sets(tx: &Tx) -> Outcome<Vec<SetRow>> {
    let all = store::all_sets(tx).await?;
    let of = |kind: IndicatorKind| match all.iter().find(|row| row.kind == kind) {
        Some(row) => shown(row),
        None => Ok(SetRow { kind, no: 1, groups: given(kind)?, set_at: None }),
    };
    IndicatorKind::iter().map(of).collect()
}

/// Sets what is asked from now on. Sheets keep the version that they answered.
///
/// # Errors
/// Refused unless by a head of the county commission; for questions that a version may not have; as a conflict if another set
/// it since it was read; where nothing changes.
pub async fn set_indicators(ctx: &Ctx, input: SetIndicators) -> Outcome<SetRow> {
    let (staff, county) = home(ctx).await?;
    let tx = ctx.write(&county).await?;
    decide(&ctx.actor, Action::SetIndicators, &Facts { commission: commission(&tx).await?, ..Facts::default() }).check()?;
    let groups = check_groups(input.kind, input.groups).map_err(Failure::Refused)?;
    let (_, now) = written(&tx, input.kind).await?;
    let faster = || Failure::refuse(ErrorCode::Conflict, "刚刚有人改过这套指标。请看新的，再改。");
    if now.no != input.no {
        return Err(faster());
    }
    if now.groups == groups {
        return Err(Failure::field(ErrorCode::State, "groups", "和现在的一样，没有改。"));
    }
    let row = row(&tx, (input.kind, now.no.saturating_add(1)), (&groups, Some(staff.account_id)));
    if !store::add_set_if_new(&tx, row.clone()).await? {
        return Err(faster());
    }
    let facts = json!({ "indicators": row.kind, "no": row.no, "questions": groups.questions().count() });
    ledger::append(&tx, &ctx.actor, Entry::public("ratings.set_indicators", row.id, facts)).await?;
    tx.commit().await?;
    shown(&row)
}

//! Reading and setting a county's numbers.

use super::keys::{Key, Kind};
use super::policy::{Action, decide};
use super::store;
use crate::domain::ledger::{self, Entry};
use crate::kernel::staff_decision::Decision;
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::AccountId;
use entity::setting;
use serde_json::json;
use std::collections::BTreeMap;

/// One setting as its page shows it.
#[derive(Clone, Debug)]
pub struct View {
    /// Which.
    pub key: Key,
    /// What it is.
    pub kind: Kind,
    /// What counts now.
    pub value: i32,
    /// What was set, the newest first.
    pub history: Vec<setting::Model>,
    /// Whether the viewer may set it.
    pub may_set: bool,
}

/// All settings of a county.
#[derive(Clone, Debug)]
pub struct Views {
    /// In the order of the page.
    pub all: Vec<View>,
    /// Names of those who set them.
    pub names: BTreeMap<AccountId, String>,
}

/// What counts for a key in this county.
///
/// # Errors
/// A fault of the database.
pub async fn of_county(tx: &Tx, key: Key) -> Outcome<i32> {
    let kind = key.kind(&tx.kernel.settings);
    let set = store::of_key(tx, kind.column, 1).await?;
    Ok(kind.value(set.first().and_then(|row| row.value)))
}

/// All settings of the viewer's county.
///
/// # Errors
/// Refused for everybody but the administrator, heads and the auditor.
pub async fn views(ctx: &Ctx) -> Outcome<Views> {
    let staff = decide(&ctx.actor, Action::Read).check()?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let rows = store::all(&tx).await?;
    let names = store::names(&tx, rows.iter().map(|row| row.set_by).collect()).await?;
    let may_set = matches!(decide(&ctx.actor, Action::Set), Decision::Allow(_));
    let view = |key: Key| {
        let kind = key.kind(&tx.kernel.settings);
        let history: Vec<_> = rows.iter().filter(|row| row.key == kind.column).take(20).cloned().collect();
        View { key, kind, value: kind.value(history.first().and_then(|row| row.value)), history, may_set }
    };
    Ok(Views { all: Key::ALL.map(view).into(), names })
}

/// Sets one; none goes back to the default. What runs already keeps the number it began with.
///
/// # Errors
/// Refused unless by the county's administrator; out of bounds; where nothing changes; as a conflict if it was set since
/// it was read.
pub async fn set(ctx: &Ctx, key: Key, (value, version): (Option<i32>, i32)) -> Outcome<()> {
    let staff = decide(&ctx.actor, Action::Set).check()?;
    let tx = ctx.write(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let kind = key.kind(&tx.kernel.settings);
    if value.is_some_and(|value| !(kind.min..=kind.max).contains(&value)) {
        let why = format!("“{}”要在 {} 到 {} {}之间。", kind.name, kind.min, kind.max, kind.unit);
        return Err(Failure::field(ErrorCode::Invalid, "value", why));
    }
    let last = store::of_key(&tx, kind.column, 1).await?.into_iter().next();
    let no = last.as_ref().map_or(0, |row| row.no);
    if no != version {
        return Err(store::changed());
    }
    let was = last.and_then(|row| row.value);
    if was == value {
        return Err(Failure::field(ErrorCode::State, "value", "和现在的一样，没有改。"));
    }
    let row = setting::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        key: kind.column.to_owned(),
        no: no.saturating_add(1),
        value,
        set_by: staff.account_id,
        set_at: tx.now,
    };
    store::add(&tx, row).await?;
    let facts = json!({ "key": kind.column, "from": kind.value(was), "to": kind.value(value) });
    ledger::append(&tx, &ctx.actor, Entry::public("settings.set", tx.county.id, facts)).await?;
    tx.commit().await
}

//! 静默时段: what the county's administrator sets, within bounds.

use super::allowed;
use crate::domain::ledger::{self, Entry};
use crate::domain::notices::policy::Action;
use crate::domain::notices::rules::quiet::QuietHours;
use crate::domain::notices::store;
use crate::kernel::{Ctx, Outcome, Tx};
use serde_json::json;

/// What somebody wants: the first hours of evening and morning; neither for no quiet hours.
#[derive(Clone, Copy, Debug)]
pub struct QuietSet {
    /// 19 to 23.
    pub from: Option<i32>,
    /// 6 to 10.
    pub until: Option<i32>,
}

/// The quiet hours of the viewer's county; none if it has none.
///
/// # Errors
/// Hidden from who does not administer the county.
pub async fn quiet_hours(ctx: &Ctx) -> Outcome<Option<QuietHours>> {
    let staff = allowed(ctx, Action::Settings)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    store::quiet_hours(&tx).await
}

/// A county that is set up without quiet hours: a demonstration.
///
/// # Errors
/// A fault of the database.
pub async fn without_quiet_hours(tx: &Tx) -> Outcome<()> {
    store::set_quiet_hours(tx, None, None).await
}

/// Sets the quiet hours of the viewer's county; on the ledger. What is held back already waits for the morning that it was
/// held back for, and looks at the new hours then.
///
/// # Errors
/// Hidden from who does not administer the county; refused outside the bounds.
pub async fn set_quiet_hours(ctx: &Ctx, wanted: QuietSet) -> Outcome<Option<QuietHours>> {
    let staff = allowed(ctx, Action::Settings)?;
    let hours = QuietHours::set(wanted.from, wanted.until)?;
    let tx = ctx.write(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let before = store::quiet_hours(&tx).await?;
    if before != hours {
        store::set_quiet_hours(&tx, hours, Some(staff.account_id)).await?;
        let said = |hours: Option<QuietHours>| json!(hours.map(|hours| [hours.from, hours.until]));
        let facts = json!({ "before": said(before), "after": said(hours) });
        ledger::append(&tx, &ctx.actor, Entry::public("notices.quiet_hours", tx.county.id, facts)).await?;
        tx.commit().await?;
    }
    Ok(hours)
}

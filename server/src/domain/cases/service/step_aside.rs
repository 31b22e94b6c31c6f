//! 申请回避: an officer says that he must keep away from one case. From this moment he gets the answers of somebody for whom
//! it does not exist, and the case goes on with others.

use super::{Act, CaseAt, begin, staffing, take};
use crate::domain::cases::model::OPEN;
use crate::domain::cases::policy::Action;
use crate::domain::cases::store;
use crate::domain::ledger::{self, Entry};
use crate::kernel::{Ctx, Failure, Outcome};
use entity::words::{CaseEventKind, StepAsideReason};
use serde_json::json;

/// Takes the case from the officer who says so, for good; whoever is left of his organ goes on, or the organ above.
///
/// # Errors
/// Hidden if the viewer may not see the case; refused by somebody faster.
pub async fn step_aside(ctx: &Ctx, at: CaseAt, reason: StepAsideReason) -> Outcome<()> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let official = staff.official_id.ok_or_else(Failure::hidden)?;
    let (tx, loaded) = begin(ctx, at, Action::StepAside).await?;
    let id = loaded.case.id;
    let facts = json!({ "reason": reason });
    if loaded.case.closed_at.is_some() {
        // Nothing is left to do; he sees it no more.
        let version = json!({ "reason": reason, "version": loaded.case.version });
        store::add_event(&tx, &ctx.actor, (id, CaseEventKind::SteppedAside), (Some(loaded.case.organ_id), None), version).await?;
        ledger::append(&tx, &ctx.actor, Entry::sealed("cases.step_aside", id, facts)).await?;
    } else {
        let step = super::ask_deadline::nothing_but(&loaded, CaseEventKind::SteppedAside);
        // Of an open case the look below takes it from its handler, and tells the heads.
        let is_open = OPEN.contains(&loaded.case.state);
        let handler = loaded.case.handler_id.filter(|handler| is_open || *handler != staff.account_id);
        take(ctx, &tx, &loaded, (&step, Act { handler, facts, ..Act::plain("cases.step_aside", &loaded) })).await?;
    }
    store::add_aside(&tx, &loaded, (staff.account_id, official), reason).await?;
    staffing::check(ctx, &tx, id).await?;
    tx.commit().await
}

//! What publishing leaves on a case: its clock ends or begins anew, a wish is met, and the timeline says so.

use super::Concluded;
use crate::domain::cases::model::Step;
use crate::domain::cases::rules::deadlines;
use crate::domain::cases::service::clocks;
use crate::domain::cases::store;
use crate::kernel::{Ctx, Outcome, Tx};
use entity::id::{ClarificationId, OrganId};
use entity::words::{CaseEventKind, DeadlineKind, DeadlineState, WithholdReason};
use serde_json::{Value, json};

/// The result stands in public under a code: its clock ends, and the timeline says so.
///
/// # Errors
/// A fault of the database.
pub async fn note_published(ctx: &Ctx, tx: &Tx, case: &Concluded, (organ, code): (OrganId, &str)) -> Outcome<()> {
    store::end_clocks(tx, case.id(), &[DeadlineKind::PublishResult], DeadlineState::Met).await?;
    note(ctx, tx, case, (CaseEventKind::ResultPublished, organ, json!({ "code": code }))).await
}

/// 不予公开: nothing is urged any more. A day that was missed before stays missed.
///
/// # Errors
/// A fault of the database.
pub async fn note_withheld(ctx: &Ctx, tx: &Tx, case: &Concluded, (organ, reason): (OrganId, WithholdReason)) -> Outcome<()> {
    store::end_clocks(tx, case.id(), &[DeadlineKind::PublishResult], DeadlineState::Cancelled).await?;
    note(ctx, tx, case, (CaseEventKind::ResultWithheld, organ, json!({ "reason": reason }))).await
}

/// It is published after all: a clock of its own begins.
///
/// # Errors
/// A fault of the database.
pub async fn note_reopened(ctx: &Ctx, tx: &Tx, case: &Concluded, organ: OrganId) -> Outcome<()> {
    let loaded = &case.loaded;
    let starts = vec![deadlines::publish_after_all(tx.now)];
    let event = CaseEventKind::ResultReopened;
    let step = Step { next: loaded.standing(), event, met: vec![], cancelled: vec![], starts, told: vec![] };
    let clocks = clocks::counted(tx, &step, &loaded.requests).await?;
    store::add_clocks(tx, loaded.case.id, loaded.case.instance_no, &clocks).await?;
    note(ctx, tx, case, (event, organ, json!({}))).await
}

/// The official's wish is met; false if somebody noted meanwhile that it is none any more.
///
/// # Errors
/// A fault of the database.
pub async fn note_clarified(ctx: &Ctx, tx: &Tx, case: &Concluded, (organ, wish): (OrganId, ClarificationId)) -> Outcome<bool> {
    if !store::meet_wish(tx, wish).await? {
        return Ok(false);
    }
    note(ctx, tx, case, (CaseEventKind::ClarificationPublished, organ, json!({}))).await?;
    Ok(true)
}

async fn note(ctx: &Ctx, tx: &Tx, case: &Concluded, (kind, organ, mut facts): (CaseEventKind, OrganId, Value)) -> Outcome<()> {
    if let Some(facts) = facts.as_object_mut() {
        facts.insert("version".to_owned(), json!(case.loaded.case.version));
    }
    store::add_event(tx, &ctx.actor, (case.id(), kind), (Some(organ), None), facts).await
}

//! What each step means for what goes on beside the straight way: the open hand-over is answered, whoever helps stops with
//! the turn, and what was said of malice falls with a finding that is corrected or looked at anew.

use crate::domain::cases::model::Step;
use crate::domain::cases::store::{self, Loaded};
use crate::domain::keys;
use crate::domain::ledger::{self, Entry};
use crate::kernel::{Actor, Ctx, Outcome, Tx};
use entity::id::OrganId;
use entity::words::{CaseEventKind, HandOverState, WrapHolder};
use serde_json::json;

/// Follows a step that was taken.
pub(super) async fn follow(ctx: &Ctx, tx: &Tx, loaded: &Loaded, (step, organ): (&Step, OrganId)) -> Outcome<()> {
    let by = ctx.actor.staff().map(|staff| staff.account_id);
    let is_over = step.next.closed_at.is_some();
    let has_moved = organ != loaded.case.organ_id;
    if let Some(row) = loaded.turns.open_hand_over()
        && let Some(state) = answer_of(step.event, is_over && loaded.case.closed_at.is_none())
    {
        store::answer_hand_over(tx, row.id, (state, by, None)).await?;
    }
    if has_moved || is_over {
        // An organ that helped and has the case now keeps what it was given just before.
        for helper in loaded.turns.helpers().filter(|helper| helper.organ_id != organ) {
            keys::drop_wrap_of(tx, loaded.report.content_envelope_id, WrapHolder::Organ, helper.organ_id).await?;
        }
        store::end_joints(tx, loaded.case.id, None, None).await?;
    }
    if matches!(step.event, CaseEventKind::Corrected | CaseEventKind::Escalated) {
        store::lapse_malices(tx, loaded.case.id).await?;
        if loaded.malice() == Some(true) {
            return malice_lapsed(tx, loaded).await;
        }
    }
    Ok(())
}

/// The reporter was told that people called his report malicious; so he is told that this does not hold any more. The message
/// about the step itself, which goes out in the same moment, brings him to his page.
async fn malice_lapsed(tx: &Tx, loaded: &Loaded) -> Outcome<()> {
    // Behind the step that it follows from, whose event has the version in between.
    let facts = json!({ "version": loaded.case.version.saturating_add(2) });
    let about = (loaded.case.id, CaseEventKind::MaliceLapsed);
    store::add_event(tx, &Actor::System, about, (Some(loaded.case.organ_id), None), facts).await?;
    ledger::append(tx, &Actor::System, Entry::sealed("cases.malice_lapsed", loaded.case.id, json!({}))).await
}

/// How a step answers the hand-over that waits; none if it goes on waiting. Taking on, declining and finding mean that it
/// was taken; sending on is the other thing that five working days are given for.
const fn answer_of(event: CaseEventKind, ends_now: bool) -> Option<HandOverState> {
    use CaseEventKind as E;
    match event {
        E::Accepted | E::Declined | E::InvestigationStarted | E::CaseFiled | E::Replied | E::ExternalResult => Some(HandOverState::Taken),
        E::Transferred | E::HandedOver | E::Escalated => Some(HandOverState::SentOn),
        _ if ends_now => Some(HandOverState::Lapsed),
        _ => None,
    }
}

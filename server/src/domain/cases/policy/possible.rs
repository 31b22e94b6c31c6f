//! What can be done as the case stands, whoever may do it.

use super::{Action, Facts};
use crate::domain::cases::model::{OPEN, Turn};
use crate::domain::cases::rules::deadlines::ASKED_DAYS;
use entity::words::{CaseState, Finding, HandOverKind, ReissueState};

/// Whether the act is possible now.
pub(super) fn is_possible(action: Action, facts: &Facts) -> bool {
    let (standing, now) = (facts.standing, facts.now);
    match action {
        Action::Read | Action::OpenContent | Action::OpenOriginal | Action::OpenPhone | Action::ReadStatus | Action::ReadOwnContent => true,
        Action::Accept => standing.accept(now).is_ok(),
        Action::Decline => standing.decline(now).is_ok(),
        Action::Transfer => standing.transfer_inside(now).is_ok(),
        Action::TransferOutside => standing.transfer_outside(now).is_ok(),
        Action::Assign => standing.closed_at.is_none() && !facts.is_external,
        Action::AddSubject => standing.add_subject().is_ok() && !facts.is_external,
        Action::StartInvestigation => standing.start_investigation().is_ok(),
        Action::File => standing.file(now).is_ok(),
        Action::Reply => standing.reply(now).is_ok(),
        Action::EnterExternalResult => facts.is_external && standing.turn == Turn::Review && standing.external_result(now).is_ok(),
        Action::ContinueWithoutReporter => standing.continue_without_reporter(CaseState::Accepted, now).is_ok(),
        Action::PauseDeadline => facts.is_holdable && !facts.is_paused,
        Action::ExtendDeadline => facts.is_holdable,
        Action::ResumeDeadline => facts.is_holdable && facts.is_paused,
        Action::AcknowledgeMaterial => standing.acknowledge(now).is_ok(),
        Action::AskMaterial => standing.ask_material(*ASKED_DAYS.start(), now).is_ok() && !facts.is_external,
        Action::StepAside => standing.closed_at.is_none(),
        Action::DecideDeadline => facts.is_holdable && facts.request.is_some(),
        Action::ReadHandOver => facts.hand_over.is_some(),
        Action::SignForHandOver | Action::EnterReceipt => may_answer(action, facts),
        Action::InviteOrgan => OPEN.contains(&standing.state) && !facts.is_external,
        Action::EndJoint => !facts.joint.is_empty(),
        Action::AddNote => standing.closed_at.is_none() && !facts.is_external,
        Action::Correct => standing.correct(now).is_ok() && !facts.is_external,
        Action::ProposeMalice => is_settled(facts) && facts.finding == Some(Finding::NotSubstantiated) && facts.malice.is_none(),
        Action::DecideMalice => facts.malice == Some(false) && facts.request.is_some(),
        Action::NoteClarification => (is_settled(facts) || standing.state == CaseState::Replied) && may_be_cleared(facts),
        Action::PrepareClarification => is_settled(facts) && may_be_cleared(facts),
        others => is_possible_for_reporter(others, facts),
    }
}

/// The same of what a reporter does.
fn is_possible_for_reporter(action: Action, facts: &Facts) -> bool {
    let (standing, now) = (facts.standing, facts.now);
    match action {
        Action::Answer => standing.answer(true, now).is_ok(),
        Action::Supplement => standing.supplement().is_ok(),
        Action::Withdraw => standing.ask_withdrawal(now).is_ok(),
        Action::CancelWithdrawal => standing.cancel_withdrawal(now).is_ok(),
        Action::RequestNewCode => !facts.has_code && facts.reissue.is_none(),
        Action::StopNewCode => facts.reissue.is_some(),
        Action::TakeNewCode => facts.reissue == Some(ReissueState::Ready),
        Action::Object => !facts.has_code && standing.answer(false, now).is_ok(),
        Action::HasNoMaterial => standing.has_no_material().is_ok(),
        Action::AnswerFollowUp => standing.answer_follow_up(true, false, now).is_ok(),
        _ => false,
    }
}

/// Whether a hand-over waits for this kind of answer.
fn may_answer(action: Action, facts: &Facts) -> bool {
    let is_inside = |kind: HandOverKind| kind == HandOverKind::Inside;
    facts.hand_over.is_some_and(|sheet| is_inside(sheet.kind) == (action == Action::SignForHandOver))
}

/// Nothing can be objected to any more: before that no word is said on whoever reported, or in public. What climbs all the same,
/// by what the reporter brings when he is asked again, takes such words with it.
fn is_settled(facts: &Facts) -> bool {
    facts.standing.state == CaseState::Settled && !facts.is_external
}

/// Whether there is an official of whom nothing was found.
fn may_be_cleared(facts: &Facts) -> bool {
    !facts.is_external && facts.has_officials && (facts.finding == Some(Finding::NotSubstantiated) || facts.malice == Some(true))
}

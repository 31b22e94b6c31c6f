//! 申请暂停, 申请延长: the organ asks its superior; until the answer the clock runs on as it did.

use super::route::Known;
use super::{Act, begin, reason_of, take, tell};
use crate::domain::cases::model::Step;
use crate::domain::cases::policy::Action;
use crate::domain::cases::refusal::CaseRefusal;
use crate::domain::cases::rules::deadlines::{Asked, why_not};
use crate::domain::cases::rules::routing::review_of;
use crate::domain::cases::store::{self, Loaded};
use crate::domain::keys::{self, Holder};
use crate::domain::notices;
use crate::kernel::secret::SealedText;
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, StaffActor, Tx};
use entity::id::{AccountId, CaseId, OrganId, SealedPartId};
use entity::words::{CaseEventKind, DeadlineRequestKind, DeadlineRequestState, EnvelopeKind, NoticeKind, PartKind, StaffRole};
use entity::{deadline, deadline_request};
use serde_json::json;
use std::collections::BTreeSet;

/// What is asked for, and why.
pub struct AskDeadline {
    /// The case.
    pub case_id: CaseId,
    /// A pause or an extension of its result clock.
    pub asked: Asked,
    /// Why; sealed for the two organs.
    pub reason: String,
}

/// Asks the superior organ for a pause or an extension. What was asked for before and is not answered lapses.
///
/// # Errors
/// Refused without a reason, without a clock that can be held, beyond the bounds, or where nobody could answer; hidden,
/// refused by the policy, or somebody faster.
pub async fn ask_deadline(ctx: &Ctx, input: AskDeadline) -> Outcome<()> {
    let reason = reason_of(&input.reason)?;
    let action = if matches!(input.asked, Asked::Pause(_)) { Action::PauseDeadline } else { Action::ExtendDeadline };
    let (tx, loaded) = begin(ctx, input.case_id, action).await?;
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let clock = loaded.holdable().ok_or(CaseRefusal::NothingToHold)?;
    if let Some((field, why)) = why_not(input.asked, &loaded.holds(clock), tx.now.in_china().date()) {
        return Err(Failure::field(ErrorCode::Invalid, field, why));
    }
    let above = above(&tx, &loaded).await?;
    let row = seal(&tx, (&loaded, clock, staff), (&above, input.asked), reason).await?;
    store::lapse_requests(&tx, input.case_id, Some(row.kind)).await?;
    let part = row.asked_part_id;
    let facts = json!({ "request": row.id, "kind": row.kind, "days": row.days, "until": row.until_on.map(|day| day.to_string()) });
    tx.add(row).await?;
    let act = Act { part: Some(part), facts, ..Act::plain("cases.ask_deadline", &loaded) };
    take(ctx, &tx, &loaded, (&nothing_but(&loaded, CaseEventKind::DeadlineAsked), act)).await?;
    notices::about_case_below(&tx, &above.heads, (NoticeKind::DeadlineAsked, input.case_id), tell::organ_and_number(&loaded)).await?;
    tx.commit().await
}

/// A step that leaves everything but the timeline as it is.
pub(super) fn nothing_but(loaded: &Loaded, event: CaseEventKind) -> Step {
    Step { next: loaded.standing(), event, met: vec![], cancelled: vec![], starts: vec![], told: vec![] }
}

/// Who answers.
struct Above {
    organ: OrganId,
    is_entered: bool,
    heads: BTreeSet<AccountId>,
}

/// The first organ above with a head who need not keep away. Above the county nobody sits here: what comes from there is
/// entered by a head of the county commission, with the number of the document.
async fn above(tx: &Tx, loaded: &Loaded) -> Outcome<Above> {
    let known = Known::of(tx, loaded).await?;
    let heads = async |organ: OrganId| {
        let mut staff = store::staff_of(tx, &[organ]).await?;
        staff.retain(|member| member.role == StaffRole::Head && !known.away.holds(member.official));
        Ok::<_, Failure>(staff.into_iter().map(|member| member.account).collect::<BTreeSet<_>>())
    };
    let mut organ = loaded.case.organ_id;
    for _ in 0..=known.organs.len() {
        let next = review_of(&known.question(), organ);
        if next.is_external || next.organ == organ {
            break;
        }
        organ = next.organ;
        let found = heads(organ).await?;
        if !found.is_empty() {
            return Ok(Above { organ, is_entered: false, heads: found });
        }
    }
    let commission = loaded.ground.commission().ok_or(CaseRefusal::NobodyToAnswer)?;
    let found = heads(commission).await?;
    if found.is_empty() {
        return Err(CaseRefusal::NobodyToAnswer.into());
    }
    Ok(Above { organ: commission, is_entered: true, heads: found })
}

/// Seals the reason for the two organs, in an envelope of its own: who answers sees the request and not the report.
async fn seal(
    tx: &Tx,
    (loaded, clock, staff): (&Loaded, &deadline::Model, &StaffActor),
    (above, asked): (&Above, Asked),
    reason: String,
) -> Outcome<deadline_request::Model> {
    let organs: BTreeSet<_> = [loaded.case.organ_id, above.organ].into();
    let holders: Vec<_> = organs.into_iter().map(Holder::Organ).collect();
    let key = keys::seal_new(tx, EnvelopeKind::Request, &holders).await?;
    let part = keys::add_part(tx, &key, PartKind::Reason, &SealedText::new(reason)).await?;
    Ok(open_row(tx, (loaded, clock, staff), (above, asked), (key.envelope_id, part)))
}

fn open_row(
    tx: &Tx,
    (loaded, clock, staff): (&Loaded, &deadline::Model, &StaffActor),
    (above, asked): (&Above, Asked),
    (envelope_id, asked_part_id): (entity::id::EnvelopeId, SealedPartId),
) -> deadline_request::Model {
    let (kind, days, until_on) = match asked {
        Asked::Pause(until) => (DeadlineRequestKind::Pause, None, Some(until)),
        Asked::Extension(days) => (DeadlineRequestKind::Extension, Some(days), None),
    };
    deadline_request::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        case_id: loaded.case.id,
        instance_no: clock.instance_no,
        clock: clock.kind,
        starts_at: clock.starts_at,
        kind,
        state: DeadlineRequestState::Open,
        days,
        until_on,
        organ_id: loaded.case.organ_id,
        approver_id: above.organ,
        is_entered: above.is_entered,
        envelope_id,
        asked_part_id,
        decided_part_id: None,
        asked_by: staff.account_id,
        asked_at: tx.now,
        decided_by: None,
        decided_at: None,
        from_on: None,
        ended_on: None,
        granted_no: None,
        resumed_no: None,
    }
}

//! 分派: the head names who handles a case; recusal is checked again.

use super::{Act, CaseAt, begin, seal_note, take, tell};
use crate::domain::cases::model::Step;
use crate::domain::cases::policy::Action;
use crate::domain::cases::refusal::CaseRefusal;
use crate::domain::cases::rules::recusal::Member;
use crate::domain::cases::store::{self, Loaded};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::AccountId;
use entity::words::{CaseEventKind, NoticeKind};
use serde_json::json;

/// Who shall handle a case.
pub struct AssignCase {
    /// The case.
    pub case_id: CaseAt,
    /// The officer.
    pub handler_id: AccountId,
    /// Why, if it matters.
    pub reason: Option<String>,
}

/// Assigns a case, or moves it to another officer of the same organ.
///
/// # Errors
/// Refused for an officer who is not of the organ or must keep away: both look alike; hidden, refused by the policy,
/// the state, or somebody faster.
pub async fn assign(ctx: &Ctx, input: AssignCase) -> Outcome<()> {
    let reason = super::note_of("reason", input.reason.as_deref())?;
    let (tx, loaded) = begin(ctx, input.case_id, Action::Assign).await?;
    let standing = loaded.standing();
    if standing.closed_at.is_some() {
        return Err(CaseRefusal::NotNow(standing.state, "不用再分派").into());
    }
    if !assignees(&tx, &loaded).await?.iter().any(|member| member.account == input.handler_id) {
        return Err(Failure::field(ErrorCode::NotFound, "handlerId", "没有找到这名承办人，请从列表里选。"));
    }
    let step = Step { next: standing, event: CaseEventKind::Assigned, met: vec![], cancelled: vec![], starts: vec![], told: vec![] };
    let part = seal_note(&tx, &loaded, &reason).await?;
    let facts = json!({ "handler": input.handler_id });
    let act = Act { handler: Some(input.handler_id), part, facts, ..Act::plain("cases.assign", &loaded) };
    take(ctx, &tx, &loaded, (&step, act)).await?;
    if loaded.case.handler_id != Some(input.handler_id) {
        tell::one(&tx, loaded.case.id, input.handler_id, NoticeKind::HandlerNew).await?;
    }
    tx.commit().await
}

/// Officers of the organ who may handle the case, each once.
///
/// # Errors
/// A fault of the database.
pub async fn assignees(tx: &Tx, loaded: &Loaded) -> Outcome<Vec<Member>> {
    let away = store::keep_away(tx, &loaded.places()).await?;
    let mut staff = store::staff_of(tx, &[loaded.case.organ_id]).await?;
    staff.retain(|member| !away.holds(member.official));
    staff.sort_by_key(|member| member.account);
    staff.dedup_by_key(|member| member.account);
    Ok(staff)
}

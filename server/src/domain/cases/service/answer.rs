//! 满意不满意: the reporter's answer to a reply or a decline; not satisfied climbs.

use super::escalate::escalate;
use super::status::{self, Found, ReporterView};
use super::{Act, seal_by_reporter, take, tell};
use crate::domain::cases::policy::Action;
use crate::kernel::{Ctx, Outcome};
use entity::words::{CaseEventKind, CaseState, NoticeKind};
use serde_json::json;

/// The reporter's answer.
pub struct AnswerReply {
    /// As it was typed.
    pub query_code: String,
    /// Satisfied or not.
    pub satisfied: bool,
    /// Why, if the reporter wants to say.
    pub reason: Option<String>,
}

/// Records the answer. The same answer given again changes nothing.
///
/// # Errors
/// Refused without both codes, when there is nothing to answer, or too late.
pub async fn answer(ctx: &Ctx, input: AnswerReply) -> Outcome<ReporterView> {
    let reason = super::note_of(input.reason.as_deref())?;
    let found = status::begin(ctx, &input.query_code, Action::Answer).await?;
    let Found { tx, loaded, code, .. } = &found;
    let step = loaded.standing().answer(input.satisfied, tx.now)?;
    let part = seal_by_reporter(tx, loaded, (code, &reason)).await?;
    if step.event == CaseEventKind::Escalated {
        escalate(ctx, tx, loaded, (&step, part), code).await?;
    } else {
        let act = Act { part, facts: json!({ "satisfied": input.satisfied }), ..Act::plain("cases.answer", loaded) };
        take(ctx, tx, loaded, (&step, act)).await?;
        if step.next.state == CaseState::Settled && loaded.case.state != CaseState::Settled {
            tell::reporter(tx, loaded, NoticeKind::Settled, None).await?;
        }
    }
    found.tx.commit().await?;
    status::after(ctx, &found.code).await
}

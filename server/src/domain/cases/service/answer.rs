//! 满意不满意: the reporter's answer to a reply or a decline; not satisfied climbs.

use super::escalate::escalate;
use super::status::{self, ReporterView};
use super::{Act, holder_of, seal_held_by, take, tell, waits};
use crate::domain::cases::policy::Action;
use crate::domain::cases::refusal::CaseRefusal;
use crate::domain::cases::store::Loaded;
use crate::domain::keys::{Holder, keyed_hash};
use crate::domain::reporters::{self, ReporterRefusal};
use crate::kernel::{Ctx, Outcome, Tx};
use entity::id::ReportId;
use entity::words::{CaseEventKind, CaseState, NoticeKind};
use serde_json::json;

/// The reporter's answer.
pub struct AnswerReply {
    /// Query code or phone.
    pub by: Answerer,
    /// Satisfied or not.
    pub satisfied: bool,
    /// Why, if the reporter wants to say.
    pub reason: Option<String>,
}

/// Who answers: with the query code, or without it while a new one is on its way.
pub enum Answerer {
    /// As it was typed.
    Code(String),
    /// The report, with its phone alone: it may only object.
    Phone(ReportId),
}

/// Records the answer. The same answer given again without a reason, or with the same words, changes nothing.
///
/// # Errors
/// Refused without both codes (or, to object, a phone whose report waits for a new code), when there is nothing to
/// answer, too late, or changed too often in a day.
pub async fn answer(ctx: &Ctx, input: AnswerReply) -> Outcome<ReporterView> {
    let reason = super::note_of("reason", input.reason.as_deref())?;
    let said = (input.satisfied, reason.as_str());
    match input.by {
        Answerer::Code(code) => {
            let found = status::begin(ctx, &code, Action::Answer).await?;
            say(ctx, &found.tx, &found.loaded, said, Holder::Reporter(&found.code)).await?;
            found.tx.commit().await?;
            status::after(ctx, &found.code).await
        }
        // A paper in other hands must not end a case; neither must a phone.
        Answerer::Phone(_) if input.satisfied => Err(CaseRefusal::BothCodes.into()),
        Answerer::Phone(id) => {
            let (tx, loaded) = status::begin_by_phone(ctx, id, Action::Object).await?;
            let organ = holder_of(loaded.standing().turn, loaded.case.organ_id);
            say(ctx, &tx, &loaded, said, organ).await?;
            tx.commit().await?;
            status::after_by_phone(ctx, id).await
        }
    }
}

/// `by` opens the content, for the reason and, if the superior changed since, for the review organ.
async fn say(ctx: &Ctx, tx: &Tx, loaded: &Loaded, (satisfied, reason): (bool, &str), by: Holder<'_>) -> Outcome<()> {
    let step = waits::of_county(tx, loaded.standing().answer(satisfied, tx.now)?).await?;
    let words = hex::encode(keyed_hash(&tx.kernel.keys, "answer", reason.as_bytes())?);
    if step.event == CaseEventKind::Answered {
        if loaded.case.satisfied == Some(satisfied) && (reason.is_empty() || said_before(loaded, &words)) {
            return Ok(());
        }
        let most = (reporters::ANSWERS_A_DAY, ReporterRefusal::AnswersOfDay);
        status::within_day(tx, loaded, CaseEventKind::Answered, most)?;
    }
    let part = seal_held_by(tx, loaded, (by, reason)).await?;
    if step.event == CaseEventKind::Escalated {
        return escalate(ctx, tx, loaded, (&step, part), by).await;
    }
    let act = Act { part, facts: json!({ "satisfied": satisfied, "words": words }), ..Act::plain("cases.answer", loaded) };
    take(ctx, tx, loaded, (&step, act)).await?;
    tell::handler(tx, loaded, NoticeKind::HandlerAnswered).await?;
    if step.next.state == CaseState::Settled && loaded.case.state != CaseState::Settled {
        tell::reporter(tx, loaded, NoticeKind::Settled, None).await?;
    }
    Ok(())
}

/// Whether the last answer had these words.
fn said_before(loaded: &Loaded, words: &str) -> bool {
    let last = loaded.events.iter().rfind(|event| event.kind == CaseEventKind::Answered);
    last.and_then(|event| event.facts.get("words")).is_some_and(|before| before == words)
}

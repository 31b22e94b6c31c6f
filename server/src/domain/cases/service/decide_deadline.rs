//! 批暂停、延长: a head of the superior organ answers what an organ below asked for; 恢复计时 ends a pause early.

use super::ask_deadline::nothing_but;
use super::clocks::again;
use super::{Act, begin, reason_of, take, tell};
use crate::domain::cases::policy::{self, Action, Facts, RequestFacts};
use crate::domain::cases::refusal::CaseRefusal;
use crate::domain::cases::rules::deadlines::{Asked, Clock, decisions, why_not};
use crate::domain::cases::store::{self, Answer, Loaded};
use crate::domain::keys::{self, Holder};
use crate::kernel::error::Refusals;
use crate::kernel::secret::SealedText;
use crate::kernel::text::{Bounds, line, written};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::{AccountId, CaseId, DeadlineRequestId, SealedPartId};
use entity::words::{CaseEventKind, DeadlineRequestKind, DeadlineRequestState, NoticeKind, PartKind};
use entity::{deadline, deadline_request};
use serde_json::{Value, json};
use time::Date;

/// Number of a document, as it stands on paper: 市纪办〔2026〕12号.
const DOCUMENT: Bounds = Bounds { min: 4, max: 40 };

/// The answer to a request.
pub struct DecideDeadline {
    /// The request.
    pub request_id: DeadlineRequestId,
    /// Granted or refused.
    pub is_granted: bool,
    /// Why; sealed for the two organs.
    pub reason: String,
    /// Number of the superior's document, where the answer comes from above the county.
    pub document: Option<String>,
}

/// Answers a request, once. What is granted counts from today and moves the clock in this moment.
///
/// # Errors
/// Refused without a reason (and without a document where one is needed), for the organ that asks and whoever asked,
/// after an answer or after the clock has ended; hidden from everybody else.
pub async fn decide_deadline(ctx: &Ctx, input: DecideDeadline) -> Outcome<()> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.write(&ctx.county_of(input.request_id).await?).await?;
    let row = store::find_request(&tx, &ctx.actor, input.request_id).await?;
    store::hold(&tx, row.case_id).await?;
    // Again, now that nobody else can answer it.
    let row = store::request(&tx, row.id).await?;
    let loaded = store::load(&tx, &ctx.actor, row.case_id).await?;
    policy::decide(&ctx.actor, Action::DecideDeadline, &facts_about(&loaded, &row)).check()?;
    let words = words_of(&input, row.is_entered)?;
    let is_its_clock =
        |clock: &&deadline::Model| (clock.kind, clock.starts_at, clock.instance_no) == (row.clock, row.starts_at, row.instance_no);
    let clock = loaded.holdable().filter(is_its_clock).filter(|_| row.state == DeadlineRequestState::Open);
    let clock = clock.ok_or(CaseRefusal::RequestClosed)?;
    let part = seal(&tx, &row, words).await?;
    if input.is_granted {
        grant(ctx, &tx, (&loaded, clock, &row), part).await?;
    } else {
        refuse(ctx, &tx, (&loaded, &row), part).await?;
    }
    tell::handler(&tx, &loaded, NoticeKind::DeadlineDecided).await?;
    tx.commit().await
}

/// What the policy asks about a request.
pub(super) fn facts_about(loaded: &Loaded, row: &deadline_request::Model) -> Facts {
    let request = RequestFacts { approver: row.approver_id, asked_by: row.asked_by, is_entered: row.is_entered };
    Facts { request: Some(request), ..loaded.facts(false) }
}

fn words_of(input: &DecideDeadline, is_entered: bool) -> Outcome<String> {
    let mut refusals = Refusals::default();
    let reason = refusals.take(written("reason", &input.reason, super::REASON)).unwrap_or_default();
    let document = input.document.as_deref().unwrap_or_default();
    let document = if is_entered || !document.trim().is_empty() { refusals.take(line("document", document, DOCUMENT)) } else { None };
    refusals.check()?;
    Ok(document.map_or(reason.clone(), |document| format!("文号：{document}\n{reason}")))
}

async fn seal(tx: &Tx, row: &deadline_request::Model, words: String) -> Outcome<SealedPartId> {
    let key = keys::open(tx, row.envelope_id, Holder::Organ(row.approver_id)).await?;
    keys::add_part(tx, &key, PartKind::Note, &SealedText::new(words)).await
}

/// Grants: a pause from today on, an extension at the end.
async fn grant(
    ctx: &Ctx,
    tx: &Tx,
    (loaded, clock, row): (&Loaded, &deadline::Model, &deadline_request::Model),
    part: SealedPartId,
) -> Outcome<()> {
    let today = tx.now.in_china().date();
    let asked = asked_of(row).ok_or_else(|| Failure::fault(format!("{} asks for nothing", row.id)))?;
    if let Some((_, why)) = why_not(asked, &loaded.holds(clock), today) {
        return Err(Failure::refuse(ErrorCode::State, why));
    }
    let pause = row.until_on.map(|until| (today, until));
    let by = by(ctx)?;
    let no = Some(decisions(&loaded.requests).saturating_add(1));
    answer(tx, row, &Answer { state: DeadlineRequestState::Granted, by, part, pause, no }).await?;
    let now = moved(tx, clock).await?;
    let event = match row.kind {
        DeadlineRequestKind::Pause => CaseEventKind::DeadlinePaused,
        DeadlineRequestKind::Extension => CaseEventKind::DeadlineExtended,
    };
    let act = Act { part: Some(part), facts: told(row, Some((clock, &now))), ..Act::plain("cases.grant_deadline", loaded) };
    take(ctx, tx, loaded, (&nothing_but(loaded, event), act)).await?;
    tell::reporter(tx, loaded, NoticeKind::TermChanged, None).await
}

async fn refuse(ctx: &Ctx, tx: &Tx, (loaded, row): (&Loaded, &deadline_request::Model), part: SealedPartId) -> Outcome<()> {
    let by = by(ctx)?;
    answer(tx, row, &Answer { state: DeadlineRequestState::Refused, by, part, pause: None, no: None }).await?;
    let act = Act { part: Some(part), facts: told(row, None), ..Act::plain("cases.refuse_deadline", loaded) };
    take(ctx, tx, loaded, (&nothing_but(loaded, CaseEventKind::DeadlineRefused), act)).await
}

fn by(ctx: &Ctx) -> Outcome<AccountId> {
    Ok(ctx.actor.staff().ok_or(Failure::SignInNeeded)?.account_id)
}

async fn answer(tx: &Tx, row: &deadline_request::Model, answer: &Answer) -> Outcome<()> {
    if store::answer_request(tx, row.id, answer).await? { Ok(()) } else { Err(CaseRefusal::RequestClosed.into()) }
}

/// Counts the clock anew with what its case was granted by now.
async fn moved(tx: &Tx, clock: &deadline::Model) -> Outcome<Clock> {
    let holds = store::holds_by_now(&store::requests_of(tx, &[clock.case_id]).await?, clock);
    let now = again(tx, clock, &holds).await?;
    if store::move_clock(tx, clock, &now, holds.moved).await? { Ok(now) } else { Err(CaseRefusal::Changed.into()) }
}

/// `from` is the organ that acts; `was` and `due` are the last days before and after.
fn told(row: &deadline_request::Model, moved: Option<(&deadline::Model, &Clock)>) -> Value {
    let day = |day: Date| day.to_string();
    json!({
        "request": row.id,
        "kind": row.kind,
        "days": row.days,
        "until": row.until_on.map(day),
        "from": row.approver_id,
        "was": moved.map(|(clock, _)| day(clock.due_on)),
        "due": moved.map(|(_, now)| day(now.due_on)),
    })
}

/// What a row asks for.
fn asked_of(row: &deadline_request::Model) -> Option<Asked> {
    match row.kind {
        DeadlineRequestKind::Pause => row.until_on.map(Asked::Pause),
        DeadlineRequestKind::Extension => row.days.map(Asked::Extension),
    }
}

/// Ends today's pause: today counts again, and the last day comes nearer by as many days.
///
/// # Errors
/// Refused without a reason or without a pause; hidden, refused by the policy, or somebody faster.
pub async fn resume_deadline(ctx: &Ctx, id: CaseId, reason: &str) -> Outcome<()> {
    let reason = reason_of(reason)?;
    let (tx, loaded) = begin(ctx, id, Action::ResumeDeadline).await?;
    let (pause, clock) = loaded.pause_now().zip(loaded.holdable()).ok_or(CaseRefusal::NotPaused)?;
    let today = tx.now.in_china().date();
    store::hold(&tx, id).await?;
    let key = keys::open(&tx, pause.envelope_id, Holder::Organ(loaded.case.organ_id)).await;
    let part = match key {
        Ok(key) => Some(keys::add_part(&tx, &key, PartKind::Note, &SealedText::new(reason)).await?),
        // The case came here from the organ that asked; its words stay with the two.
        Err(Failure::Refused(_)) => super::seal_note(&tx, &loaded, &reason).await?,
        Err(fault) => return Err(fault),
    };
    let no = decisions(&loaded.requests).saturating_add(1);
    store::end_pause(&tx, pause.id, (today.previous_day().unwrap_or(today), no)).await?;
    let now = moved(&tx, clock).await?;
    let facts = json!({ "request": pause.id, "was": clock.due_on.to_string(), "due": now.due_on.to_string() });
    let act = Act { part, facts, ..Act::plain("cases.resume_deadline", &loaded) };
    take(ctx, &tx, &loaded, (&nothing_but(&loaded, CaseEventKind::DeadlineResumed), act)).await?;
    tx.commit().await
}

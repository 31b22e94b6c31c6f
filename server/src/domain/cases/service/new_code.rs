//! 补发查询码: asked for with the phone alone, stoppable with the old code, fetched once after three days.

use super::status::{self, ReporterView};
use super::{holder_of, tell};
use crate::domain::cases::policy::Action;
use crate::domain::cases::store::{self, Loaded};
use crate::domain::keys;
use crate::domain::ledger::{self, Entry};
use crate::domain::reporters::ReporterRefusal;
use crate::domain::reports::{self, submission_key_is_sound};
use crate::kernel::secret::QueryCode;
use crate::kernel::{County, Ctx, JobError, Outcome, Tx, outbox};
use crate::ports::Ports;
use entity::code_reissue;
use entity::id::{CodeReissueId, ReportId};
use entity::moment::Moment;
use entity::words::{CaseEventKind, NoticeKind, ReissueState};
use serde::Deserialize;
use serde_json::{Value, json};
use time::Duration;

/// The outbox topic of a reissue whose time comes: `{reissueId}`.
pub const NEW_CODE: &str = "cases.new_code";

/// So long until it is looked again whether an officer opened the content for a new code.
const LOOK_AGAIN: Duration = Duration::minutes(10);

/// What is fetched.
pub struct NewCode {
    /// Shown once.
    pub code: QueryCode,
    /// The report as its phone sees it.
    pub view: ReporterView,
}

/// Who stops a reissue: the holder of the old code, or of the phone.
pub enum Stop<'a> {
    /// As it was typed.
    Code(&'a str),
    /// The report, with a proven phone.
    Phone(ReportId),
}

/// Asks for a new query code for one of the phone's reports. Asking again changes nothing.
///
/// # Errors
/// Hidden if it is not a report of this phone; refused without a phone proven for tracking, or too soon after a stop.
pub async fn request_new_code(ctx: &Ctx, id: ReportId) -> Outcome<ReporterView> {
    let (tx, loaded) = status::begin_by_phone(ctx, id, Action::RequestNewCode).await?;
    if let Some(row) = reports::ask_reissue(&tx, &loaded.report).await? {
        note(ctx, &tx, &loaded, (CaseEventKind::CodeAsked, "cases.new_code_asked")).await?;
        tell::reporter(&tx, &loaded, NoticeKind::CodeAsked, None).await?;
        come_back(&tx, row.id, row.ready_at).await?;
    }
    // Also after a repeat: what the reporter then sees is read in a transaction of its own.
    tx.commit().await?;
    status::after_by_phone(ctx, id).await
}

/// Stops it: the old code goes on working.
///
/// # Errors
/// Hidden for whoever has neither the code nor the phone; refused if none is on its way.
pub async fn stop_new_code(ctx: &Ctx, by: Stop<'_>) -> Outcome<ReporterView> {
    let act = (CaseEventKind::CodeStopped, "cases.new_code_stopped");
    match by {
        Stop::Code(code) => {
            let found = status::begin_by_code(ctx, code, Action::StopNewCode).await?;
            reports::stop_reissue(&found.tx, &found.loaded.report).await?;
            note(ctx, &found.tx, &found.loaded, act).await?;
            found.tx.commit().await?;
            status::after(ctx, &found.code).await
        }
        Stop::Phone(id) => {
            let (tx, loaded) = status::begin_by_phone(ctx, id, Action::StopNewCode).await?;
            reports::stop_reissue(&tx, &loaded.report).await?;
            note(ctx, &tx, &loaded, act).await?;
            tx.commit().await?;
            status::after_by_phone(ctx, id).await
        }
    }
}

/// Gives the new code to the report's phone; the old one dies. The same key gets the same code again.
///
/// # Errors
/// Hidden if it is not a report of this phone; refused before the three days are over, or if it was fetched.
pub async fn take_new_code(ctx: &Ctx, id: ReportId, take_key: &str) -> Outcome<NewCode> {
    if !submission_key_is_sound(take_key) {
        return Err(ReporterRefusal::SubmissionKey.into());
    }
    let (tx, loaded) = status::begin_by_phone(ctx, id, Action::TakeNewCode).await?;
    let (code, is_first) = reports::take_reissue(&tx, &loaded.report, take_key).await?;
    if is_first {
        note(ctx, &tx, &loaded, (CaseEventKind::CodeTaken, "cases.new_code_taken")).await?;
        tell::reporter(&tx, &loaded, NoticeKind::CodeTaken, None).await?;
    }
    tx.commit().await?;
    Ok(NewCode { code, view: status::after_by_phone(ctx, id).await? })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Job {
    reissue_id: CodeReissueId,
}

/// Works `cases.new_code`: what has waited three days can be fetched; what nobody fetched is forgotten. Working it
/// twice, or too early, changes nothing.
///
/// # Errors
/// When to come back.
pub async fn new_code_job(ctx: Ctx, _: Ports, county: County, payload: Value) -> Result<(), JobError> {
    let job: Job = serde_json::from_value(payload).map_err(|error| JobError::Park(error.to_string()))?;
    Ok(new_code_due(&ctx, &county, job.reissue_id).await?)
}

async fn new_code_due(ctx: &Ctx, county: &County, id: CodeReissueId) -> Outcome<()> {
    let tx = ctx.write(county).await?;
    let Some(row) = reports::reissue(&tx, id).await? else { return Ok(()) };
    let due = match row.state {
        ReissueState::Waiting => row.ready_at,
        ReissueState::Ready => row.until.unwrap_or(row.ready_at),
        ReissueState::Taken | ReissueState::Stopped | ReissueState::Lapsed => return Ok(()),
    };
    // A job of an earlier request comes too early; the present one has a job of its own.
    if tx.now < due {
        return Ok(());
    }
    let cases = store::by_reports(&tx, &[row.report_id]).await?;
    let Some(loaded) = store::rows(&tx, &ctx.actor, cases).await?.pop() else { return Ok(()) };
    if row.state == ReissueState::Waiting {
        ready(ctx, &tx, &loaded, row).await?;
    } else {
        lapse(ctx, &tx, &loaded, row).await?;
    }
    tx.commit().await
}

async fn ready(ctx: &Ctx, tx: &Tx, loaded: &Loaded, row: code_reissue::Model) -> Outcome<()> {
    let by = holder_of(loaded.standing().turn, loaded.case.organ_id);
    let id = row.id;
    let row = match reports::ready_reissue(tx, &loaded.report, row, by).await {
        Err(shut) if keys::is_shut(&shut) => {
            reports::wants_reissue(tx, &loaded.report).await?;
            return come_back(tx, id, tx.now.after(LOOK_AGAIN)).await;
        }
        ready => ready?,
    };
    note(ctx, tx, loaded, (CaseEventKind::CodeReady, "cases.new_code_ready")).await?;
    tell::reporter(tx, loaded, NoticeKind::CodeReady, None).await?;
    come_back(tx, row.id, row.until.unwrap_or(tx.now)).await
}

async fn lapse(ctx: &Ctx, tx: &Tx, loaded: &Loaded, row: code_reissue::Model) -> Outcome<()> {
    reports::lapse_reissue(tx, &loaded.report, row).await?;
    note(ctx, tx, loaded, (CaseEventKind::CodeLapsed, "cases.new_code_lapsed")).await
}

async fn come_back(tx: &Tx, id: CodeReissueId, at: Moment) -> Outcome<()> {
    outbox::enqueue(tx, NEW_CODE, json!({ "reissueId": id }), at).await?;
    Ok(())
}

/// An event for the reporter's timeline and a ledger entry; the case itself does not move.
async fn note(ctx: &Ctx, tx: &Tx, loaded: &Loaded, (event, kind): (CaseEventKind, &'static str)) -> Outcome<()> {
    let facts = json!({ "version": loaded.case.version });
    store::add_event(tx, &ctx.actor, (loaded.case.id, event), (None, None), facts).await?;
    ledger::append(tx, &ctx.actor, Entry::sealed(kind, loaded.case.id, json!({}))).await
}

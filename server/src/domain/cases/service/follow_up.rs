//! 回访: four weeks after the end the reporter is asked whether it is really solved.

use super::escalate::escalate;
use super::status::{self, Found, ReporterView};
use super::supplement::{Addition, SupplementReport, seal};
use super::{Act, take, tell};
use crate::domain::cases::model::Step;
use crate::domain::cases::policy::Action;
use crate::domain::cases::store::{self, Loaded};
use crate::domain::keys::Holder;
use crate::domain::ledger::{self, Entry};
use crate::domain::reporters::{self, ReporterRefusal};
use crate::kernel::{Ctx, Outcome, Tx};
use entity::id::MediaId;
use entity::words::{CaseEventKind, NoticeKind};
use serde_json::{Value, json};

/// What stands for words where only files came.
const FILES_ONLY: &str = "（没有文字，只有照片、录音或者视频）";

/// What the reporter says.
pub struct AnswerFollowUp {
    /// As it was typed.
    pub query_code: String,
    /// Whether it is really solved.
    pub is_solved: bool,
    /// Made once by the client, kept over retries.
    pub submission_key: String,
    /// What is new, if something is; with "no" it opens the review.
    pub text: Option<String>,
    /// Uploaded evidence.
    pub media_ids: Vec<MediaId>,
}

/// Records the answer; "no" with new material opens the review if it is unused. The same answer given again changes
/// nothing.
///
/// # Errors
/// Refused without both codes, if nothing is asked, too late, or changed too often in a day.
pub async fn answer_follow_up(ctx: &Ctx, input: AnswerFollowUp) -> Outcome<ReporterView> {
    let is_solved = input.is_solved;
    let text = input.text.filter(|text| !text.trim().is_empty());
    let has_material = text.is_some() || !input.media_ids.is_empty();
    let (submission_key, query_code, media_ids) = (input.submission_key, input.query_code, input.media_ids);
    let more = SupplementReport { submission_key, query_code, text: text.unwrap_or_else(|| FILES_ONLY.to_owned()), media_ids };
    let new = more.checked()?;
    let found = status::begin(ctx, &more.query_code, Action::AnswerFollowUp).await?;
    let addition = Addition::of(&found.tx, &more, &new)?;
    let is_repeated = if has_material { addition.is_there(&found.loaded)? } else { found.loaded.follow_up_said() == Some(is_solved) };
    if !is_repeated {
        let step = found.loaded.standing().answer_follow_up(is_solved, has_material, found.tx.now)?;
        let most = (reporters::ANSWERS_A_DAY, ReporterRefusal::AnswersOfDay);
        status::within_day(&found.tx, &found.loaded, CaseEventKind::FollowUpAnswered, most)?;
        if has_material {
            note_material(ctx, &found, (&addition, &seal(ctx, &found, (&new, &addition)).await?)).await?;
        }
        say(ctx, &found, (&step, is_solved)).await?;
    }
    found.tx.commit().await?;
    status::after(ctx, &found.code).await
}

/// The new material is an addition like any other; it stands before the answer that it came with.
async fn note_material(ctx: &Ctx, found: &Found, (addition, part): (&Addition, &entity::id::SealedPartId)) -> Outcome<()> {
    let (tx, loaded) = (&found.tx, &found.loaded);
    let (about, by) = ((loaded.case.id, CaseEventKind::Supplemented), (Some(loaded.case.organ_id), Some(*part)));
    store::add_event(tx, &ctx.actor, about, by, with_version(loaded, addition.facts.clone())).await?;
    ledger::append(tx, &ctx.actor, Entry::sealed("cases.supplement", loaded.case.id, json!({ "organ": loaded.case.organ_id }))).await
}

async fn say(ctx: &Ctx, found: &Found, (step, is_solved): (&Step, bool)) -> Outcome<()> {
    let (tx, loaded) = (&found.tx, &found.loaded);
    let facts = json!({ "solved": is_solved });
    if step.event == CaseEventKind::FollowUpAnswered {
        take(ctx, tx, loaded, (step, Act { facts, ..Act::plain("cases.answer_follow_up", loaded) })).await?;
        return if is_solved { Ok(()) } else { tell::handler(tx, loaded, NoticeKind::HandlerFollowUp).await.map(drop) };
    }
    let about = (loaded.case.id, CaseEventKind::FollowUpAnswered);
    store::add_event(tx, &ctx.actor, about, (Some(loaded.case.organ_id), None), with_version(loaded, facts)).await?;
    escalate(ctx, tx, loaded, (step, None), Holder::Reporter(&found.code)).await
}

/// An event that goes with the next step, before it.
fn with_version(loaded: &Loaded, mut facts: Value) -> Value {
    if let Some(facts) = facts.as_object_mut() {
        facts.insert("version".to_owned(), json!(loaded.case.version));
    }
    facts
}

/// The four weeks are over: the reporter is asked, on his page and, if he wants any, by a message that names nothing.
pub(super) async fn ask(ctx: &Ctx, tx: &Tx, loaded: &Loaded) -> Outcome<()> {
    let Ok(step) = loaded.standing().ask_follow_up(tx.now) else { return Ok(()) };
    take(ctx, tx, loaded, (&step, Act::plain("cases.ask_follow_up", loaded))).await?;
    tell::reporter(tx, loaded, NoticeKind::FollowUp, None).await
}

/// The days to answer are over; an answer that was given stands.
pub(super) async fn lapse(ctx: &Ctx, tx: &Tx, loaded: &Loaded) -> Outcome<()> {
    if loaded.follow_up_said().is_some() {
        return Ok(());
    }
    let step = loaded.standing().follow_up_lapses();
    take(ctx, tx, loaded, (&step, Act::plain("cases.follow_up_lapsed", loaded))).await
}

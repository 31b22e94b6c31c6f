//! 澄清: an official of whom nothing was found says whether he wants it said; then a text is prepared. It is published by
//! whoever publishes, not here.

use super::ask_deadline::nothing_but;
use super::content::held_by;
use super::{Act, CaseAt, begin, content_key, take};
use crate::domain::cases::policy::{self, Action};
use crate::domain::cases::refusal::TurnRefusal;
use crate::domain::cases::store::{self, Loaded};
use crate::domain::keys;
use crate::kernel::secret::SealedText;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::clarification;
use entity::id::{CaseId, OfficialId};
use entity::words::{CaseEventKind, CaseState, ClarificationState, Finding, PartKind};
use serde_json::json;
use time::Date;

/// A clarification as it will be read; it never says who reported.
const TEXT: Bounds = Bounds { min: 10, max: 2_000 };

/// What an official wants.
pub struct NoteClarification {
    /// The case.
    pub case_id: CaseAt,
    /// The official, one of its subjects.
    pub official_id: OfficialId,
    /// Whether he wants it.
    pub is_wished: bool,
    /// The day on which he said so.
    pub on: Date,
}

/// The text.
pub struct PrepareClarification {
    /// The case.
    pub case_id: CaseAt,
    /// The official.
    pub official_id: OfficialId,
    /// What will be read.
    pub text: String,
}

/// A clarification with its text.
pub struct ClarificationView {
    /// The row.
    pub row: clarification::Model,
    /// The text, once there is one.
    pub text: Option<SealedText>,
}

/// Notes what an official wants; he may think better of it until it is published.
///
/// # Errors
/// Refused for whoever is no subject, without a finding that clears, for a day before the reply or to come, and once it is
/// published; hidden, refused by the policy, the state, or somebody faster.
pub async fn note_clarification(ctx: &Ctx, input: NoteClarification) -> Outcome<()> {
    let (tx, loaded) = begin(ctx, input.case_id, Action::NoteClarification).await?;
    let by = ctx.actor.staff().ok_or(Failure::SignInNeeded)?.account_id;
    may_be_cleared(&loaded, input.official_id, &[CaseState::Replied, CaseState::Settled])?;
    let first = loaded.standing().replied_at.map_or(input.on, |at| at.in_china().date());
    if input.on < first || input.on > tx.now.in_china().date() {
        return Err(Failure::field(ErrorCode::Invalid, "on", "日期要在答复以后，不晚于今天。"));
    }
    let (state, before) = (wish(input.is_wished), found(&tx, &loaded, input.official_id).await?);
    let fresh = clarification::Model {
        county_id: tx.county.id,
        id: before.as_ref().map_or_else(|| tx.mint(), |row| row.id),
        case_id: loaded.case.id,
        official_id: input.official_id,
        state,
        wished_on: input.on,
        noted_by: by,
        noted_at: tx.now,
        text_part_id: None,
        prepared_by: None,
        prepared_at: None,
    };
    if before.is_none() {
        tx.add(fresh).await?;
    } else if !store::change_clarification(&tx, &fresh).await? {
        return Err(TurnRefusal::NothingToClarify.into());
    }
    let facts = json!({ "official": input.official_id, "wished": input.is_wished, "on": input.on.to_string() });
    let act = Act { facts, ..Act::plain("cases.note_clarification", &loaded) };
    take(ctx, &tx, &loaded, (&nothing_but(&loaded, CaseEventKind::ClarificationNoted), act)).await?;
    tx.commit().await
}

/// Prepares the text, anew if there was one that is not published.
///
/// # Errors
/// Refused without a text, before the case is settled, and for an official who does not want it; hidden, refused by the policy,
/// the state, or somebody faster.
pub async fn prepare_clarification(ctx: &Ctx, input: PrepareClarification) -> Outcome<()> {
    let (tx, loaded) = begin(ctx, input.case_id, Action::PrepareClarification).await?;
    let by = ctx.actor.staff().ok_or(Failure::SignInNeeded)?.account_id;
    let text = written("text", &input.text, TEXT).map_err(|error| Failure::Refused(vec![error]))?;
    may_be_cleared(&loaded, input.official_id, &[CaseState::Settled])?;
    let wants = |row: &clarification::Model| matches!(row.state, ClarificationState::Wished | ClarificationState::Prepared);
    let row = found(&tx, &loaded, input.official_id).await?.filter(wants).ok_or(TurnRefusal::NothingToClarify)?;
    let key = content_key(&tx, &loaded).await?;
    let part = keys::add_part(&tx, &key, PartKind::Note, &SealedText::new(text)).await?;
    let row = clarification::Model {
        state: ClarificationState::Prepared,
        text_part_id: Some(part),
        prepared_by: Some(by),
        prepared_at: Some(tx.now),
        ..row
    };
    if !store::change_clarification(&tx, &row).await? {
        return Err(TurnRefusal::NothingToClarify.into());
    }
    let act = Act { facts: json!({ "official": input.official_id }), ..Act::plain("cases.prepare_clarification", &loaded) };
    take(ctx, &tx, &loaded, (&nothing_but(&loaded, CaseEventKind::ClarificationPrepared), act)).await?;
    tx.commit().await
}

/// The clarifications of a case, opened.
///
/// # Errors
/// Hidden if the viewer may not see the case.
pub async fn clarifications_of(ctx: &Ctx, id: CaseId) -> Outcome<Vec<ClarificationView>> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    let loaded = store::find(&tx, &ctx.actor, id).await?;
    policy::decide(&ctx.actor, Action::OpenContent, &loaded.facts(false)).check()?;
    let rows = store::clarifications_of(&tx, id).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = keys::open(&tx, loaded.report.content_envelope_id, held_by(staff, &loaded)).await?;
    let parts = keys::parts(&tx, &key).await?;
    let text = |row: &clarification::Model| parts.iter().find(|part| Some(part.id) == row.text_part_id).map(|part| part.text.clone());
    Ok(rows.into_iter().map(|row| ClarificationView { text: text(&row), row }).collect())
}

fn may_be_cleared(loaded: &Loaded, official: OfficialId, states: &[CaseState]) -> Result<(), TurnRefusal> {
    let may = is_cleared(loaded, official) && states.contains(&loaded.case.state);
    if may { Ok(()) } else { Err(TurnRefusal::NothingToClarify) }
}

/// Whether he is a subject of whom nothing was found.
pub(super) fn is_cleared(loaded: &Loaded, official: OfficialId) -> bool {
    let is_subject = loaded.subjects.iter().any(|row| row.official_id == Some(official));
    is_subject && (loaded.finding() == Some(Finding::NotSubstantiated) || loaded.malice() == Some(true))
}

async fn found(tx: &Tx, loaded: &Loaded, official: OfficialId) -> Outcome<Option<clarification::Model>> {
    Ok(store::clarifications_of(tx, loaded.case.id).await?.into_iter().find(|row| row.official_id == official))
}

const fn wish(is_wished: bool) -> ClarificationState {
    if is_wished { ClarificationState::Wished } else { ClarificationState::NotWished }
}

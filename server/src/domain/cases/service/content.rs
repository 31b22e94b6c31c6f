//! Opening the sealed content for an officer: once a day it leaves an entry.

use super::deadline_requests::words_of_case;
use super::holder_of;
use crate::domain::cases::model::Turn;
use crate::domain::cases::policy::{self, Action};
use crate::domain::cases::store::{self, Loaded};
use crate::domain::keys;
use crate::domain::ledger::{self, Entry};
use crate::domain::media::Viewer;
use crate::domain::reports::{self, Content};
use crate::kernel::secret::SealedText;
use crate::kernel::{Ctx, Failure, Outcome, StaffActor, Tx};
use entity::id::{CaseId, SealedPartId};
use entity::words::{ActorKind, CaseEventKind, PartKind, StaffRole};
use serde_json::json;

/// Opens the content of a case.
///
/// # Errors
/// Hidden if the viewer may not see the case.
pub async fn open_content(ctx: &Ctx, id: CaseId) -> Outcome<Content> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let (tx, loaded) = super::begin(ctx, id, Action::OpenContent).await?;
    let key = keys::open(&tx, loaded.report.content_envelope_id, held_by(staff, &loaded)).await?;
    let content = reports::content(&tx, &loaded.report, &key, &Viewer::Staff(staff.session_id)).await?;
    if !opened_today(&tx, &loaded, staff) {
        note_opening(ctx, tx, &loaded, staff).await?;
    }
    Ok(content)
}

/// The reasons and notes that steps were given with. Those of officers are no content; where the reporter's own words
/// are among them, it is an opening like that of the report.
///
/// # Errors
/// Hidden if the viewer may not see the case.
pub async fn open_reasons(ctx: &Ctx, id: CaseId) -> Outcome<Vec<(SealedPartId, SealedText)>> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let county = ctx.county_of(id).await?;
    let tx = ctx.read(&county).await?;
    let loaded = store::find(&tx, &ctx.actor, id).await?;
    policy::decide(&ctx.actor, Action::OpenContent, &loaded.facts(false)).check()?;
    let key = keys::open(&tx, loaded.report.content_envelope_id, held_by(staff, &loaded)).await?;
    let parts = keys::parts(&tx, &key).await?;
    let is_noted = !has_words_of_reporter(&loaded) || opened_today(&tx, &loaded, staff);
    let asked = words_of_case(&tx, staff, &loaded).await?;
    drop(tx);
    if !is_noted {
        note_opening(ctx, ctx.write(&county).await?, &loaded, staff).await?;
    }
    let reasons = parts.into_iter().filter(|part| matches!(part.kind, PartKind::Reason | PartKind::Note)).map(|part| (part.id, part.text));
    Ok(reasons.chain(asked).collect())
}

/// Why somebody is not satisfied, or withdraws, is told in confidence like the report itself.
fn has_words_of_reporter(loaded: &Loaded) -> bool {
    // A supplement is shown with the report, not among the reasons.
    let is_reason = |kind| kind != CaseEventKind::Supplemented;
    loaded.events.iter().any(|event| event.actor == ActorKind::Reporter && event.part_id.is_some() && is_reason(event.kind))
}

/// A line and an entry for the viewer's first opening of this day. Two fields of one request may both come here.
async fn note_opening(ctx: &Ctx, tx: Tx, loaded: &Loaded, staff: &StaffActor) -> Outcome<()> {
    let id = loaded.case.id;
    if ledger::append_once_a_day(&tx, staff, Entry::sealed("cases.open_content", id, json!({}))).await? {
        let facts = json!({ "version": loaded.case.version });
        store::add_event(&tx, &ctx.actor, (id, CaseEventKind::ContentOpened), (None, None), facts).await?;
    }
    tx.commit().await
}

fn opened_today(tx: &Tx, loaded: &Loaded, staff: &StaffActor) -> bool {
    let today = tx.now.in_china().date();
    loaded.events.iter().any(|event| {
        event.kind == CaseEventKind::ContentOpened && event.account_id == Some(staff.account_id) && event.at.in_china().date() == today
    })
}

/// Through which organ the viewer holds the key: the one whose turn it is, the first one, which may go on reading, or one
/// that helps.
pub(super) fn held_by(staff: &StaffActor, loaded: &Loaded) -> keys::Holder<'static> {
    let is_of = |organ| staff.is_in(StaffRole::Handler, organ) || staff.is_in(StaffRole::Head, organ);
    let first = loaded.instances.first().map(|turn| turn.organ_id);
    let helper = loaded.turns.helpers().map(|row| row.organ_id).find(|organ| is_of(*organ));
    match first {
        Some(first) if !is_of(loaded.case.organ_id) && is_of(first) => holder_of(Turn::First, first),
        _ if is_of(loaded.case.organ_id) => holder_of(loaded.standing().turn, loaded.case.organ_id),
        _ => helper.map_or_else(|| holder_of(loaded.standing().turn, loaded.case.organ_id), keys::Holder::Organ),
    }
}

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
use entity::words::{CaseEventKind, PartKind, StaffRole};
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
        let facts = json!({ "version": loaded.case.version });
        store::add_event(&tx, &ctx.actor, (id, CaseEventKind::ContentOpened), (None, None), facts).await?;
        ledger::append(&tx, &ctx.actor, Entry::sealed("cases.open_content", id, json!({}))).await?;
        tx.commit().await?;
    }
    Ok(content)
}

/// The reasons and notes that steps were given with; no entry, because it is not what the reporter sent.
///
/// # Errors
/// Hidden if the viewer may not see the case.
pub async fn open_reasons(ctx: &Ctx, id: CaseId) -> Outcome<Vec<(SealedPartId, SealedText)>> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    let loaded = store::load(&tx, &ctx.actor, id).await?;
    policy::decide(&ctx.actor, Action::OpenContent, &loaded.facts(false)).check()?;
    let key = keys::open(&tx, loaded.report.content_envelope_id, held_by(staff, &loaded)).await?;
    let parts = keys::parts(&tx, &key).await?;
    let reasons = parts.into_iter().filter(|part| matches!(part.kind, PartKind::Reason | PartKind::Note)).map(|part| (part.id, part.text));
    let asked = words_of_case(&tx, staff, &loaded).await?;
    Ok(reasons.chain(asked).collect())
}

fn opened_today(tx: &Tx, loaded: &Loaded, staff: &StaffActor) -> bool {
    let today = tx.now.in_china().date();
    loaded.events.iter().any(|event| {
        event.kind == CaseEventKind::ContentOpened && event.account_id == Some(staff.account_id) && event.at.in_china().date() == today
    })
}

/// Through which organ the viewer holds the key: the one whose turn it is, or the first one, which may go on reading.
pub(super) fn held_by(staff: &StaffActor, loaded: &Loaded) -> keys::Holder<'static> {
    let is_of = |organ| staff.is_in(StaffRole::Handler, organ) || staff.is_in(StaffRole::Head, organ);
    let first = loaded.instances.first().map(|turn| turn.organ_id);
    match first {
        Some(first) if !is_of(loaded.case.organ_id) && is_of(first) => holder_of(Turn::First, first),
        _ => holder_of(loaded.standing().turn, loaded.case.organ_id),
    }
}

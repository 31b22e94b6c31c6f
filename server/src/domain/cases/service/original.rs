//! 取原件: the file as it was sent, with whatever the phone wrote into it, for who must prove something with it.

use super::begin;
use super::content::held_by;
use crate::domain::cases::policy::Action;
use crate::domain::cases::store;
use crate::domain::keys;
use crate::domain::ledger::{self, Entry};
use crate::domain::media::{self, Viewer};
use crate::kernel::{Ctx, Failure, Outcome};
use entity::id::{CaseId, MediaId};
use entity::words::CaseEventKind;
use serde_json::json;

/// Gives out the address of an original, which is good for five minutes; each time leaves a line and an entry.
///
/// # Errors
/// Hidden if the viewer may not see the case or the case has no such file; refused unless for its handler or head.
pub async fn open_original(ctx: &Ctx, id: CaseId, medium: MediaId) -> Outcome<String> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let (tx, loaded) = begin(ctx, id, Action::OpenOriginal).await?;
    let key = keys::open(&tx, loaded.report.content_envelope_id, held_by(staff, &loaded)).await?;
    let viewer = Viewer::Staff(staff.session_id);
    let url = media::original_url(&tx, (loaded.report.id, medium), &key, &viewer).await?;
    let facts = json!({ "version": loaded.case.version });
    store::add_event(&tx, &ctx.actor, (id, CaseEventKind::OriginalOpened), (None, None), facts).await?;
    ledger::append(&tx, &ctx.actor, Entry::sealed("media.original", medium, json!({ "case": id }))).await?;
    tx.commit().await?;
    Ok(url)
}

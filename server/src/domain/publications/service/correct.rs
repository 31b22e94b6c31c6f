//! 更正: a new version of what is published; the old one stays, as a corrected one.

use super::draft::new_version;
use super::{Begun, begin, key_of, opened, sealed};
use crate::domain::ledger::{self, Entry};
use crate::domain::publications::model::{Draft, Terms};
use crate::domain::publications::policy::Action;
use crate::domain::publications::refusal::PublicationRefusal;
use crate::domain::publications::store;
use crate::kernel::{Ctx, Outcome};
use entity::id::PublicationId;
use entity::publication_version;
use entity::words::{CorrectionReason, PublicationState};
use serde_json::json;

/// Begins a correction: a draft that goes the way of the first one.
///
/// # Errors
/// Hidden, or refused unless by the handler or a head of its organ; unless it is published; while a correction is under
/// way; once it is hidden.
pub async fn correct(ctx: &Ctx, (id, expected): (PublicationId, i64), reason: CorrectionReason) -> Outcome<()> {
    let Begun { staff, tx, row, version, .. } = begin(ctx, (id, expected), Action::Correct).await?;
    if row.hidden_at.is_some() {
        return Err(PublicationRefusal::Hidden.into());
    }
    match version.state {
        PublicationState::Published => {}
        _ if version.no > 1 => return Err(PublicationRefusal::Correcting.into()),
        state => return Err(PublicationRefusal::NotNow(state).into()),
    }
    let key = key_of(&tx, &row, row.organ_id).await?;
    // What stands in public is what is corrected, its terms too.
    let copy = Draft { terms: Terms::of(&row), ..opened(&tx, &key, version.part_id).await? };
    let part = sealed(&tx, &key, &copy).await?;
    store::change(&tx, &row, |update| update).await?;
    let no = version.no.saturating_add(1);
    let next = publication_version::Model { reason: Some(reason), ..new_version(&tx, row.id, (no, part), staff.account_id) };
    tx.add(next).await?;
    let said = json!({ "publication": row.id, "no": no, "reason": reason });
    ledger::append(&tx, &ctx.actor, Entry::sealed("publications.correct", row.case_id, said)).await?;
    tx.commit().await
}

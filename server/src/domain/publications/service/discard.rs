//! 作废草稿: its words go for good; that there was a draft stays on the ledger.

use super::{Begun, begin, must_be};
use crate::domain::keys;
use crate::domain::ledger::{self, Entry};
use crate::domain::publications::policy::Action;
use crate::domain::publications::store;
use crate::kernel::{Ctx, Outcome};
use entity::id::{CaseId, PublicationId};
use entity::words::PublicationState;
use serde_json::json;

/// Discards a draft; of which case. A correction goes alone, and what is published stays as it is.
///
/// # Errors
/// Hidden, or refused unless by who wrote or sent it or a head of its organ; once it is published.
pub async fn discard(ctx: &Ctx, id: PublicationId, expected: i64) -> Outcome<CaseId> {
    let Begun { tx, row, versions, version, .. } = begin(ctx, (id, expected), Action::Discard).await?;
    must_be(&version, &[PublicationState::Draft, PublicationState::Waiting, PublicationState::Returned])?;
    store::change(&tx, &row, |update| update).await?;
    store::take_away(&tx, &version).await?;
    if version.no == 1 {
        keys::destroy(&tx, row.envelope_id).await?;
    } else {
        // Each save sealed a text of its own: those of the correction go, those of what was published stay.
        let kept = versions.iter().filter(|one| one.id != version.id);
        let kept: Vec<_> = kept.flat_map(|one| [Some(one.part_id), one.returned_part_id]).flatten().collect();
        keys::forget_parts(&tx, row.envelope_id, &kept).await?;
    }
    let said = json!({ "publication": row.id, "kind": row.kind, "no": version.no });
    ledger::append(&tx, &ctx.actor, Entry::sealed("publications.discard", row.case_id, said)).await?;
    tx.commit().await?;
    Ok(row.case_id)
}

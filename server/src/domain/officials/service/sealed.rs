//! The words of a wish to end a declared kinship: about somebody's family, so sealed for the organ that answers and nobody else.

use crate::domain::keys::{self, Holder};
use crate::kernel::secret::SealedText;
use crate::kernel::{Failure, Outcome, Tx};
use entity::id::{EnvelopeId, OrganId, SealedPartId};
use entity::kinship_ending;
use entity::words::{EnvelopeKind, PartKind};

/// What stands in the envelope.
pub(super) struct Words {
    /// Why the kinship shall count no more.
    pub reason: SealedText,
    /// As what it was declared; the declaration itself goes when the wish is granted.
    pub relation: SealedText,
}

/// Seals the words for the organ whose heads answer; the envelope, and in it the reason.
pub(super) async fn seal(tx: &Tx, organ: OrganId, words: &Words) -> Outcome<(EnvelopeId, SealedPartId)> {
    let key = keys::seal_new(tx, EnvelopeKind::Request, &[Holder::Organ(organ)]).await?;
    let reason = keys::add_part(tx, &key, PartKind::Reason, &words.reason).await?;
    keys::add_part(tx, &key, PartKind::Note, &words.relation).await?;
    Ok((key.envelope_id, reason))
}

/// Opens the words, for whoever may answer; none of a wish that is older than the envelopes.
pub(super) async fn open(tx: &Tx, row: &kinship_ending::Model) -> Outcome<Option<Words>> {
    let Some((envelope, reason)) = row.envelope_id.zip(row.reason_part_id) else { return Ok(None) };
    let key = keys::open(tx, envelope, Holder::Organ(row.organ_id)).await?;
    let parts = keys::parts(tx, &key).await?;
    let gone = || Failure::fault(format!("the words of {} are gone", row.id));
    let find = |is_it: &dyn Fn(&keys::Part) -> bool| parts.iter().find(|part| is_it(part)).map(|part| part.text.clone()).ok_or_else(gone);
    Ok(Some(Words { reason: find(&|part| part.id == reason)?, relation: find(&|part| part.kind == PartKind::Note)? }))
}

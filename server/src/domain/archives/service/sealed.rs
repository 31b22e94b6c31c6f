//! The words of one official's archive, sealed for the county commission: what he answered, what he declared.

use super::commission;
use crate::domain::archives::store;
use crate::domain::keys::{self, Holder, OpenKey};
use crate::kernel::secret::SealedText;
use crate::kernel::{Failure, Outcome, Tx};
use entity::archive_file;
use entity::id::{OfficialId, OrganId, SealedPartId};
use entity::words::{EnvelopeKind, PartKind};
use std::collections::BTreeMap;

/// Opened words by their ids.
pub(super) type Words = BTreeMap<SealedPartId, SealedText>;

/// Who keeps the words.
pub(super) async fn keeper(tx: &Tx) -> Outcome<OrganId> {
    commission(tx).await?.ok_or_else(|| Failure::fault("a county without its commission"))
}

/// Opens all words of an archive; none before the first.
pub(super) async fn words(tx: &Tx, of: OfficialId) -> Outcome<Words> {
    let Some(file) = store::file_of(tx, of).await? else { return Ok(Words::new()) };
    let key = keys::open(tx, file.envelope_id, Holder::Organ(keeper(tx).await?)).await?;
    Ok(keys::parts(tx, &key).await?.into_iter().map(|part| (part.id, part.text)).collect())
}

/// Seals one more text into an archive, whose official is held; the first one begins it.
pub(super) async fn seal(tx: &Tx, of: OfficialId, text: String) -> Outcome<SealedPartId> {
    let key = key_of(tx, of).await?;
    keys::add_part(tx, &key, PartKind::Note, &SealedText::new(text)).await
}

async fn key_of(tx: &Tx, of: OfficialId) -> Outcome<OpenKey> {
    let holder = Holder::Organ(keeper(tx).await?);
    if let Some(file) = store::file_of(tx, of).await? {
        return keys::open(tx, file.envelope_id, holder).await;
    }
    let key = keys::seal_new(tx, EnvelopeKind::Archive, &[holder]).await?;
    let (county_id, id, created_at) = (tx.county.id, tx.mint(), tx.now);
    tx.add(archive_file::Model { county_id, id, official_id: of, envelope_id: key.envelope_id, created_at }).await?;
    Ok(key)
}

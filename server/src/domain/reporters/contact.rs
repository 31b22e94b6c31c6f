//! Sealed numbers: one for each code that was asked for, and another for each report that came of it.

use crate::domain::keys::{self, Holder, OpenKey};
use crate::kernel::secret::SealedText;
use crate::kernel::{Failure, Outcome, Phone, ReporterActor, Tx};
use entity::contact;
use entity::id::ContactId;
use entity::words::{EnvelopeKind, PartKind};

/// Seals the number of a phone that asks for a code.
pub(super) async fn seal(tx: &Tx, phone: &Phone, phone_hash: &[u8]) -> Outcome<ContactId> {
    let key = keys::seal_new(tx, EnvelopeKind::Contact, &[Holder::Notice]).await?;
    keys::add_part(tx, &key, PartKind::Phone, &SealedText::new(phone.reveal().to_owned())).await?;
    add_contact(tx, &key, phone_hash).await
}

/// Where a number lies that was sealed into this envelope.
///
/// # Errors
/// A fault of the database.
pub async fn add_contact(tx: &Tx, key: &OpenKey, phone_hash: &[u8]) -> Outcome<ContactId> {
    let (id, phone_hash) = (tx.mint(), phone_hash.to_vec());
    tx.add(contact::Model { county_id: tx.county.id, id, phone_hash, envelope_id: key.envelope_id, created_at: tx.now }).await?;
    Ok(id)
}

/// The number that this person has just proven, opened to be sealed again for the report that is being written: its
/// envelope shares no key with the code's or with another report's. It is shown to nobody; the report's own entry on
/// the ledger names the new contact.
///
/// # Errors
/// A fault of the key folder, or if the number is gone.
pub async fn proven_phone(tx: &Tx, reporter: &ReporterActor) -> Outcome<SealedText> {
    let gone = || Failure::fault("a proven phone without a sealed number");
    let row = tx.rows().one::<contact::Entity, _>(reporter.contact_id).one(tx).await?.ok_or_else(gone)?;
    let key = keys::open(tx, row.envelope_id, Holder::Notice).await?;
    let parts = keys::parts(tx, &key).await?;
    parts.into_iter().find(|part| part.kind == PartKind::Phone).map(|part| part.text).ok_or_else(gone)
}

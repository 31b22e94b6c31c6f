//! Opening a phone: here and nowhere else, and each opening leaves an entry.

use crate::domain::keys::{self, Holder};
use crate::domain::ledger::{self, Entry};
use crate::domain::notices::store;
use crate::kernel::{Actor, Failure, Outcome, Phone, Tx};
use entity::id::ContactId;
use entity::notice;
use entity::words::PartKind;
use serde_json::{Value, json};

/// Opens the phone of a message, to send it or to ask after it.
pub(in crate::domain::notices) async fn open_phone(tx: &Tx, row: &notice::Model) -> Outcome<Phone> {
    let contact = row.contact_id.ok_or_else(missing)?;
    let facts = json!({ "notice": row.id, "attempt": row.attempts });
    open(tx, contact, (&Actor::System, "notices.phone_opened", facts)).await
}

/// Opens the phone behind a contact for a person whom the caller's policy let through; `facts` are ids.
///
/// # Errors
/// A fault of the database or of the key folder.
pub async fn show_phone(tx: &Tx, contact: ContactId, (actor, facts): (&Actor, Value)) -> Outcome<Phone> {
    open(tx, contact, (actor, "notices.phone_shown", facts)).await
}

async fn open(tx: &Tx, contact: ContactId, (actor, kind, facts): (&Actor, &'static str, Value)) -> Outcome<Phone> {
    let contact = store::contact(tx, contact).await?.ok_or_else(missing)?;
    let key = keys::open(tx, contact.envelope_id, Holder::Notice).await?;
    let parts = keys::parts(tx, &key).await?;
    let phone = parts.into_iter().find(|part| part.kind == PartKind::Phone).ok_or_else(missing)?;
    ledger::append(tx, actor, Entry::sealed(kind, contact.id, facts)).await?;
    Ok(Phone::opened(phone.text.reveal().to_owned()))
}

fn missing() -> Failure {
    Failure::fault("a notice without a phone")
}

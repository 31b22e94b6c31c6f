//! The promise on a reporter's receipt: that the entry of the submission will be a leaf of the county's log.

use crate::domain::keys::{self, Signed};
use crate::domain::ledger_tree::store;
use crate::kernel::{Outcome, Tx};
use entity::id::ReportId;
use entity::{ledger_entry, ledger_promise};
use serde::Serialize;
use time::Date;

/// What is signed under this label is a promise and nothing else.
pub const PROMISE_LABEL: &str = "lianjing ledger promise v1";

/// A promise as the receipt shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Commitment of the entry, 32 bytes: what the leaf will hold.
    pub commitment: Vec<u8>,
    /// The county's signature.
    pub signed: Signed,
}

/// What is promised. Its fields stand in the order of their names, as in the signed text.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Promised<'a> {
    /// In hex.
    pub commitment: String,
    /// The receipt's hash, in hex.
    pub content_hash: String,
    /// Division code.
    pub county: &'a str,
    /// The day in China, `2026-03-02`.
    pub day: String,
}

impl<'a> Promised<'a> {
    /// What is promised in a county with this code.
    #[must_use]
    pub fn new(county: &'a str, (commitment, content_hash): (&[u8], &[u8]), day: Date) -> Self {
        Self { commitment: hex::encode(commitment), content_hash: hex::encode(content_hash), county, day: day.to_string() }
    }

    /// The signed text: one line of JSON without spaces, names sorted.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::json!(self).to_string()
    }
}

/// Promises the entry of a submission its leaf, in the transaction that wrote it.
///
/// # Errors
/// A fault of the database or the key folder.
pub async fn promise(tx: &Tx, entry: &ledger_entry::Model, (report_id, content_hash): (ReportId, &[u8])) -> Outcome<Promise> {
    let day = tx.now.in_china().date();
    let promised = Promised::new(&tx.county.code, (&entry.commitment, content_hash), day);
    let signed = keys::sign(tx, PROMISE_LABEL, promised.text().as_bytes())?;
    let row = ledger_promise::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        entry_id: entry.id,
        report_id,
        commitment: entry.commitment.clone(),
        content_hash: content_hash.to_vec(),
        day,
        key_id: signed.key_id.clone(),
        public_key: signed.public_key.clone(),
        signature: signed.signature.clone(),
    };
    tx.add(row).await?;
    Ok(Promise { commitment: entry.commitment.clone(), signed })
}

/// What was promised to the reporter of a report; none for one from before there were promises.
///
/// # Errors
/// A fault of the database.
pub async fn promised(tx: &Tx, report_id: ReportId) -> Outcome<Option<Promise>> {
    Ok(store::promise_of(tx, report_id).await?.map(Promise::from))
}

impl From<ledger_promise::Model> for Promise {
    fn from(row: ledger_promise::Model) -> Self {
        let signed = Signed { key_id: row.key_id, public_key: row.public_key, signature: row.signature };
        Self { commitment: row.commitment, signed }
    }
}

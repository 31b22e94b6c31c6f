//! 树头: size and root of a county's log, signed by the county.

use crate::domain::keys::{self, Signed};
use crate::domain::ledger_tree::tree::{Edge, Hash, hash_of};
use crate::kernel::{Failure, Outcome, Tx};
use entity::ledger_head;
use entity::moment::Moment;
use serde::{Deserialize, Serialize};

/// What is signed under this label is a head and nothing else.
pub const HEAD_LABEL: &str = "lianjing ledger head v1";

/// What a head says. Its fields stand in the order of their names, as in the signed text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// When, in Unix milliseconds.
    pub at: i64,
    /// Division code.
    pub county: String,
    /// Root, in hex.
    pub root: String,
    /// Leaves below it.
    pub size: u64,
}

impl Head {
    /// The head of this county's tree now.
    #[must_use]
    pub fn of(county: &str, edge: &Edge, at: Moment) -> Self {
        Self { at: at.0, county: county.to_owned(), root: hex::encode(edge.root()), size: edge.size() }
    }

    /// What a row says, in a county with this code.
    #[must_use]
    pub fn of_row(county: &str, row: &ledger_head::Model) -> Self {
        Self { at: row.at.0, county: county.to_owned(), root: hex::encode(&row.root), size: count(row.size) }
    }

    /// The signed text: one line of JSON without spaces, names sorted.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::json!(self).to_string()
    }

    /// The root; none unless it has 32 bytes.
    #[must_use]
    pub fn root(&self) -> Option<Hash> {
        hash_of(&hex::decode(&self.root).ok()?)
    }

    /// Signs it with the county's key.
    ///
    /// # Errors
    /// A fault of the key folder.
    pub fn sign(&self, tx: &Tx) -> Outcome<Signed> {
        keys::sign(tx, HEAD_LABEL, self.text().as_bytes())
    }
}

/// How a row was signed.
#[must_use]
pub fn signed(row: &ledger_head::Model) -> Signed {
    Signed { key_id: row.key_id.clone(), public_key: row.public_key.clone(), signature: row.signature.clone() }
}

/// The edge of a row.
///
/// # Errors
/// A fault if the row has not its form.
pub fn edge(row: &ledger_head::Model) -> Outcome<Edge> {
    Edge::read(count(row.size), &row.edge)
}

/// A number of a column, which is never negative.
#[must_use]
pub fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

/// A number of leaves for a column.
///
/// # Errors
/// None before the sun goes out.
pub fn column(number: u64) -> Outcome<i64> {
    i64::try_from(number).map_err(Failure::fault)
}

//! What stands in a backup: lines of JSON, rows as arrays of texts, and the bytes of files between them.

use entity::moment::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The form that this program writes, and the only one it reads.
pub const FORMAT: u32 = 1;

/// Stands where a county's code would, for tables of the whole platform.
pub const PLATFORM: &str = "platform";

/// One line that is no row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Line {
    /// The first one.
    Head(Head),
    /// Rows follow, of one state. What an earlier snapshot gave counts no more.
    Snapshot(u32),
    /// Rows of this county follow, or of the platform.
    County(String),
    /// Rows of this table follow.
    Table(String),
    /// The bytes of a file follow.
    Blob(Blob),
    /// SHA-256 of the bytes before, in hex.
    BlobEnd(String),
    /// The last one.
    Manifest(Manifest),
}

/// What a backup is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Head {
    /// The number of this form of a backup.
    pub format: u32,
    /// Tells backups apart.
    pub id: Uuid,
    /// A moment before the first snapshot.
    pub made_at: Moment,
    /// Version of the program that made it.
    pub program: String,
    /// `sqlite` or `postgres`.
    pub database: String,
    /// Names of the migrations that its rows have behind them, in order.
    pub migrations: Vec<String>,
    /// Tables in the order in which they can be filled, each with its columns.
    pub tables: Vec<(String, Vec<String>)>,
    /// Whether it is of the whole platform.
    pub whole: bool,
}

/// A file of the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Blob {
    /// Code of the county.
    pub county: String,
    /// Its name in the store.
    pub name: String,
    /// Its bytes.
    pub length: u64,
}

/// What must be in a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// Number of the snapshot that counts.
    pub snapshot: u32,
    /// Counties by code, and the platform's tables.
    pub counties: Vec<CountySum>,
    /// Files in it.
    pub blobs: u64,
    /// Their bytes.
    pub blob_bytes: u64,
    /// Files that rows name and that were not there.
    pub missing: Vec<Missing>,
}

/// What there is of one county.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CountySum {
    /// Its code.
    pub code: String,
    /// Its id; all zeros for the platform.
    pub id: Uuid,
    /// Its number within the platform.
    pub number: i32,
    /// Its name.
    pub name: String,
    /// How far its ledger goes.
    pub ledger: LedgerSum,
    /// Tables that have rows.
    pub tables: Vec<TableSum>,
}

/// How far a county's ledger goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LedgerSum {
    /// Entries.
    pub entries: u64,
    /// Leaves that have their place in the tree.
    pub leaves: u64,
}

/// What there is of one table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TableSum {
    /// Its name.
    pub name: String,
    /// Rows.
    pub rows: u64,
    /// SHA-256 of their lines, in hex.
    pub sha256: String,
}

/// A file that a row names and that was not there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Missing {
    /// Code of the county.
    pub county: String,
    /// Its name in the store.
    pub name: String,
}

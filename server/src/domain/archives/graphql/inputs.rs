//! What the verbs of archives take.

use super::records::ArchivePurpose;
use crate::kernel::graphql::scalars::Date;
use async_graphql::{ID, InputObject};

/// 查阅.
#[derive(Debug, InputObject)]
pub struct OpenArchiveInput {
    /// Whose archive.
    pub official_id: ID,
    /// For what; there is no other purpose.
    pub purpose: ArchivePurpose,
    /// Why, 5 to 200 characters.
    pub reason: String,
    /// 文号 of the matter, if there is one.
    pub document: Option<String>,
}

/// The summary on paper.
#[derive(Debug, InputObject)]
pub struct ExportArchiveSummaryInput {
    /// By which opening.
    pub opening_id: ID,
    /// As known on this day; today if not given.
    pub known_on: Option<Date>,
}

/// The official's own words.
#[derive(Debug, InputObject)]
pub struct AnswerArchiveInput {
    /// To which entry, by its key; none for the archive as a whole.
    pub about: Option<String>,
    /// 2 to 1000 characters; read by whoever opens the archive.
    pub text: String,
}

/// A matter that the official declares of himself.
#[derive(Debug, InputObject)]
pub struct DeclareMatterInput {
    /// Of a kind that the county named.
    pub kind_id: ID,
    /// Which matter is changed; none for a new one.
    pub matter_id: Option<ID>,
    /// When it happened.
    pub on: Date,
    /// 2 to 1000 characters.
    pub text: String,
}

/// 申报类别.
#[derive(Debug, InputObject)]
pub struct NameArchiveKindInput {
    /// What it is called, 2 to 40 characters.
    pub name: String,
    /// By which law, and which article, the county may hold it, 8 to 300 characters.
    pub basis: String,
}

/// A kind that ends.
#[derive(Debug, InputObject)]
pub struct EndArchiveKindInput {
    /// Which.
    pub kind_id: ID,
}

/// 移交.
#[derive(Debug, InputObject)]
pub struct HandOverArchiveInput {
    /// By which opening.
    pub opening_id: ID,
    /// The receiving county's division code, six digits.
    pub county_code: String,
    /// What it is called.
    pub county_name: String,
    /// 文号 of the move.
    pub document: String,
}

/// 接收.
#[derive(Debug, InputObject)]
pub struct TakeInArchiveInput {
    /// Whose archive it joins.
    pub official_id: ID,
    /// The file, as the sending county made it.
    pub sheet: String,
}

/// 回执.
#[derive(Debug, InputObject)]
pub struct EnterArchiveReceiptInput {
    /// For which transfer.
    pub transfer_id: ID,
    /// The file, as the receiving county made it.
    pub receipt: String,
}

/// The key of a county outside the platform.
#[derive(Debug, InputObject)]
pub struct NameArchivePeerInput {
    /// Its division code, six digits.
    pub county_code: String,
    /// What it is called.
    pub county_name: String,
    /// Its public key, 64 hex digits.
    pub public_key: String,
    /// 文号 by which it made the key known.
    pub document: String,
}

//! Openings, kinds, transfers and keys in the schema.

use super::objects::{Archive, ArchiveChapter};
use crate::domain::archives::service::{OpeningView, Peers, TransferView};
use crate::kernel::graphql::errors::UserError;
use crate::kernel::graphql::ids;
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::scalars::{Date, DateTime};
use async_graphql::{Enum, ID, SimpleObject};
use entity::{archive_kind, archive_peer, archive_transfer};

/// What an archive is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::ArchivePurpose")]
pub enum ArchivePurpose {
    /// 提拔任用.
    Appointment,
    /// 评先评优.
    Award,
    /// 巡察检查.
    Inspection,
}

/// Which way an archive went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::TransferWay")]
pub enum TransferWay {
    /// To another county.
    Out,
    /// From another county.
    In,
}

/// 查阅: that somebody opened an archive, for what, and until when.
#[derive(SimpleObject)]
pub struct ArchiveOpening {
    /// Opaque id.
    pub id: ID,
    /// Whose archive.
    pub official_name: String,
    /// For what.
    pub purpose: ArchivePurpose,
    /// Why, in words.
    pub reason: String,
    /// 文号; may be empty.
    pub document: String,
    /// When.
    pub opened_at: DateTime,
    /// The last day on which it may be read.
    pub closes_on: Date,
    /// Whether it may be read today.
    pub is_open: bool,
}

/// A page of openings.
#[derive(SimpleObject)]
pub struct ArchiveOpeningConnection {
    /// The openings.
    pub nodes: Vec<ArchiveOpening>,
    /// Where the page ends.
    pub page_info: PageInfo,
}

/// An archive that was opened, with its one-page summary.
#[derive(SimpleObject)]
pub struct OpenedArchive {
    /// By which opening.
    pub opening: ArchiveOpening,
    /// The archive.
    pub archive: Archive,
    /// The summary.
    pub summary: Vec<ArchiveChapter>,
}

/// 申报类别: what officials may declare, by which law.
#[derive(SimpleObject)]
pub struct ArchiveKind {
    /// Opaque id.
    pub id: ID,
    /// What it is called.
    pub name: String,
    /// By which law, and which article, the county may hold it.
    pub basis: String,
    /// When it was named.
    pub named_at: DateTime,
    /// When it ended, and the words of its matters with it; none while it may be declared.
    pub ended_at: Option<DateTime>,
}

/// 移交: an archive that went to another county or came from one.
#[derive(SimpleObject)]
pub struct ArchiveTransfer {
    /// Opaque id.
    pub id: ID,
    /// Which way.
    pub way: TransferWay,
    /// Whose archive.
    pub official_name: String,
    /// The other county's division code.
    pub county_code: String,
    /// What it is called.
    pub county_name: String,
    /// 文号.
    pub document: String,
    /// When.
    pub made_at: DateTime,
    /// SHA-256 of the signed text, in hex.
    pub sheet_hash: String,
    /// The receiving county's signed receipt as a file; none while it has not come back.
    pub receipt: Option<String>,
    /// When it was given, or entered.
    pub received_at: Option<DateTime>,
}

/// The public key of a county outside the platform.
#[derive(SimpleObject)]
pub struct ArchivePeer {
    /// Opaque id.
    pub id: ID,
    /// Its division code.
    pub county_code: String,
    /// What it is called.
    pub county_name: String,
    /// In hex.
    pub public_key: String,
    /// 文号 by which it was made known.
    pub document: String,
}

/// Keys by which signatures of archives are checked.
#[derive(SimpleObject)]
pub struct ArchivePeers {
    /// Of counties outside the platform.
    pub others: Vec<ArchivePeer>,
    /// This county's own public key in hex, to be made known to them.
    pub own_key: String,
}

/// What opening an archive gets.
#[derive(SimpleObject)]
pub struct OpenArchivePayload {
    /// The opening; none if nothing was done.
    pub opening: Option<ArchiveOpening>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

/// The viewer's own archive as it stands now.
#[derive(SimpleObject)]
pub struct OwnArchivePayload {
    /// The archive; none if nothing was done.
    pub archive: Option<Archive>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

/// A summary as a file.
#[derive(SimpleObject)]
pub struct ExportArchiveSummaryPayload {
    /// What it is called.
    pub file_name: Option<String>,
    /// PDF, in base64.
    pub pdf: Option<String>,
    /// Why there is none.
    pub errors: Vec<UserError>,
}

/// The kind as it stands now.
#[derive(SimpleObject)]
pub struct ArchiveKindPayload {
    /// The kind; none if nothing was done.
    pub kind: Option<ArchiveKind>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

/// A transfer, with the file that goes to the other county.
#[derive(SimpleObject)]
pub struct ArchiveTransferPayload {
    /// The transfer; none if nothing was done.
    pub transfer: Option<ArchiveTransfer>,
    /// The signed file: a sheet, or a receipt.
    pub file: Option<String>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

/// The key as it was entered.
#[derive(SimpleObject)]
pub struct NameArchivePeerPayload {
    /// The key; none if nothing was done.
    pub peer: Option<ArchivePeer>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

impl From<OpeningView> for ArchiveOpening {
    fn from(view: OpeningView) -> Self {
        let OpeningView { row, official, is_open } = view;
        Self {
            id: ids::show(row.id),
            official_name: official.name,
            purpose: row.purpose.into(),
            reason: row.reason,
            document: row.document,
            opened_at: DateTime(row.opened_at),
            closes_on: Date(row.closes_on),
            is_open,
        }
    }
}

impl From<archive_kind::Model> for ArchiveKind {
    fn from(row: archive_kind::Model) -> Self {
        let (named_at, ended_at) = (DateTime(row.named_at), row.ended_at.map(DateTime));
        Self { id: ids::show(row.id), name: row.name, basis: row.basis, named_at, ended_at }
    }
}

impl From<TransferView> for ArchiveTransfer {
    fn from(view: TransferView) -> Self {
        Self::new(view.row, view.official.name)
    }
}

impl ArchiveTransfer {
    /// A transfer of this official.
    #[must_use]
    pub fn new(row: archive_transfer::Model, official_name: String) -> Self {
        Self {
            id: ids::show(row.id),
            way: row.way.into(),
            official_name,
            county_code: row.county_code,
            county_name: row.county_name,
            document: row.document,
            made_at: DateTime(row.made_at),
            sheet_hash: hex::encode(row.sheet_hash),
            receipt: row.receipt,
            received_at: row.received_at.map(DateTime),
        }
    }
}

impl From<archive_peer::Model> for ArchivePeer {
    fn from(row: archive_peer::Model) -> Self {
        let (id, public_key) = (ids::show(row.id), hex::encode(row.public_key));
        Self { id, county_code: row.county_code, county_name: row.county_name, public_key, document: row.document }
    }
}

impl From<Peers> for ArchivePeers {
    fn from(peers: Peers) -> Self {
        Self { others: peers.others.into_iter().map(Into::into).collect(), own_key: peers.own }
    }
}

//! 附件 in the schema; where they are got says the address of each.

use crate::domain::outcomes::attachment::DOCUMENT;
use crate::domain::outcomes::service::FileRow;
use crate::kernel::graphql::scalars::Date;
use async_graphql::{Enum, ID, InputObject, SimpleObject};

/// 附件 of an outcome.
#[derive(Clone, Debug, SimpleObject)]
pub struct OutcomeFile {
    /// Its number within the outcome, from 1.
    pub no: i32,
    /// What it is; none once it was taken away, or its term is over.
    pub name: Option<String>,
    /// A photo or a paper.
    pub kind: OutcomeFileKind,
    /// Bytes.
    pub size: i32,
    /// Whether it is public for the outcome's term only.
    pub is_personal: bool,
    /// When it was added.
    pub added_on: Date,
    /// When it was taken away.
    pub removed_on: Option<Date>,
    /// Where everybody gets it, within this site; none once it is gone.
    pub url: Option<String>,
}

/// What an attachment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum OutcomeFileKind {
    /// 照片, as JPEG.
    Photo,
    /// PDF.
    Pdf,
}

impl From<FileRow> for OutcomeFile {
    fn from(FileRow { row, url }: FileRow) -> Self {
        Self {
            no: row.no,
            name: row.name.filter(|_| url.is_some()),
            kind: if row.media_type == DOCUMENT { OutcomeFileKind::Pdf } else { OutcomeFileKind::Photo },
            size: row.size,
            is_personal: row.is_personal,
            added_on: Date(row.added_at.in_china().date()),
            removed_on: row.removed_at.map(|at| Date(at.in_china().date())),
            url,
        }
    }
}

/// 拿掉附件.
#[derive(Debug, InputObject)]
pub struct DetachOutcomeFileInput {
    /// Of which outcome.
    pub outcome_id: ID,
    /// The revision that was read.
    pub revision: i32,
    /// Which attachment.
    pub no: i32,
}

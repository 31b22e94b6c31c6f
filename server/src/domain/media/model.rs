//! Evidence as others see it, and how its files are named.

use crate::domain::media::refusal::UploadRefusal;
use crate::kernel::clock::{Chance, random};
use entity::id::{EnvelopeId, MediaId, ReportId, SessionId};
use entity::media;
use entity::moment::Moment;
use entity::words::{MediaKind, MediaState, RenditionKind};
use sea_orm::ActiveEnum as _;
use serde_json::{Value, json};
use uuid::Uuid;

/// One photo, recording or film.
#[derive(Clone, Debug)]
pub struct MediaView {
    /// Its id.
    pub id: MediaId,
    /// Its kind.
    pub kind: MediaKind,
    /// Its state.
    pub state: MediaState,
    /// Bytes announced.
    pub bytes: i64,
    /// By content, once known.
    pub mime: Option<String>,
    /// Hash of the original as it arrived, once it is there.
    pub sha256: Option<Vec<u8>>,
    /// Why it was refused, or why there is nothing of it to look at.
    pub refusal: Option<UploadRefusal>,
    /// Until when the rest of an unfinished one must come.
    pub expires_at: Option<Moment>,
    /// The report it belongs to.
    pub report_id: Option<ReportId>,
    /// With which submission it came: the report's own, or a supplement's.
    pub submission_hash: Vec<u8>,
    /// Finished files.
    pub renditions: Vec<RenditionKind>,
    pub(super) envelope_id: EnvelopeId,
}

/// Who looks at evidence; an address made for one is no good once he may not look any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// A member of the staff, as long as the session lasts.
    Staff(SessionId),
    /// The reporter: keyed hash of the phone.
    Reporter(Vec<u8>),
}

/// What the ledger keeps of an upload whose bytes are deleted: how much there was, nothing of what it was.
#[must_use]
pub fn deleted(upload: &media::Model) -> Value {
    json!({ "received": upload.received, "bytes": upload.length, "kind": upload.kind })
}

/// The folder of a medium's files.
#[must_use]
pub fn folder(county_code: &str, id: MediaId) -> String {
    format!("{county_code}/{}", Uuid::from(id).simple())
}

/// A new name for a run of bytes that arrived.
#[must_use]
pub fn part_name(folder: &str, chance: &dyn Chance) -> String {
    format!("{folder}/part-{}", hex::encode(random::<8>(chance)))
}

/// A new name for a finished file.
#[must_use]
pub fn rendition_name(folder: &str, kind: RenditionKind, chance: &dyn Chance) -> String {
    format!("{folder}/{}-{}", kind.to_value().to_ascii_lowercase(), hex::encode(random::<8>(chance)))
}

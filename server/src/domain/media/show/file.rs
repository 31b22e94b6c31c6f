//! A file that may be read now: as it lies sealed, or made for one look.

use crate::domain::keys::OpenKey;
use crate::domain::media::read::Source;
use crate::domain::media::store::unsigned;
use crate::kernel::Outcome;
use crate::ports::Ports;
use bytes::Bytes;
use entity::words::RenditionKind;
use entity::{media, rendition};

/// A file that may be read now.
pub struct File {
    /// Its media type.
    pub mime: String,
    /// Its bytes.
    pub length: u64,
    content: Content,
}

enum Content {
    Sealed {
        source: Source,
        key: OpenKey,
        sha256: Vec<u8>,
    },
    /// Made for this look.
    Marked(Bytes),
}

impl File {
    /// At most `length` bytes from `start`; only the segments that hold them are opened.
    ///
    /// # Errors
    /// A fault of the store, or if the file was altered.
    pub async fn read(&self, ports: &Ports, start: u64, length: u64) -> Outcome<Vec<u8>> {
        match &self.content {
            Content::Sealed { source, key, .. } => source.read(ports, key, start, length).await,
            Content::Marked(bytes) => {
                let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
                Ok(bytes.slice(place(start)..place(start.saturating_add(length))).to_vec())
            }
        }
    }

    /// What the hash of the whole must be; none for what was made for this look.
    #[must_use]
    pub fn sha256(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Sealed { sha256, .. } => Some(sha256),
            Content::Marked(_) => None,
        }
    }

    /// A finished file of a medium.
    #[must_use]
    pub fn sealed(row: &rendition::Model, medium: &media::Model, key: OpenKey) -> Self {
        // The original's hash stands with the medium since the original arrived.
        let arrived = medium.sha256.as_ref().filter(|_| row.kind == RenditionKind::Original);
        let sha256 = arrived.unwrap_or(&row.sha256).clone();
        let content = Content::Sealed { source: Source::of_rendition(row), key, sha256 };
        Self { mime: row.mime.clone(), length: unsigned(row.length), content }
    }

    /// The file in place of another one, made for this look.
    #[must_use]
    pub fn made(mime: String, bytes: Bytes) -> Self {
        Self { mime, length: bytes.len() as u64, content: Content::Marked(bytes) }
    }
}

//! Reading sealed files: a medium's parts while it arrives, a finished file afterwards; any range, only what is needed.

use crate::domain::keys::OpenKey;
use crate::domain::keys::stream::{Span, open_range};
use crate::domain::media::store::unsigned;
use crate::kernel::{Failure, Outcome};
use crate::ports::Ports;
use entity::{media_part, rendition};

/// A file as a row of blobs.
#[derive(Clone, Debug)]
pub struct Source {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
struct Piece {
    start: u64,
    length: u64,
    blob: String,
}

impl Source {
    /// The parts that arrived so far.
    #[must_use]
    pub fn of_parts(parts: Vec<media_part::Model>) -> Self {
        let piece = |part: media_part::Model| Piece { start: unsigned(part.start), length: unsigned(part.length), blob: part.blob };
        Self { pieces: parts.into_iter().map(piece).collect() }
    }

    /// A finished file.
    #[must_use]
    pub fn of_rendition(file: &rendition::Model) -> Self {
        Self { pieces: vec![Piece { start: 0, length: unsigned(file.length), blob: file.blob.clone() }] }
    }

    /// Whether the pieces follow each other without gap or overlap from the first byte to `length`.
    #[must_use]
    pub fn is_whole(&self, length: u64) -> bool {
        let end = self.pieces.iter().try_fold(0, |end, piece| (piece.start == end).then_some(end + piece.length));
        end == Some(length)
    }

    /// At most `length` bytes from `start`, opened; fewer at the end.
    ///
    /// # Errors
    /// A fault of the store, or if a bit of what was asked for is not what it was.
    pub async fn read(&self, ports: &Ports, key: &OpenKey, start: u64, length: u64) -> Outcome<Vec<u8>> {
        let end = start.saturating_add(length);
        let mut opened = Vec::new();
        for piece in self.pieces.iter().filter(|piece| piece.start < end && piece.start + piece.length > start) {
            let from = start.max(piece.start) - piece.start;
            let to = end.min(piece.start + piece.length) - piece.start;
            let span = Span::of(piece.length, from, to - from);
            let sealed = ports.blobs.read(&piece.blob, span.start, span.length).await.map_err(Failure::fault);
            let sealed = sealed.inspect_err(|_| count_fault("store"))?;
            opened.extend_from_slice(&open_range(key, &piece.blob, span, &sealed).inspect_err(|_| count_fault("altered"))?);
        }
        Ok(opened)
    }
}

/// Counts evidence that could not be read: the `store` did not give it, or it was `altered`. The log says which.
pub fn count_fault(reason: &'static str) {
    metrics::counter!("lianjing_evidence_faults_total", "reason" => reason).increment(1);
}

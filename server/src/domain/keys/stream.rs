//! Sealed files: segments of 64 KiB, each with a nonce of its own, so that a range opens without the rest.
//!
//! A sealed segment is nonce ‖ ciphertext ‖ tag. It is bound to the envelope, the blob's name, its index and whether
//! it is the last one: exchanged, moved, repeated, cut off or added segments do not open. An empty file is one empty
//! segment.

use crate::domain::keys::cipher::{Cipher, NONCE, TAG, derive};
use crate::domain::keys::model::OpenKey;
use crate::kernel::clock::{Chance, random};
use crate::kernel::{Failure, Outcome};
use uuid::Uuid;

/// Bytes of a file in one segment.
pub const SEGMENT: usize = 64 * 1024;
/// Bytes that sealing adds to a segment.
const ADDED: usize = NONCE + TAG;

/// Seals a file piece by piece.
pub struct Sealer<'a> {
    blob: BlobCipher,
    chance: &'a dyn Chance,
    held: Vec<u8>,
    index: u64,
}

impl<'a> Sealer<'a> {
    /// A file on its way into the blob of this name.
    ///
    /// # Errors
    /// Only a fault of the library.
    pub fn new(key: &OpenKey, blob: &str, chance: &'a dyn Chance) -> Outcome<Self> {
        Ok(Self { blob: BlobCipher::new(key, blob)?, chance, held: Vec::with_capacity(SEGMENT), index: 0 })
    }

    /// Takes the next bytes; answers the sealed segments that are ready.
    ///
    /// # Errors
    /// Only a fault of the library.
    pub fn push(&mut self, mut bytes: &[u8]) -> Outcome<Vec<u8>> {
        let mut sealed = Vec::with_capacity(bytes.len() / SEGMENT * (SEGMENT + ADDED));
        while !bytes.is_empty() {
            // A full segment is held back until more comes: the last one is sealed as the last.
            if self.held.len() == SEGMENT {
                self.seal_held(false, &mut sealed)?;
            }
            let (now, later) = bytes.split_at(bytes.len().min(SEGMENT - self.held.len()));
            self.held.extend_from_slice(now);
            bytes = later;
        }
        Ok(sealed)
    }

    /// Seals the last segment.
    ///
    /// # Errors
    /// Only a fault of the library.
    pub fn finish(mut self) -> Outcome<Vec<u8>> {
        let mut sealed = Vec::with_capacity(self.held.len() + ADDED);
        self.seal_held(true, &mut sealed)?;
        Ok(sealed)
    }

    fn seal_held(&mut self, last: bool, into: &mut Vec<u8>) -> Outcome<()> {
        let nonce = random(self.chance);
        into.extend_from_slice(&nonce);
        into.extend_from_slice(&self.blob.cipher.seal(nonce, &self.blob.place(self.index, last), &self.held)?);
        self.held.clear();
        self.index += 1;
        Ok(())
    }
}

/// Seals a whole file.
///
/// # Errors
/// Only a fault of the library.
pub fn seal_segments(key: &OpenKey, blob: &str, chance: &dyn Chance, plain: &[u8]) -> Outcome<Vec<u8>> {
    let mut sealer = Sealer::new(key, blob, chance)?;
    let mut sealed = sealer.push(plain)?;
    sealed.extend_from_slice(&sealer.finish()?);
    Ok(sealed)
}

/// Which sealed bytes hold a range of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where they begin in the blob.
    pub start: u64,
    /// How many they are.
    pub length: u64,
    first: u64,
    count: u64,
    last: bool,
    skip: usize,
    take: usize,
}

impl Span {
    /// The span that holds `length` bytes from `start` of a file of `total` bytes; cut at the end of the file.
    #[must_use]
    pub fn of(total: u64, start: u64, length: u64) -> Self {
        let (segment, added) = (SEGMENT as u64, ADDED as u64);
        let start = start.min(total);
        let end = start.saturating_add(length).min(total);
        let segments = total.div_ceil(segment).max(1);
        let first = (start / segment).min(segments - 1);
        let until = end.div_ceil(segment).clamp(first + 1, segments);
        let sealed_at = |index: u64| (index * segment).min(total) + index * added;
        Self {
            start: sealed_at(first),
            length: sealed_at(until) - sealed_at(first),
            first,
            count: until - first,
            last: until == segments,
            skip: usize::try_from(start - first * segment).unwrap_or(usize::MAX),
            take: usize::try_from(end - start).unwrap_or(usize::MAX),
        }
    }
}

/// How many bytes a file of `total` bytes has when sealed.
#[must_use]
pub fn sealed_length(total: u64) -> u64 {
    Span::of(total, 0, total).length
}

/// Opens the range that `span` stands for from the sealed bytes it names.
///
/// # Errors
/// A fault if a single bit, the order, or the length is not what it was.
pub fn open_range(key: &OpenKey, blob: &str, span: Span, sealed: &[u8]) -> Outcome<Vec<u8>> {
    let altered = || Failure::fault(format!("the file {blob} was altered or cut off"));
    let cipher = BlobCipher::new(key, blob)?;
    let mut plain = Vec::with_capacity(sealed.len());
    let mut segments = sealed.chunks(SEGMENT + ADDED);
    for index in 0..span.count {
        let (nonce, text) = segments.next().and_then(|segment| segment.split_at_checked(NONCE)).ok_or_else(altered)?;
        let last = span.last && index + 1 == span.count;
        let opened = cipher.cipher.open(nonce, &cipher.place(span.first + index, last), text).ok_or_else(altered)?;
        plain.extend_from_slice(&opened);
    }
    if segments.next().is_some() || plain.len() < span.skip.saturating_add(span.take) {
        return Err(altered());
    }
    plain.drain(..span.skip);
    plain.truncate(span.take);
    Ok(plain)
}

/// A blob's own key, and what its segments are bound to.
struct BlobCipher {
    cipher: Cipher,
    place: Vec<u8>,
}

impl BlobCipher {
    fn new(key: &OpenKey, blob: &str) -> Outcome<Self> {
        let mut place = b"lianjing stream v1".to_vec();
        place.extend_from_slice(Uuid::from(key.envelope_id).as_bytes());
        place.extend_from_slice(blob.as_bytes());
        let cipher = Cipher::new(&*derive(&[], &*key.secret, &[&place])?)?;
        Ok(Self { cipher, place })
    }

    fn place(&self, index: u64, last: bool) -> Vec<u8> {
        let mut place = self.place.clone();
        place.extend_from_slice(&index.to_be_bytes());
        place.push(u8::from(last));
        place
    }
}

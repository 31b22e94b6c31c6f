//! How much one submission may carry, by kind.

use entity::words::MediaKind;
use time::Duration;

/// The limit of one kind of evidence within one submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The kind.
    pub kind: MediaKind,
    /// Bytes of one file.
    pub bytes: u64,
    /// Files.
    pub count: u64,
}

/// The limits, as clients are told them.
pub const LIMITS: [Limit; 3] = [
    Limit { kind: MediaKind::Photo, bytes: 10 << 20, count: 9 },
    Limit { kind: MediaKind::Audio, bytes: 20 << 20, count: 5 },
    Limit { kind: MediaKind::Video, bytes: 100 << 20, count: 3 },
];

/// Bytes of all files of one submission.
pub const TOTAL: u64 = 400 << 20;

/// Photos with more pixels are not decoded: a small file can be a huge picture.
pub const MAX_PIXELS: u64 = 50_000_000;

/// An unfinished upload waits so long for its next byte.
pub const UNFINISHED_LIFE: Duration = Duration::hours(24);

/// What no report names is kept so long: as long as a draft lives on a phone.
pub const UNNAMED_LIFE: Duration = Duration::days(7);

/// The limit of a kind.
#[must_use]
pub const fn limit(kind: MediaKind) -> Limit {
    let [photo, audio, video] = LIMITS;
    match kind {
        MediaKind::Photo => photo,
        MediaKind::Audio => audio,
        MediaKind::Video => video,
    }
}

/// The most bytes of any file, for clients that ask before they know the kind.
#[must_use]
pub fn max_bytes() -> u64 {
    LIMITS.iter().map(|limit| limit.bytes).max().unwrap_or_default()
}

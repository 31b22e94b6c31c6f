//! How much one submission may carry, by kind.

use crate::domain::reporters::MAXIMA;
use entity::words::MediaKind;
use time::Duration;

/// Bytes of all files of one submission.
pub const TOTAL: u64 = 400 << 20;

/// Photos with more pixels are not decoded: a small file can be a huge picture.
pub const MAX_PIXELS: u64 = 50_000_000;

/// An unfinished upload waits so long for its next byte.
pub const UNFINISHED_LIFE: Duration = Duration::hours(24);

/// What no report names is kept so long: as long as a draft lives on a phone.
pub const UNNAMED_LIFE: Duration = Duration::days(7);

/// The limit of one kind, as the grant told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Bytes of one file.
    pub bytes: u64,
    /// Files of one submission.
    pub count: usize,
}

/// The limit of a kind; nothing is taken of a kind that has none.
#[must_use]
pub fn limit(kind: MediaKind) -> Limit {
    let told = MAXIMA.iter().find(|maximum| maximum.kind == kind);
    let number = |number: i32| u32::try_from(number).unwrap_or_default();
    told.map_or(Limit { bytes: 0, count: 0 }, |told| Limit { bytes: number(told.bytes).into(), count: number(told.count) as usize })
}

/// The most bytes of any file, for clients that ask before they know the kind.
#[must_use]
pub fn max_bytes() -> u64 {
    MAXIMA.iter().map(|maximum| limit(maximum.kind).bytes).max().unwrap_or_default()
}

//! A point in time as it stands in a column: Unix milliseconds, UTC.
//!
//! Text times of SQLite sort wrongly when fractions differ in length, and PostgreSQL keeps microseconds; one
//! whole number is equal and ordered alike on both.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime, UtcOffset};

/// China has one time zone and no summer time.
pub const CHINA: UtcOffset = time::macros::offset!(+8);

/// Unix milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, sea_orm::DeriveValueType, Serialize, Deserialize)]
pub struct Moment(pub i64);

impl Moment {
    /// This moment and some time.
    #[must_use]
    pub fn after(self, span: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(span.whole_milliseconds()).unwrap_or(i64::MAX)))
    }

    /// The time from `earlier` to this moment.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::milliseconds(self.0.saturating_sub(earlier.0))
    }

    /// On the clocks of China.
    #[must_use]
    pub fn in_china(self) -> OffsetDateTime {
        let nanos = i128::from(self.0) * 1_000_000;
        OffsetDateTime::from_unix_timestamp_nanos(nanos).unwrap_or(OffsetDateTime::UNIX_EPOCH).to_offset(CHINA)
    }
}

impl From<OffsetDateTime> for Moment {
    fn from(at: OffsetDateTime) -> Self {
        Self(i64::try_from(at.unix_timestamp_nanos() / 1_000_000).unwrap_or_default())
    }
}

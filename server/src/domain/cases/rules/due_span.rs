//! How near the day is by which an organ has to act: the same bounds for numbers and for the lists behind them.

use entity::moment::{CHINA, Moment};
use std::ops::RangeInclusive;
use time::{Date, Duration};

/// Behind all days, for open cases without a running clock of the organ.
pub const NEVER: i64 = 9_000_000_000_000_000;
/// Behind those: nothing is to be done any more. So the open cases of an organ are one run of its index.
pub const CLOSED: i64 = NEVER + 1;

/// How near that day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DueSpan {
    /// Past.
    Overdue,
    /// Today or tomorrow.
    Day,
    /// After that, within seven days.
    Week,
    /// Later.
    Later,
    /// No clock of the organ runs: the reporter's answer is waited for.
    Waiting,
}

impl DueSpan {
    /// All of them, the nearest first.
    pub const ALL: [Self; 5] = [Self::Overdue, Self::Day, Self::Week, Self::Later, Self::Waiting];

    /// The due moments of open cases that it holds, in milliseconds. The five spans hold every open case once.
    #[must_use]
    pub fn bounds(self, now: Moment) -> RangeInclusive<i64> {
        let (tomorrow, week) = (end_of_day(now, 1), end_of_day(now, 7));
        match self {
            Self::Overdue => i64::MIN..=now.0.saturating_sub(1),
            Self::Day => now.0..=tomorrow,
            Self::Week => tomorrow.saturating_add(1)..=week,
            Self::Later => week.saturating_add(1)..=NEVER - 1,
            Self::Waiting => NEVER..=NEVER,
        }
    }
}

/// The last millisecond in China of the day so many days ahead.
#[must_use]
pub fn end_of_day(now: Moment, ahead: i64) -> i64 {
    let day = now.in_china().date().saturating_add(Duration::days(ahead.saturating_add(1)));
    Moment::from(day.min(Date::MAX).midnight().assume_offset(CHINA)).0.saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn the_spans_lie_side_by_side_and_leave_nothing_out() {
        let now = Moment::from(datetime!(2026-03-02 09:00 +8));
        let bounds: Vec<_> = DueSpan::ALL.iter().map(|span| span.bounds(now)).collect();
        assert_eq!((*bounds[0].start(), *bounds[4].end()), (i64::MIN, NEVER));
        for pair in bounds.windows(2) {
            assert_eq!(*pair[0].end() + 1, *pair[1].start(), "{bounds:?}");
        }
    }

    #[test]
    fn days_end_at_midnight_in_china() {
        let now = Moment::from(datetime!(2026-03-02 23:30 +8));
        for (at, span) in [
            (datetime!(2026-03-02 23:29 +8), DueSpan::Overdue),
            (datetime!(2026-03-02 23:59 +8), DueSpan::Day),
            (datetime!(2026-03-03 23:59 +8), DueSpan::Day),
            (datetime!(2026-03-04 0:00 +8), DueSpan::Week),
            (datetime!(2026-03-09 23:59 +8), DueSpan::Week),
            (datetime!(2026-03-10 0:00 +8), DueSpan::Later),
        ] {
            assert!(span.bounds(now).contains(&Moment::from(at).0), "{at} {span:?}");
        }
    }
}

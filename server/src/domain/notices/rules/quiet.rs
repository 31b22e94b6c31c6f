//! 静默时段: hours of the night in which nothing goes out that can wait; in China's time, from the time that is passed in.

use crate::kernel::error::Refusals;
use crate::kernel::{ErrorCode, Outcome};
use entity::moment::Moment;
use std::ops::RangeInclusive;
use time::{Duration, Time};

/// Hours in which quiet may begin: an evening, and never so early that the day's work is kept back.
const FROM: RangeInclusive<u8> = 19..=23;
/// Hours in which it may end: nobody is told later than in the course of the morning.
const UNTIL: RangeInclusive<u8> = 6..=10;
/// What was kept back goes out over so long, so that codes asked for at that moment need not stand behind all of it.
const SPREAD: Duration = Duration::minutes(15);

/// From the first hour of the evening to the first of the morning, over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    /// Quiet begins with this hour.
    pub from: u8,
    /// And ends with this one.
    pub until: u8,
}

impl Default for QuietHours {
    /// 21:00 to 8:00.
    fn default() -> Self {
        Self { from: 21, until: 8 }
    }
}

impl QuietHours {
    /// What somebody set; none: no quiet hours.
    ///
    /// # Errors
    /// Refused outside the bounds, or if one of both is missing.
    pub fn set(from: Option<i32>, until: Option<i32>) -> Outcome<Option<Self>> {
        if (from, until) == (None, None) {
            return Ok(None);
        }
        let mut refusals = Refusals::default();
        let from = from.and_then(|hour| within(hour, &FROM));
        let until = until.and_then(|hour| within(hour, &UNTIL));
        if from.is_none() {
            refusals.add(ErrorCode::Invalid, "fromHour", "开始时间请在晚上 19 点到 23 点之间选。".to_owned());
        }
        if until.is_none() {
            refusals.add(ErrorCode::Invalid, "untilHour", "结束时间请在早上 6 点到 10 点之间选。".to_owned());
        }
        refusals.check()?;
        Ok(from.zip(until).map(|(from, until)| Self { from, until }))
    }

    /// When the quiet of this moment ends; none if it is not quiet.
    #[must_use]
    pub fn end(self, now: Moment) -> Option<Moment> {
        let hour = now.in_china().hour();
        if hour < self.until {
            return Some(at(now, 0, self.until));
        }
        (hour >= self.from).then(|| at(now, 1, self.until))
    }
}

/// The first moment of the next day in which messages go out.
#[must_use]
pub fn next_morning(quiet: Option<QuietHours>, now: Moment) -> Moment {
    at(now, 1, quiet.map_or(0, |quiet| quiet.until))
}

/// Midnight in China of the day of this moment.
#[must_use]
pub fn midnight(now: Moment) -> Moment {
    at(now, 0, 0)
}

/// A moment of the quarter of an hour after it, by chance.
#[must_use]
pub fn spread(from: Moment, chance: u8) -> Moment {
    from.after(SPREAD * i32::from(chance) / 256)
}

fn at(now: Moment, days: i64, hour: u8) -> Moment {
    let midnight = now.in_china().replace_time(Time::MIDNIGHT);
    Moment::from(midnight).after(Duration::days(days) + Duration::hours(i64::from(hour)))
}

fn within(hour: i32, bounds: &RangeInclusive<u8>) -> Option<u8> {
    u8::try_from(hour).ok().filter(|hour| bounds.contains(hour))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    fn moment(at: time::OffsetDateTime) -> Moment {
        Moment::from(at)
    }

    #[test]
    fn it_is_quiet_from_nine_in_the_evening_until_eight() {
        let quiet = QuietHours::default();
        let morning = moment(datetime!(2026-03-03 08:00 +8));
        for night in [
            datetime!(2026-03-02 21:00 +8),
            datetime!(2026-03-02 23:59:59 +8),
            datetime!(2026-03-03 00:00 +8),
            datetime!(2026-03-03 07:59:59.999 +8),
        ] {
            assert_eq!(quiet.end(moment(night)), Some(morning), "{night}");
        }
        for day in [datetime!(2026-03-02 08:00 +8), datetime!(2026-03-02 12:00 +8), datetime!(2026-03-02 20:59:59.999 +8)] {
            assert_eq!(quiet.end(moment(day)), None, "{day}");
        }
        // A machine in another time zone counts China's hours all the same.
        assert_eq!(quiet.end(moment(datetime!(2026-03-02 13:30 UTC))), Some(morning));
    }

    #[test]
    fn hours_have_bounds() {
        for (from, until, fields) in [
            (Some(19), Some(6), 0),
            (Some(23), Some(10), 0),
            (Some(18), Some(8), 1),
            (Some(24), Some(5), 2),
            (Some(21), Some(11), 1),
            (Some(-1), Some(300), 2),
            (None, Some(8), 1),
            (Some(21), None, 1),
        ] {
            let refused = match QuietHours::set(from, until) {
                Ok(set) => {
                    assert!(set.is_some());
                    0
                }
                Err(crate::kernel::Failure::Refused(why)) => why.len(),
                Err(other) => panic!("{other}"),
            };
            assert_eq!(refused, fields, "{from:?} {until:?}");
        }
        assert_eq!(QuietHours::set(None, None).unwrap(), None);
    }

    #[test]
    fn what_waits_for_the_next_day_goes_out_in_its_morning_and_not_all_at_once() {
        let now = moment(datetime!(2026-03-02 15:00 +8));
        let morning = next_morning(Some(QuietHours { from: 20, until: 9 }), now);
        assert_eq!(morning, moment(datetime!(2026-03-03 09:00 +8)));
        assert_eq!(next_morning(None, now), moment(datetime!(2026-03-03 00:00 +8)));
        assert_eq!(midnight(now), moment(datetime!(2026-03-02 00:00 +8)));
        assert_eq!(spread(morning, 0), morning);
        assert!(spread(morning, 255) < morning.after(SPREAD) && spread(morning, 255) > morning.after(Duration::minutes(14)));
    }
}

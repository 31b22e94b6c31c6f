//! Months of the calendar in China.

use entity::moment::{CHINA, Moment};
use std::fmt;
use std::ops::Range;
use time::{Date, Month as Name};

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub number: u8,
}

impl Month {
    /// The month of a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), number: u8::from(day.month()) }
    }

    /// Reads `2026-03`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, number) = text.split_once('-')?;
        let is_plain = year.len() == 4 && number.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let month = Self { year: year.parse().ok()?, number: number.parse().ok()? };
        (is_plain && (1..=12).contains(&month.number) && month.year >= 2000).then_some(month)
    }

    /// So many months before this one.
    #[must_use]
    pub fn before(self, months: i32) -> Self {
        let all = self.year.saturating_mul(12).saturating_add(i32::from(self.number)).saturating_sub(1).saturating_sub(months);
        Self { year: all.div_euclid(12), number: u8::try_from(all.rem_euclid(12)).unwrap_or_default().saturating_add(1) }
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> Date {
        Date::from_calendar_date(self.year, Name::try_from(self.number).unwrap_or(Name::January), 1).unwrap_or(Date::MIN)
    }

    /// From its first moment to before the next one's.
    #[must_use]
    pub fn moments(self) -> Range<Moment> {
        let begin = |month: Self| Moment::from(month.first().midnight().assume_offset(CHINA));
        begin(self)..begin(self.before(-1))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::Month;
    use entity::moment::Moment;
    use time::macros::date;

    #[test]
    fn months_are_read_and_counted_over_the_turn_of_the_year() {
        assert_eq!(Month::parse("2026-03"), Some(Month { year: 2026, number: 3 }));
        for wrong in ["2026-3", "2026-00", "2026-13", "26-03", "2026", "2026-03-01", "+026-03", "１２３４-01"] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
        let march = Month::of(date!(2026 - 03 - 31));
        assert_eq!(
            [0, 1, 2, 3, 15, -10].map(|n| march.before(n).to_string()),
            ["2026-03", "2026-02", "2026-01", "2025-12", "2024-12", "2027-01"]
        );
        let moments = march.moments();
        assert_eq!(moments.start.in_china().date(), date!(2026 - 03 - 01));
        assert_eq!(Moment(moments.end.0 - 1).in_china().date(), date!(2026 - 03 - 31));
    }
}

//! Figures of organs by quarter: who kept its terms, and never who reported what.

use entity::moment::{CHINA, Moment};
use time::{Date, Month};

/// Fewer cases say nothing, and could be told apart.
pub const FEWEST: i64 = 10;
/// Quarters that are told.
pub const QUARTERS: i32 = 8;

/// A quarter of a year in China.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    /// The year.
    pub year: i32,
    /// 1 to 4.
    pub number: u8,
}

/// What an organ did in one quarter that is over; told from [`FEWEST`] cases up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What the organ is called.
    pub organ: String,
    /// Which quarter.
    pub quarter: Quarter,
    /// Cases that came to it.
    pub cases: i64,
    /// Those of which it missed a day.
    pub overdue: i64,
}

impl Quarter {
    /// The quarter of a moment.
    #[must_use]
    pub fn of(at: Moment) -> Self {
        let day = at.in_china().date();
        Self { year: day.year(), number: (u8::from(day.month()) - 1) / 3 + 1 }
    }

    /// When it begins.
    #[must_use]
    pub fn begins(self) -> Moment {
        let month = Month::try_from(self.number.saturating_sub(1) * 3 + 1).unwrap_or(Month::January);
        let first = Date::from_calendar_date(self.year, month, 1).unwrap_or(Date::MIN);
        Moment::from(first.midnight().assume_offset(CHINA))
    }

    /// So many quarters before.
    #[must_use]
    pub fn before(self, quarters: i32) -> Self {
        let index = self.year * 4 + i32::from(self.number) - 1 - quarters;
        Self { year: index.div_euclid(4), number: u8::try_from(index.rem_euclid(4) + 1).unwrap_or(1) }
    }
}

impl std::fmt::Display for Quarter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} 年第 {} 季度", self.year, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn quarters_are_those_of_china() {
        let last = Moment::from(datetime!(2026-03-31 23:59 +8));
        assert_eq!(Quarter::of(last), Quarter { year: 2026, number: 1 });
        assert_eq!(Quarter::of(last).before(1), Quarter { year: 2025, number: 4 });
        assert_eq!(Quarter::of(last).before(8), Quarter { year: 2024, number: 1 });
        assert_eq!(Quarter { year: 2026, number: 2 }.begins(), Moment::from(datetime!(2026-04-01 0:00 +8)));
        assert_eq!(Quarter::of(last).to_string(), "2026 年第 1 季度");
    }
}

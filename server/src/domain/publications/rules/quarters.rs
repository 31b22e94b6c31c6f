//! Figures of organs by quarter: who kept its terms, and never who reported what.

use entity::moment::{CHINA, Moment};
use std::collections::BTreeMap;
use time::{Date, Month};

/// Fewer cases say nothing, and could be told apart.
pub const FEWEST: usize = 10;
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

/// What an organ did in one quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure<O> {
    /// Which organ.
    pub organ: O,
    /// Which quarter.
    pub quarter: Quarter,
    /// Cases that came to it.
    pub cases: usize,
    /// Those of which it missed a day.
    pub overdue: usize,
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

/// Figures from turns at cases, each with its organ, its begin, and whether a day was missed; the newest quarter first.
/// A quarter that still runs is left out, for it would tell each case as it comes, and so are fewer than ten cases.
#[must_use]
pub fn figures<O: Ord + Copy>(turns: impl IntoIterator<Item = (O, Moment, bool)>, now: Moment) -> Vec<Figure<O>> {
    let running = Quarter::of(now);
    let mut counts: BTreeMap<(Quarter, O), (usize, usize)> = BTreeMap::new();
    for (organ, at, is_overdue) in turns {
        let count = counts.entry((Quarter::of(at), organ)).or_default();
        count.0 += 1;
        count.1 += usize::from(is_overdue);
    }
    let told = counts.into_iter().rev().filter(|((quarter, _), (cases, _))| *quarter < running && *cases >= FEWEST);
    told.map(|((quarter, organ), (cases, overdue))| Figure { organ, quarter, cases, overdue }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    fn at(month: u8, day: u8) -> Moment {
        let month = Month::try_from(month).unwrap();
        Moment::from(Date::from_calendar_date(2026, month, day).unwrap().midnight().assume_offset(CHINA))
    }

    #[test]
    fn quarters_are_those_of_china() {
        let last = Moment::from(datetime!(2026-03-31 23:59 +8));
        assert_eq!(Quarter::of(last), Quarter { year: 2026, number: 1 });
        assert_eq!(Quarter::of(last).before(1), Quarter { year: 2025, number: 4 });
        assert_eq!(Quarter::of(last).before(8), Quarter { year: 2024, number: 1 });
        assert_eq!(Quarter { year: 2026, number: 2 }.begins(), Moment::from(datetime!(2026-04-01 0:00 +8)));
        assert_eq!(Quarter::of(last).to_string(), "2026 年第 1 季度");
    }

    #[test]
    fn nine_cases_and_a_running_quarter_are_not_told() {
        let ten = (0..10).map(|n| (1, at(1, n + 1), n < 3));
        let nine = (0..9).map(|n| (2, at(2, n + 1), true));
        let running = (0..20).map(|n| (1, at(4, n + 1), true));
        let told = figures(ten.chain(nine).chain(running), at(4, 30));
        assert_eq!(told, [Figure { organ: 1, quarter: Quarter { year: 2026, number: 1 }, cases: 10, overdue: 3 }]);
        assert_eq!(figures((0..10).map(|n| (1, at(1, n + 1), false)), at(3, 31)), []);
    }
}

//! Where ratings fall: units whose verified sheets of this month say less than those of the month before.

use crate::domain::ratings::UnitMonth;
use entity::id::UnitId;
use entity::unit;
use std::collections::BTreeMap;

/// Lines of the list.
const MOST: usize = 20;
/// Of fewer sheets in a month nothing is told: one person could be recognised, and his mood would be a trend.
const LEAST: i64 = 5;
/// So many sheets of the county's mean are added to each unit: few sheets then say little, and three friends move nobody.
const SHRUNK_BY: i64 = 10;

/// How a unit was rated in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rated {
    /// Verified sheets.
    pub sheets: i64,
    /// Their mean, drawn toward that of the county; in hundredths, 100 to 500.
    pub score: i64,
}

/// A unit in both months.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitRating {
    /// The unit.
    pub unit: unit::Model,
    /// In this month.
    pub this: Rated,
    /// In the month before.
    pub last: Rated,
}

/// Units that were rated in both months, those that fell most first.
#[must_use]
pub fn fallen(this: &[UnitMonth], last: &[UnitMonth], units: &BTreeMap<UnitId, unit::Model>) -> Vec<UnitRating> {
    let (means, before) = ((mean(this), mean(last)), last.iter().map(|one| (one.unit_id, one)).collect::<BTreeMap<_, _>>());
    let one = |now: &UnitMonth| {
        let then = before.get(&now.unit_id).filter(|then| now.sheets >= LEAST && then.sheets >= LEAST)?;
        let unit = units.get(&now.unit_id)?.clone();
        Some(UnitRating { unit, this: rated(now, means.0), last: rated(then, means.1) })
    };
    let mut all: Vec<_> = this.iter().filter_map(one).collect();
    all.sort_by(|a, b| (a.this.score - a.last.score).cmp(&(b.this.score - b.last.score)).then_with(|| a.unit.code.cmp(&b.unit.code)));
    all.truncate(MOST);
    all
}

/// The mean of all sheets of a county, in hundredths.
fn mean(all: &[UnitMonth]) -> i64 {
    let (sheets, sum) = all.iter().fold((0i64, 0i64), |(sheets, sum), one| (sheets + one.sheets, sum + one.score_sum));
    (sum + sheets / 2).checked_div(sheets).unwrap_or_default()
}

fn rated(one: &UnitMonth, mean: i64) -> Rated {
    let sheets = one.sheets + SHRUNK_BY;
    Rated { sheets: one.sheets, score: (one.score_sum + SHRUNK_BY * mean + sheets / 2).checked_div(sheets).unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn month(unit: u128, sheets: i64, score: i64) -> UnitMonth {
        UnitMonth { unit_id: UnitId(Uuid::from_u128(unit)), sheets, score_sum: sheets * score }
    }

    #[test]
    fn few_sheets_say_little() {
        assert_eq!(mean(&[month(1, 30, 400), month(2, 10, 200)]), 350);
        assert_eq!(rated(&month(1, 10, 200), 400), Rated { sheets: 10, score: 300 });
        assert_eq!(rated(&month(1, 90, 200), 400), Rated { sheets: 90, score: 220 });
        assert_eq!(mean(&[]), 0);
    }

    #[test]
    fn of_fewer_than_five_sheets_nothing_is_told() {
        let names = BTreeMap::new();
        assert_eq!(fallen(&[month(1, 4, 300)], &[month(1, 40, 400)], &names), []);
    }
}

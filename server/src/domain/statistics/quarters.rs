//! What everybody may know of a county's reports: by quarter that is over, as of the last midnight, from ten up, and so that nothing
//! left out can be reckoned from what is told.

use crate::domain::publications::{self, FEWEST, OverdueFigure, Quarter};
use crate::kernel::{Outcome, Tx};
use std::collections::BTreeMap;

/// A county's quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountyQuarter {
    /// Which one.
    pub quarter: Quarter,
    /// What organs of the county got to handle, and how much of it without missing a day; none where it is not told.
    pub told: Option<(i64, i64)>,
    /// It is not told because there were fewer than ten.
    pub is_few: bool,
}

/// Quarters of the county that are over, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn county_quarters(tx: &Tx) -> Outcome<Vec<CountyQuarter>> {
    Ok(quarters(&publications::turns_by_quarter(tx).await?))
}

fn quarters(organs: &[OverdueFigure]) -> Vec<CountyQuarter> {
    let mut all: BTreeMap<Quarter, Vec<&OverdueFigure>> = BTreeMap::new();
    for one in organs {
        all.entry(one.quarter).or_default().push(one);
    }
    all.into_iter().rev().map(|(quarter, organs)| told(quarter, &organs)).collect()
}

/// The sum of all organs. Those with ten or more are told by name elsewhere: where the others have together fewer than ten,
/// the sum would tell their number by difference, and is left out too.
fn told(quarter: Quarter, organs: &[&OverdueFigure]) -> CountyQuarter {
    let cases: i64 = organs.iter().map(|one| one.cases).sum();
    let overdue: i64 = organs.iter().map(|one| one.overdue).sum();
    let hidden: i64 = organs.iter().map(|one| one.cases).filter(|cases| *cases < FEWEST).sum();
    let is_few = cases < FEWEST;
    let is_safe = hidden == 0 || hidden >= FEWEST;
    CountyQuarter { quarter, told: (!is_few && is_safe).then_some((cases, cases - overdue)), is_few }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPRING: Quarter = Quarter { year: 2026, number: 1 };

    fn organ(cases: i64, overdue: i64) -> OverdueFigure {
        OverdueFigure { organ: String::new(), quarter: SPRING, cases, overdue }
    }

    #[test]
    fn nothing_that_is_left_out_can_be_reckoned() {
        for (organs, expected, is_few) in [
            (vec![organ(12, 2), organ(30, 0)], Some((42, 40)), false),
            (vec![organ(12, 2), organ(3, 1)], None, false),
            (vec![organ(12, 2), organ(6, 1), organ(5, 0)], Some((23, 20)), false),
            (vec![organ(6, 1), organ(5, 0)], Some((11, 10)), false),
            (vec![organ(12, 2), organ(4, 1), organ(5, 0)], None, false),
            (vec![organ(4, 1), organ(5, 0)], None, true),
            (vec![organ(10, 10)], Some((10, 0)), false),
        ] {
            assert_eq!(quarters(&organs), [CountyQuarter { quarter: SPRING, told: expected, is_few }], "{organs:?}");
        }
        assert_eq!(quarters(&[]), []);
    }

    #[test]
    fn the_newest_quarter_comes_first() {
        let older = OverdueFigure { quarter: SPRING.before(1), ..organ(20, 0) };
        let all = quarters(&[older, organ(10, 0)]);
        assert_eq!(all.iter().map(|one| one.quarter).collect::<Vec<_>>(), [SPRING, SPRING.before(1)]);
    }
}

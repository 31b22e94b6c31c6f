//! How sheets are counted, when everybody reads the figure, and how few sheets are kept from speaking too loud.

use crate::domain::ratings::model::{DONT_KNOW, Groups, Side, score};
use std::collections::BTreeMap;

/// A figure is public from so many verified sheets.
pub const FROM: i32 = 10;
/// And is written anew after so many further ones: nobody reads a single sheet from the difference.
pub const STEP: i32 = 5;
/// A subject's own sheets weigh as much as the county's mean once there are so many of them.
const WEIGHT: f64 = 20.0;

/// How often 1 to 5 and "don't know" were said.
pub type Tally = [i32; 6];
/// Of each indicator, by its code.
pub type Tallies = BTreeMap<String, Tally>;
/// Means of what is about integrity, diligence and so on, in hundredths.
pub type Parts = BTreeMap<Side, i64>;

/// Adds a sheet to the tallies; its score.
pub fn tally(tallies: &mut Tallies, set: &Groups, answers: &[u8]) -> Option<i64> {
    for ((_, question), answer) in set.questions().zip(answers) {
        let place = match *answer {
            answer @ 1..=5 => usize::from(answer) - 1,
            DONT_KNOW => 5,
            _ => continue,
        };
        if let Some(count) = tallies.entry(question.code.clone()).or_default().get_mut(place) {
            *count = count.saturating_add(1);
        }
    }
    score(answers)
}

/// What happens to the public figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Public {
    /// It stays, or there stays none.
    Stays,
    /// It is written anew.
    Written,
    /// It goes: too few sheets are left.
    Gone,
}

/// What becomes of a public figure of so many sheets when so many count now. While something is to be reviewed the last
/// clean figure stays.
#[must_use]
pub const fn next_public(public: Option<i32>, sheets: i32, in_review: bool) -> Public {
    let far = match public {
        None => true,
        Some(before) => before.abs_diff(sheets) >= STEP.unsigned_abs(),
    };
    match (sheets >= FROM, far && !in_review, public.is_some()) {
        (true, true, _) => Public::Written,
        (false, true, true) => Public::Gone,
        _ => Public::Stays,
    }
}

/// Shrinkage toward the county's mean, in hundredths: (sum + 20 × mean) ÷ (sheets + 20).
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "sheets of one month are far below 2^52")]
pub fn shrunk((sum, sheets): (i64, i64), mean: f64) -> f64 {
    (sum as f64 + WEIGHT * mean) / (sheets as f64 + WEIGHT)
}

/// Means by what questions are about, each answer counting alike.
#[must_use]
pub fn of_sides(tallies: &Tallies, sides: &BTreeMap<String, Side>) -> Parts {
    let mut sums: BTreeMap<Side, (i64, i64)> = BTreeMap::new();
    for (code, tally) in tallies {
        let Some(side) = sides.get(code) else { continue };
        let (sum, count) = sums.entry(*side).or_default();
        for (value, times) in (1..=5).zip(tally) {
            *sum += value * i64::from(*times);
            *count += i64::from(*times);
        }
    }
    sums.into_iter().filter(|(_, (_, count))| *count > 0).map(|(side, (sum, count))| (side, (100 * sum + count / 2) / count)).collect()
}

/// How many people at least said something of each side: as many as answered the question of it that most of them answered. Who
/// of a sheet's people skipped a side is not known from the tallies, so this never counts one person twice.
#[must_use]
pub fn heard(tallies: &Tallies, sides: &BTreeMap<String, Side>) -> BTreeMap<Side, i32> {
    let mut heard: BTreeMap<Side, i32> = BTreeMap::new();
    for (code, [one, two, three, four, five, _]) in tallies {
        let Some(side) = sides.get(code) else { continue };
        let people = heard.entry(*side).or_default();
        *people = (*people).max(one + two + three + four + five);
    }
    heard.retain(|_, people| *people > 0);
    heard
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ratings::model::given;
    use entity::words::IndicatorKind;

    #[test]
    fn a_figure_is_public_from_ten_and_changes_in_steps_of_five() {
        let mut public = None;
        let mut written = Vec::new();
        for sheets in 0..=31 {
            match next_public(public, sheets, false) {
                Public::Written => {
                    public = Some(sheets);
                    written.push(sheets);
                }
                Public::Gone => panic!("gone at {sheets}"),
                Public::Stays => {}
            }
        }
        assert_eq!(written, [10, 15, 20, 25, 30]);
        assert_eq!(next_public(Some(20), 16, false), Public::Stays, "four fewer tell of four");
        assert_eq!(next_public(Some(20), 15, false), Public::Written);
        assert_eq!(next_public(Some(12), 9, false), Public::Stays);
        assert_eq!(next_public(Some(14), 9, false), Public::Gone);
        for (public, sheets) in [(None, 40), (Some(10), 40), (Some(20), 3)] {
            assert_eq!(next_public(public, sheets, true), Public::Stays, "the last clean figure");
        }
    }

    #[test]
    fn few_sheets_are_drawn_to_the_mean() {
        let mean = 350.0;
        assert!((shrunk((500, 1), mean) - 357.142).abs() < 0.01);
        assert!((shrunk((500 * 20, 20), mean) - 425.0).abs() < f64::EPSILON, "twenty sheets weigh as much as the county");
        assert!((shrunk((0, 0), mean) - mean).abs() < f64::EPSILON);
        assert!(shrunk((500, 1), mean) < shrunk((450 * 200, 200), mean), "one best sheet does not beat two hundred good ones");
    }

    #[test]
    fn tallies_count_what_was_said() {
        let set = given(IndicatorKind::Power).unwrap();
        let mut tallies = Tallies::new();
        assert_eq!(tally(&mut tallies, &set, &[5, DONT_KNOW, 0]), Some(500));
        assert_eq!(tally(&mut tallies, &set, &[4, 2, 0]), Some(300));
        assert_eq!(tallies["qx1"], [0, 0, 0, 1, 1, 0]);
        assert_eq!(tallies["qx2"], [0, 1, 0, 0, 0, 1]);
        assert!(!tallies.contains_key("qx3"));
        let sides = set.sides().into_iter().map(|(code, side)| (code.to_owned(), side)).collect();
        assert_eq!(of_sides(&tallies, &sides)[&Side::Process], 367, "11 points in three answers");
        assert_eq!(heard(&tallies, &sides)[&Side::Process], 2, "of two people");
    }
}

//! A burst: many sheets on one subject in little time.

use entity::moment::Moment;
use time::Duration;

/// Within so much time.
pub const WINDOW: Duration = Duration::hours(1);

/// Which of these sheets, given by when they came, the first first, lie within an hour that holds at least `least` of them.
#[must_use]
pub fn burst(times: &[Moment], least: usize) -> Vec<bool> {
    let mut found = vec![false; times.len()];
    let mut first = 0;
    for (last, at) in times.iter().enumerate() {
        while times.get(first).is_some_and(|from| at.since(*from) > WINDOW) {
            first += 1;
        }
        if least > 0 && last + 1 - first >= least {
            found.iter_mut().take(last + 1).skip(first).for_each(|one| *one = true);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: &[i64]) -> Vec<Moment> {
        minutes.iter().map(|minute| Moment(minute * 60_000)).collect()
    }

    #[test]
    fn what_lies_in_a_full_hour_is_a_burst_and_what_lies_around_it_is_not() {
        assert_eq!(burst(&at(&[0, 200, 210, 220, 400]), 3), [false, true, true, true, false]);
        assert_eq!(burst(&at(&[0, 30, 60]), 3), [true, true, true], "sixty minutes are an hour");
        assert_eq!(burst(&at(&[0, 30, 61]), 3), [false, false, false]);
        assert_eq!(burst(&at(&[0, 40, 50, 90]), 3), [true, true, true, true], "hours overlap");
        assert_eq!(burst(&at(&[]), 3), [] as [bool; 0]);
    }
}

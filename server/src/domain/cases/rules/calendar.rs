//! 工作日历: which days are working days, by what the State Council announced for each year.
//!
//! The data is a versioned file; a year that is not announced yet counts weekends only and is provisional.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use time::{Date, Duration, Month, Weekday};

/// The working days of China.
#[derive(Debug, Default)]
pub struct Calendar {
    /// Version of the data, as it stands in a deadline's rule.
    pub version: String,
    rests: BTreeMap<Date, String>,
    works: BTreeMap<Date, String>,
    years: Vec<i32>,
}

/// What was met on the way from one day to a later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The day that the count ends on.
    pub last: Date,
    /// Working days lost to each holiday, in order.
    pub lost: Vec<(String, u16)>,
    /// Weekend days that were worked to make up for each holiday, in order.
    pub made_up: Vec<(String, u16)>,
    /// Whether a year without announced holidays was touched.
    pub is_provisional: bool,
}

impl Calendar {
    /// What is announced so far.
    #[must_use]
    pub fn announced() -> &'static Self {
        static CALENDAR: OnceLock<Calendar> = OnceLock::new();
        CALENDAR.get_or_init(|| Self::read(include_str!("calendar.txt")))
    }

    /// Reads the lines of a data file; a line that is not one of ours is passed over (a test reads every line).
    fn read(text: &str) -> Self {
        let mut calendar = Self::default();
        for line in text.lines() {
            calendar.take(line);
        }
        calendar
    }

    fn take(&mut self, line: &str) -> Option<()> {
        let words: Vec<_> = line.split_whitespace().collect();
        if let ["版本", version] = *words {
            version.clone_into(&mut self.version);
            return Some(());
        }
        let [year, kind, name, span] = *words else { return None };
        let year: i32 = year.parse().ok()?;
        let (first, last) = span.split_once("..").unwrap_or((span, span));
        let (mut day, last) = (day_of(year, first)?, day_of(year, last)?);
        let days = if kind == "休" { &mut self.rests } else { &mut self.works };
        while day <= last {
            days.insert(day, name.to_owned());
            day = day.next_day()?;
        }
        if !self.years.contains(&year) {
            self.years.push(year);
        }
        Some(())
    }

    /// Whether people work on that day.
    #[must_use]
    pub fn is_working(&self, day: Date) -> bool {
        self.works.contains_key(&day) || !is_weekend(day) && !self.rests.contains_key(&day)
    }

    /// The `days`-th working day after `start`, which itself does not count.
    #[must_use]
    pub fn working_days_after(&self, start: Date, days: u16) -> Count {
        let mut count = Count { last: start, lost: Vec::new(), made_up: Vec::new(), is_provisional: !self.years.contains(&start.year()) };
        let mut left = days;
        while left > 0 {
            let Some(day) = count.last.checked_add(Duration::DAY) else { break };
            count.last = day;
            count.is_provisional |= !self.years.contains(&day.year());
            if self.is_working(day) {
                left -= 1;
            }
            match (is_weekend(day), self.rests.get(&day), self.works.get(&day)) {
                (true, _, Some(name)) => add_one(&mut count.made_up, name),
                (false, Some(name), _) => add_one(&mut count.lost, name),
                _ => {}
            }
        }
        count
    }
}

fn add_one(list: &mut Vec<(String, u16)>, name: &str) {
    match list.last_mut() {
        Some((last, days)) if last == name => *days += 1,
        _ => list.push((name.to_owned(), 1)),
    }
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn day_of(year: i32, text: &str) -> Option<Date> {
    let (month, day) = text.split_once('-')?;
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year, month, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn every_day_agrees_with_an_independent_table() {
        let calendar = Calendar::announced();
        let mut days = 0;
        for line in include_str!("calendar_check.txt").lines().filter(|line| !line.starts_with('#')) {
            let (month, row) = line.split_once(' ').unwrap();
            let (year, month) = month.split_once('-').unwrap();
            for (index, works) in row.chars().enumerate() {
                let day = day_of(year.parse().unwrap(), &format!("{month}-{}", index + 1)).unwrap();
                assert_eq!(calendar.is_working(day), works == '1', "{day}");
                days += 1;
            }
        }
        assert_eq!(days, 366 + 365 + 365);
    }

    #[test]
    fn every_line_of_the_data_is_understood() {
        let lines = include_str!("calendar.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines {
            assert!(Calendar::default().take(line).is_some(), "{line}");
        }
        assert_eq!(Calendar::announced().years, [2024, 2025, 2026]);
    }

    #[test]
    fn a_count_says_what_it_met() {
        let count = Calendar::announced().working_days_after(date!(2026 - 09 - 18), 15);
        assert_eq!(count.last, date!(2026 - 10 - 15));
        assert_eq!(count.made_up, [("国庆节".to_owned(), 2)]);
        assert_eq!(count.lost, [("中秋节".to_owned(), 1), ("国庆节".to_owned(), 5)]);
        assert!(!count.is_provisional);
    }

    #[test]
    fn a_year_not_announced_counts_weekends_only_and_says_so() {
        let count = Calendar::announced().working_days_after(date!(2026 - 12 - 25), 5);
        assert_eq!((count.last, count.is_provisional), (date!(2027 - 01 - 01), true));
        assert!(!Calendar::announced().working_days_after(date!(2026 - 12 - 24), 5).is_provisional);
    }
}

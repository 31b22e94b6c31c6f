//! The working days: what was announced, edition by edition, and what a county counts otherwise.

use entity::calendar_day;
use entity::words::CalendarDayKind;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use time::{Date, Month, Weekday};

/// The working days of China, or of one county.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    version: Version,
    marks: BTreeMap<Date, Mark>,
    years: BTreeSet<i32>,
}

/// Which calendar it is, as it stands in a clock's rule: `2025-11`, or `2025-11+3` with a county's days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// The month of the last announcement it knows.
    pub edition: String,
    /// Number of the county's last day it knows; 0 for none.
    pub no: i32,
}

/// A day that has something to say, beside its weekday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Whether people work on it.
    pub works: bool,
    /// The holiday that it belongs to, or why the county counts it otherwise.
    pub name: String,
    /// The county counts it otherwise than it was announced.
    pub is_county: bool,
}

impl Calendar {
    /// What is announced so far.
    #[must_use]
    pub fn announced() -> &'static Self {
        static NOTHING: OnceLock<Calendar> = OnceLock::new();
        editions().last().unwrap_or_else(|| NOTHING.get_or_init(Self::default))
    }

    /// What was announced by then; none if there was no such edition.
    #[must_use]
    pub fn edition(edition: &str) -> Option<&'static Self> {
        editions().iter().find(|calendar| calendar.version.edition == edition)
    }

    /// The same with what a county counts otherwise, in the order in which it was set; a later word on a day stands.
    #[must_use]
    pub fn with(&self, days: &[calendar_day::Model]) -> Self {
        let mut calendar = self.clone();
        for day in days {
            calendar.version.no = calendar.version.no.max(day.no);
            let mark = match day.kind {
                CalendarDayKind::AsAnnounced => self.marks.get(&day.day_on).cloned(),
                kind => Some(Mark { works: kind == CalendarDayKind::Work, name: day.reason.clone(), is_county: true }),
            };
            match mark {
                Some(mark) => calendar.marks.insert(day.day_on, mark),
                None => calendar.marks.remove(&day.day_on),
            };
        }
        calendar
    }

    /// Which one it is.
    #[must_use]
    pub const fn version(&self) -> &Version {
        &self.version
    }

    /// What there is to say of a day.
    #[must_use]
    pub fn mark(&self, day: Date) -> Option<&Mark> {
        self.marks.get(&day)
    }

    /// All days of a year that have something to say.
    pub fn marks_of(&self, year: i32) -> impl Iterator<Item = (Date, &Mark)> {
        self.marks.iter().filter(move |(day, _)| day.year() == year).map(|(day, mark)| (*day, mark))
    }

    /// Whether people work on that day.
    #[must_use]
    pub fn is_working(&self, day: Date) -> bool {
        self.marks.get(&day).map_or(!is_weekend(day), |mark| mark.works)
    }

    /// Whether the holidays of that year are announced.
    #[must_use]
    pub fn is_announced(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// Takes one line of the data file.
    fn take(&mut self, line: &str) -> Option<()> {
        let words: Vec<_> = line.split_whitespace().collect();
        if let ["版本", edition] = *words {
            edition.clone_into(&mut self.version.edition);
            return Some(());
        }
        let [year, kind, name, span] = *words else { return None };
        let year: i32 = year.parse().ok()?;
        let (first, last) = span.split_once("..").unwrap_or((span, span));
        let (mut day, last) = (day_of(year, first)?, day_of(year, last)?);
        while day <= last {
            self.marks.insert(day, Mark { works: kind == "班", name: name.to_owned(), is_county: false });
            day = day.next_day()?;
        }
        self.years.insert(year);
        Some(())
    }
}

impl Version {
    /// Reads what [`std::fmt::Display`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (edition, no) = text.split_once('+').unwrap_or((text, "0"));
        Some(Self { edition: edition.to_owned(), no: no.parse().ok()? })
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.edition)?;
        if self.no > 0 { write!(f, "+{}", self.no) } else { Ok(()) }
    }
}

/// All editions, the oldest first.
fn editions() -> &'static [Calendar] {
    static EDITIONS: OnceLock<Vec<Calendar>> = OnceLock::new();
    EDITIONS.get_or_init(|| read(include_str!("announced.txt")))
}

/// Reads a data file; a line that is not one of ours is passed over (a test reads every line).
fn read(text: &str) -> Vec<Calendar> {
    let mut editions: Vec<Calendar> = Vec::new();
    for line in text.lines() {
        if line.starts_with("版本") {
            editions.push(editions.last().cloned().unwrap_or_default());
        }
        if let Some(edition) = editions.last_mut() {
            edition.take(line);
        }
    }
    editions
}

/// Saturday or Sunday.
#[must_use]
pub fn is_weekend(day: Date) -> bool {
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
    use entity::id::{AccountId, CalendarDayId, CountyId};
    use entity::moment::Moment;
    use time::macros::date;
    use uuid::Uuid;

    fn set(no: i32, day_on: Date, kind: CalendarDayKind) -> calendar_day::Model {
        let (county_id, id, set_by) = (CountyId(Uuid::nil()), CalendarDayId(Uuid::from_u128(1)), AccountId(Uuid::nil()));
        calendar_day::Model { county_id, id, no, day_on, kind, reason: "县庆".to_owned(), set_by, set_at: Moment(0) }
    }

    #[test]
    fn every_day_agrees_with_an_independent_table() {
        let calendar = Calendar::announced();
        let mut days = 0;
        for line in include_str!("announced_check.txt").lines().filter(|line| !line.starts_with('#')) {
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
        let lines = include_str!("announced.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines {
            assert!(Calendar::default().take(line).is_some(), "{line}");
        }
        assert_eq!(Calendar::announced().years.iter().copied().collect::<Vec<_>>(), [2024, 2025, 2026]);
    }

    #[test]
    fn an_older_edition_knows_what_was_announced_by_then() {
        let names: Vec<_> = editions().iter().map(|edition| edition.version.edition.as_str()).collect();
        assert_eq!(names, ["2023-10", "2024-11", "2025-11"]);
        let old = Calendar::edition("2024-11").unwrap();
        assert!(old.is_announced(2025) && !old.is_announced(2026));
        assert!(old.is_working(date!(2026 - 10 - 01)) && !Calendar::announced().is_working(date!(2026 - 10 - 01)));
        assert_eq!(Calendar::edition("2022-10"), None);
    }

    #[test]
    fn a_day_that_is_announced_anew_takes_the_older_ones_place() {
        let text = "版本 1\n2026 休 甲 03-02..03-03\n版本 2\n2026 班 甲 03-03\n";
        let editions = read(text);
        assert!(!editions[0].is_working(date!(2026 - 03 - 03)) && editions[1].is_working(date!(2026 - 03 - 03)));
        assert!(!editions[1].is_working(date!(2026 - 03 - 02)));
    }

    proptest::proptest! {
        #[test]
        fn fuzz_the_last_word_on_a_day_stands(words in proptest::collection::vec((0i64..40, 0u8..3), 0..40)) {
            let day = |after: i64| date!(2026 - 01 - 20) + time::Duration::days(after);
            let kind = |word: u8| [CalendarDayKind::Work, CalendarDayKind::Rest, CalendarDayKind::AsAnnounced][usize::from(word)];
            let days: Vec<_> = words.iter().zip(1..).map(|((after, word), no)| set(no, day(*after), kind(*word))).collect();
            let (announced, county) = (Calendar::announced(), Calendar::announced().with(&days));
            for after in 0..40 {
                let last = words.iter().rev().find(|(other, _)| *other == after).map(|(_, word)| kind(*word));
                let wanted = match last {
                    Some(CalendarDayKind::Work) => true,
                    Some(CalendarDayKind::Rest) => false,
                    _ => announced.is_working(day(after)),
                };
                proptest::prop_assert_eq!(county.is_working(day(after)), wanted, "{}", day(after));
            }
            proptest::prop_assert_eq!(county.version().no, i32::try_from(words.len()).unwrap());
        }
    }

    #[test]
    fn a_countys_days_stand_over_what_was_announced_and_can_be_taken_back() {
        let (friday, holiday) = (date!(2026 - 03 - 06), date!(2026 - 10 - 01));
        let days =
            [set(1, friday, CalendarDayKind::Rest), set(2, holiday, CalendarDayKind::Work), set(3, friday, CalendarDayKind::AsAnnounced)];
        let calendar = Calendar::announced().with(&days[..2]);
        assert!(!calendar.is_working(friday) && calendar.is_working(holiday));
        assert_eq!(calendar.version().to_string(), "2025-11+2");
        let calendar = Calendar::announced().with(&days);
        assert!(calendar.is_working(friday) && calendar.is_working(holiday));
        assert_eq!(Version::parse("2025-11+3").as_ref(), Some(calendar.version()));
        assert_eq!(Version::parse("2025-11").as_ref(), Some(Calendar::announced().version()));
        assert_eq!(Version::parse("2025-11+x"), None);
    }
}

//! From terms, a calendar and what was granted to a clock ready for its row, and from the row back.

use super::holds::Holds;
use super::terms::{Term, Terms, VERSION, months_after};
use super::walk::walk;
use super::{arithmetic, reminding};
use crate::domain::calendar::{Calendar, Version};
use entity::deadline;
use entity::moment::{CHINA, Moment};
use time::{Date, Time};

/// One clock, ready for its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// What it was asked to be.
    pub terms: Terms,
    /// Rule and calendar version.
    pub rule: String,
    /// The last millisecond of the last day.
    pub due_at: Moment,
    /// The last day.
    pub due_on: Date,
    /// The arithmetic, line by line.
    pub sum: Vec<String>,
    /// Whether a year was used whose holidays are not announced yet.
    pub is_provisional: bool,
    /// So many decisions of its case count in it.
    pub decisions: i32,
}

impl Terms {
    /// The clock by this calendar and with what was granted.
    #[must_use]
    pub fn reckon(self, calendar: &Calendar, holds: &Holds) -> Clock {
        let start = self.starts_at.in_china().date();
        let (need, calendar) = match self.term {
            Term::WorkingDays(days) => (days, Some(calendar)),
            Term::Days(days) => (days, None),
            Term::Months(months) => (u16::try_from((months_after(start, months) - start).whole_days()).unwrap_or_default(), None),
        };
        let (last, walk) = walk((start, need.saturating_add(holds.extended())), calendar, holds);
        let version = calendar.map(|calendar| format!("/{}", calendar.version())).unwrap_or_default();
        Clock {
            rule: format!("{}/{VERSION}{version}", self.term),
            due_at: end_of(last),
            due_on: last,
            sum: arithmetic::lines(&self, last, &walk, holds),
            is_provisional: walk.unannounced.is_some(),
            decisions: holds.decisions,
            terms: self,
        }
    }

    /// The last moment, as announced and before anything was granted.
    #[must_use]
    pub fn due_at(&self) -> Moment {
        self.reckon(Calendar::announced(), &Holds::default()).due_at
    }

    /// The last day, as announced and before anything was granted.
    #[must_use]
    pub fn due_on(&self) -> Date {
        self.reckon(Calendar::announced(), &Holds::default()).due_on
    }
}

impl Clock {
    /// The next morning after `day` on which the organ is reminded; none for what is not the organ's to do.
    #[must_use]
    pub fn reminder_after(&self, day: Date) -> Option<Moment> {
        reminding::morning_after((self.terms.kind, self.terms.starts_at, self.due_on), day)
    }
}

/// The terms that a row was made by, and the version of the calendar it was counted with; none if the rule can't be read.
#[must_use]
pub fn replay(row: &deadline::Model) -> Option<(Terms, Option<Version>)> {
    let mut parts = row.rule.split('/');
    let term = Term::parse(parts.next()?)?;
    parts.next().filter(|version| *version == VERSION)?;
    let calendar = match parts.next() {
        Some(version) => Some(Version::parse(version)?),
        None => None,
    };
    Some((Terms::new(row.kind, row.cause, row.starts_at, term), calendar))
}

fn end_of(day: Date) -> Moment {
    let last = Time::from_hms_milli(23, 59, 59, 999).unwrap_or(Time::MIDNIGHT);
    Moment::from(day.with_time(last).assume_offset(CHINA))
}

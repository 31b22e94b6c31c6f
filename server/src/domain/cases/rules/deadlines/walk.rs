//! The walk from the first day to the last one, the same for every clock: which days count, and which do not.

use super::holds::Holds;
use crate::domain::calendar::{Calendar, is_weekend};
use time::{Date, Duration};

/// What was met on the way from the first day to the last one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// Days that count otherwise than their weekday says, in order.
    pub met: Vec<Met>,
    /// Days that each pause took, as the holds name them.
    pub paused: Vec<u16>,
    /// The first year on the way whose holidays are not announced.
    pub unannounced: Option<i32>,
}

/// Days of one holiday, or of one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// Its name.
    pub name: String,
    /// Whether they are worked on.
    pub works: bool,
    /// Whether the county says so.
    pub is_county: bool,
    /// How many.
    pub days: u16,
}

/// From the first day, which itself does not count, until as many days have counted. A paused day counts for nothing;
/// with a calendar only working days count.
#[must_use]
pub fn walk((start, need): (Date, u16), calendar: Option<&Calendar>, holds: &Holds) -> (Date, Walk) {
    let mut walk = Walk { paused: vec![0; holds.pauses.len()], ..Walk::default() };
    let (mut last, mut left) = (start, need);
    if let Some(calendar) = calendar {
        walk.note_year(calendar, start);
    }
    while left > 0 {
        let Some(day) = last.checked_add(Duration::DAY) else { break };
        last = day;
        if let Some(calendar) = calendar {
            walk.note_year(calendar, day);
        }
        let works = calendar.is_none_or(|calendar| calendar.is_working(day));
        if let Some(taken) = holds.pause_of(day).and_then(|index| walk.paused.get_mut(index)) {
            *taken += u16::from(works);
            continue;
        }
        left -= u16::from(works);
        if let Some(calendar) = calendar {
            walk.note(calendar, day);
        }
    }
    (last, walk)
}

impl Walk {
    fn note_year(&mut self, calendar: &Calendar, day: Date) {
        if self.unannounced.is_none() && !calendar.is_announced(day.year()) {
            self.unannounced = Some(day.year());
        }
    }

    /// Notes a day that counts otherwise than its weekday says, or that the county set.
    fn note(&mut self, calendar: &Calendar, day: Date) {
        let Some(mark) = calendar.mark(day) else { return };
        if !mark.is_county && mark.works != is_weekend(day) {
            return;
        }
        match self.met.iter_mut().find(|met| met.name == mark.name && met.works == mark.works && met.is_county == mark.is_county) {
            Some(met) => met.days += 1,
            None => self.met.push(Met { name: mark.name.clone(), works: mark.works, is_county: mark.is_county, days: 1 }),
        }
    }
}

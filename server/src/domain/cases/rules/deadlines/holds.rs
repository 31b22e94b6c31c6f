//! 暂停, 延长: what was granted to a clock, and what may be asked for.

use entity::deadline_request;
use entity::words::{DeadlineRequestKind, DeadlineRequestState};
use time::{Date, Duration};

/// A pause may be asked for until so many days ahead.
pub const LONGEST_PAUSE: i64 = 60;
/// All pauses of one term together, in days.
pub const ALL_PAUSES: i64 = 180;
/// All extensions of one term together, in days: the longest term once more (监督执纪工作规则: once, by three months at most).
pub const ALL_EXTENSIONS: i32 = 90;

/// Everything that was granted to one clock, and where a changed holiday took it from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    /// Pauses, in order.
    pub pauses: Vec<Pause>,
    /// Extensions, in order.
    pub extensions: Vec<Extension>,
    /// The last move by a changed holiday.
    pub moved: Option<Moved>,
    /// So many decisions of the case count in it.
    pub decisions: i32,
}

/// Days that count for nothing, the first and the last one included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The first day.
    pub from: Date,
    /// The last day; before the first one if it ended on its first day.
    pub until: Date,
    /// Granted above the county.
    pub is_outside: bool,
}

/// So many days more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension {
    /// How many: working days for a clock of working days.
    pub days: u16,
    /// Granted above the county.
    pub is_outside: bool,
}

/// What a changed holiday did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// On which day it was counted anew.
    pub on: Date,
    /// The last day before that.
    pub from: Date,
}

/// What an organ asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A pause until and with this day.
    Pause(Date),
    /// So many days more.
    Extension(i32),
}

impl Holds {
    /// What these requests granted to a clock with the first so many decisions of its case, in their order: what was
    /// decided after a clock had ended is not a part of it.
    #[must_use]
    pub fn of<'a>(requests: impl Iterator<Item = &'a deadline_request::Model>, moved: Option<Moved>, decisions: i32) -> Self {
        let counts = |no: Option<i32>| no.is_some_and(|no| no <= decisions);
        let mut rows: Vec<_> = requests.filter(|row| row.state == DeadlineRequestState::Granted && counts(row.granted_no)).collect();
        rows.sort_by_key(|row| row.granted_no);
        let until = |row: &deadline_request::Model| if counts(row.resumed_no) { row.ended_on } else { row.until_on };
        let pauses = rows.iter().filter_map(|row| Some(Pause { from: row.from_on?, until: until(row)?, is_outside: row.is_entered }));
        let longer = rows.iter().filter(|row| row.kind == DeadlineRequestKind::Extension);
        let extensions = longer.filter_map(|row| Some(Extension { days: u16::try_from(row.days?).ok()?, is_outside: row.is_entered }));
        Self { pauses: pauses.collect(), extensions: extensions.collect(), moved, decisions }
    }

    /// All days of all extensions.
    #[must_use]
    pub fn extended(&self) -> u16 {
        self.extensions.iter().fold(0, |sum, one| sum.saturating_add(one.days))
    }

    /// Which pause a day lies in; of two, the earlier one.
    #[must_use]
    pub fn pause_of(&self, day: Date) -> Option<usize> {
        self.pauses.iter().position(|pause| pause.holds(day))
    }

    /// The days of all pauses.
    #[must_use]
    pub fn paused(&self) -> i64 {
        self.pauses.iter().map(|pause| ((pause.until - pause.from).whole_days() + 1).max(0)).sum()
    }
}

impl Pause {
    /// Whether that day counts for nothing.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }
}

/// How many decisions there are among all requests of a case: each that was granted, and each that ended a pause early.
#[must_use]
pub fn decisions(requests: &[deadline_request::Model]) -> i32 {
    requests.iter().flat_map(|row| [row.granted_no, row.resumed_no]).flatten().max().unwrap_or_default()
}

/// Why something can't be asked for, or granted, today; the field it belongs to, and a sentence.
#[must_use]
pub fn why_not(asked: Asked, holds: &Holds, today: Date) -> Option<(&'static str, String)> {
    match asked {
        Asked::Pause(_) if holds.pause_of(today).is_some() => Some(("until", "现在就在暂停，到期以前不用再申请。".to_owned())),
        Asked::Pause(until) if until < today => Some(("until", "暂停只能到今天以后的日子，过了的日子不能补。".to_owned())),
        Asked::Pause(until) if until > today.saturating_add(Duration::days(LONGEST_PAUSE)) => {
            Some(("until", format!("一次最多暂停 {LONGEST_PAUSE} 天。")))
        }
        Asked::Pause(until) if holds.paused() + (until - today).whole_days() + 1 > ALL_PAUSES => {
            Some(("until", format!("一个期限最多一共暂停 {ALL_PAUSES} 天。")))
        }
        Asked::Extension(days) if days < 1 => Some(("days", "请写要延长几天。".to_owned())),
        Asked::Extension(days) if i32::from(holds.extended()).saturating_add(days) > ALL_EXTENSIONS => {
            Some(("days", format!("一个期限最多一共延长 {ALL_EXTENSIONS} 天。")))
        }
        _ => None,
    }
}

//! Pure rules of the figures: which organs a viewer sees, what a period is, and how times are told.

use crate::domain::directory::OrganFacts;
use entity::id::OrganId;
use entity::moment::{CHINA, Moment};
use entity::words::OrganKind;
use std::collections::BTreeSet;
use std::ops::Range;
use time::{Date, Month};

/// Of fewer decisions nothing is told but their number: one of them could be recognised.
pub const LEAST: usize = 5;

const DAY: i64 = 86_400_000;

/// Over which time decisions are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// 本季度.
    ThisQuarter,
    /// 上季度.
    LastQuarter,
    /// 今年.
    ThisYear,
}

/// The first and the last day of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Period {
    /// Its days, seen from this one.
    #[must_use]
    pub fn days(self, today: Date) -> Days {
        let quarter = (u8::from(today.month()) - 1) / 3;
        match self {
            Self::ThisQuarter => quarter_of(today.year(), quarter),
            Self::LastQuarter if quarter == 0 => quarter_of(today.year() - 1, 3),
            Self::LastQuarter => quarter_of(today.year(), quarter - 1),
            Self::ThisYear => Days { from: first_of(today.year(), 0), to: quarter_of(today.year(), 3).to },
        }
    }
}

impl Days {
    /// The same as moments in China.
    #[must_use]
    pub fn moments(self) -> Range<Moment> {
        let begin = |day: Date| Moment::from(day.midnight().assume_offset(CHINA));
        begin(self.from)..begin(self.to.next_day().unwrap_or(Date::MAX))
    }
}

fn quarter_of(year: i32, quarter: u8) -> Days {
    let next = if quarter >= 3 { first_of(year + 1, 0) } else { first_of(year, quarter + 1) };
    Days { from: first_of(year, quarter), to: next.previous_day().unwrap_or(Date::MIN) }
}

fn first_of(year: i32, quarter: u8) -> Date {
    let month = Month::try_from(quarter * 3 + 1).unwrap_or(Month::January);
    Date::from_calendar_date(year, month, 1).unwrap_or(Date::MIN)
}

/// How long decisions took, in days.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Times {
    /// How many there were.
    pub decisions: usize,
    /// Half of them took no longer.
    pub p50: Option<f64>,
    /// Nine of ten took no longer.
    pub p90: Option<f64>,
}

impl Times {
    /// Of spans in milliseconds, in any order.
    #[must_use]
    pub fn of(mut spans: Vec<i64>) -> Self {
        spans.sort_unstable();
        let of = |percent| Some(&spans).filter(|spans| spans.len() >= LEAST).and_then(|spans| percentile(spans, percent)).map(in_days);
        Self { decisions: spans.len(), p50: of(50), p90: of(90) }
    }
}

/// The least of the sorted values that so many of a hundred do not exceed.
fn percentile(sorted: &[i64], percent: usize) -> Option<i64> {
    sorted.get((sorted.len() * percent).div_ceil(100).saturating_sub(1)).copied()
}

/// With one decimal.
fn in_days(span: i64) -> f64 {
    let tenths = span.max(0).saturating_mul(10).saturating_add(DAY / 2) / DAY;
    f64::from(i32::try_from(tenths).unwrap_or(i32::MAX)) / 10.0
}

/// An organ of the scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The organ.
    pub organ: OrganFacts,
    /// How far below an organ that the viewer heads it stands.
    pub depth: u8,
}

/// The organs that the viewer heads, each with all below it, by code; organs above the county at the end, for who heads the
/// county commission and follows their cases.
#[must_use]
pub fn scope(organs: &[OrganFacts], heads: &[OrganId]) -> Vec<Placed> {
    let mut sorted: Vec<_> = organs.iter().collect();
    sorted.sort_by(|one, other| one.code.cmp(&other.code));
    let (mut placed, mut seen) = (Vec::new(), BTreeSet::new());
    // Who heads an organ and one below it sees the lower one in its place.
    let is_below = |organ: &OrganFacts| above(organs, organ).iter().any(|id| heads.contains(id));
    for organ in sorted.iter().filter(|organ| heads.contains(&organ.id) && !organ.external && !is_below(organ)) {
        place(&sorted, organ, (0, &mut seen), &mut placed);
    }
    if placed.iter().any(|one| one.organ.kind == OrganKind::CountyCommission && heads.contains(&one.organ.id)) {
        placed.extend(sorted.into_iter().filter(|organ| organ.external).map(|organ| Placed { organ: organ.clone(), depth: 0 }));
    }
    placed
}

fn place(all: &[&OrganFacts], organ: &OrganFacts, (depth, seen): (u8, &mut BTreeSet<OrganId>), placed: &mut Vec<Placed>) {
    if !seen.insert(organ.id) {
        return;
    }
    placed.push(Placed { organ: organ.clone(), depth });
    for below in all.iter().filter(|one| one.superior_id == Some(organ.id) && !one.external) {
        place(all, below, (depth.saturating_add(1), seen), placed);
    }
}

/// The organs above this one; a circle in the directory ends it.
fn above(organs: &[OrganFacts], organ: &OrganFacts) -> BTreeSet<OrganId> {
    let (mut found, mut next) = (BTreeSet::new(), organ.superior_id);
    while let Some(id) = next.filter(|id| *id != organ.id && found.insert(*id)) {
        next = organs.iter().find(|one| one.id == id).and_then(|one| one.superior_id);
    }
    found
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;

//! Where reports cluster: by kind, category, unit, power and step, beside the month before and what is usual in the county.

use super::months::Month;
use super::ratings::UnitRating;
use crate::domain::cases::{CaseClusters, Named};
use crate::domain::directory::OrganFacts;
use entity::id::{CaseId, PowerId, UnitId};
use entity::moment::Moment;
use entity::unit;
use entity::words::{SubjectKind, UnitCategory};
use std::collections::{BTreeMap, BTreeSet};

/// Lines of a list, those with most reports.
const MOST: usize = 20;
/// Months of the trend, this one among them.
pub const MONTHS: i32 = 12;

/// How many in this month, and in the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// In this month.
    pub this: i64,
    /// In the month before.
    pub last: i64,
}

/// A unit that reports are about.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitCluster {
    /// The unit.
    pub unit: unit::Model,
    /// Reports that name it, or an official or a power of it.
    pub reports: Pair,
    /// How many a unit of its category has in this month, one decimal.
    pub mean: f64,
}

/// A power that reports are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PowerCluster {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub unit: String,
    /// Number and title of the step; none for the power as a whole.
    pub step: Option<(i32, String)>,
    /// Reports that name it.
    pub reports: Pair,
}

/// A category of units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CategoryCluster {
    /// The category.
    pub category: UnitCategory,
    /// How many units it has today.
    pub units: i64,
    /// Reports that name one of them.
    pub reports: Pair,
}

/// A month of the trend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthCount {
    /// The month.
    pub month: Month,
    /// Reports that came.
    pub received: i64,
    /// Cases of which an organ missed a clock.
    pub overdue: i64,
}

/// Everything that the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Clusters {
    /// The month.
    pub month: Month,
    /// Reports that came.
    pub received: Pair,
    /// Cases of which an organ missed a clock.
    pub overdue: Pair,
    /// By what is named; a report that names two kinds counts for both.
    pub kinds: Vec<(SubjectKind, Pair)>,
    /// By the category of the unit.
    pub categories: Vec<CategoryCluster>,
    /// Units with most reports.
    pub units: Vec<UnitCluster>,
    /// Powers with most reports.
    pub powers: Vec<PowerCluster>,
    /// Steps with most reports.
    pub steps: Vec<PowerCluster>,
    /// Organs that missed clocks.
    pub organs: Vec<(OrganFacts, Pair)>,
    /// Units whose ratings fell most.
    pub ratings: Vec<UnitRating>,
    /// The last months, the oldest first.
    pub months: Vec<MonthCount>,
}

/// What things are called that reports name.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Units.
    pub units: BTreeMap<UnitId, unit::Model>,
    /// Powers: code, name, whose.
    pub powers: BTreeMap<PowerId, (String, String, UnitId)>,
    /// Titles of steps.
    pub steps: BTreeMap<(PowerId, i32), String>,
    /// How many units each category has today.
    pub categories: BTreeMap<UnitCategory, i64>,
}

/// The months of the trend up to this one, the oldest first.
#[must_use]
pub fn months(last: Month) -> Vec<Month> {
    (0..MONTHS).rev().map(|ago| last.before(ago)).collect()
}

/// Puts together what was counted.
#[must_use]
pub fn arranged(month: Month, found: &CaseClusters, (names, organs): (&Names, &[OrganFacts]), ratings: Vec<UnitRating>) -> Clusters {
    let from = month.moments().start;
    let months = trend(month, found);
    let category = |named: &Named| names.units.get(&named.unit_id).map(|unit| unit.category);
    let categories = tally(&found.named, from, category);
    let of = |ago: usize| months.iter().rev().nth(ago).copied();
    let pair = |count: fn(&MonthCount) -> i64| Pair { this: of(0).map_or(0, |one| count(&one)), last: of(1).map_or(0, |one| count(&one)) };
    Clusters {
        month,
        received: pair(|one| one.received),
        overdue: pair(|one| one.overdue),
        kinds: sorted(tally(&found.named, from, |named| Some(named.kind)), usize::MAX),
        units: units(&found.named, from, (names, &categories)),
        categories: sorted(categories, usize::MAX)
            .into_iter()
            .map(|(category, reports)| CategoryCluster { category, units: units_of(names, category), reports })
            .collect(),
        powers: powers(sorted(tally(&found.named, from, |named| named.power_id.map(|power| (power, None))), MOST), names),
        steps: powers(sorted(tally(&found.named, from, |named| Some((named.power_id?, Some(named.step_number?)))), MOST), names),
        organs: overdue(found, organs),
        ratings,
        months,
    }
}

fn units_of(names: &Names, category: UnitCategory) -> i64 {
    names.categories.get(&category).copied().unwrap_or_default()
}

/// How many reports name each thing: a report that names it twice counts once.
fn tally<K: Ord + Copy>(named: &[Named], from: Moment, key: impl Fn(&Named) -> Option<K>) -> BTreeMap<K, Pair> {
    let mut seen: BTreeSet<(K, CaseId)> = BTreeSet::new();
    let mut all: BTreeMap<K, Pair> = BTreeMap::new();
    for one in named {
        let Some(key) = key(one).filter(|key| seen.insert((*key, one.case_id))) else { continue };
        let pair = all.entry(key).or_default();
        if one.submitted_at >= from {
            pair.this += 1;
        } else {
            pair.last += 1;
        }
    }
    all
}

/// Those with most reports first: of this month, then of the one before.
fn sorted<K: Ord>(all: BTreeMap<K, Pair>, most: usize) -> Vec<(K, Pair)> {
    let mut all: Vec<_> = all.into_iter().collect();
    all.sort_by_key(|(_, pair)| std::cmp::Reverse(*pair));
    all.truncate(most);
    all
}

fn units(named: &[Named], from: Moment, (names, categories): (&Names, &BTreeMap<UnitCategory, Pair>)) -> Vec<UnitCluster> {
    let all = sorted(tally(named, from, |named| Some(named.unit_id)), MOST);
    let cluster = |(id, reports): (UnitId, Pair)| {
        let unit = names.units.get(&id)?.clone();
        let all = categories.get(&unit.category).map_or(0, |pair| pair.this);
        Some(UnitCluster { mean: mean(all, units_of(names, unit.category)), unit, reports })
    };
    all.into_iter().filter_map(cluster).collect()
}

/// So many divided by so many, with one decimal.
fn mean(all: i64, units: i64) -> f64 {
    let tenths = all.saturating_mul(10).saturating_add(units / 2).checked_div(units).unwrap_or_default();
    f64::from(i32::try_from(tenths).unwrap_or(i32::MAX)) / 10.0
}

fn powers(all: Vec<((PowerId, Option<i32>), Pair)>, names: &Names) -> Vec<PowerCluster> {
    let cluster = |((id, step), reports): ((PowerId, Option<i32>), Pair)| {
        let (code, name, unit) = names.powers.get(&id)?;
        let unit = names.units.get(unit).map(|unit| unit.name.clone()).unwrap_or_default();
        // A step that is not there any more keeps its number.
        let step = step.map(|number| (number, names.steps.get(&(id, number)).cloned().unwrap_or_default()));
        Some(PowerCluster { code: code.clone(), name: name.clone(), unit, step, reports })
    };
    all.into_iter().filter_map(cluster).collect()
}

fn overdue(found: &CaseClusters, organs: &[OrganFacts]) -> Vec<(OrganFacts, Pair)> {
    let last = i64::from(MONTHS) - 1;
    let count = |organ: &OrganFacts, place: i64| -> i64 {
        found.missed.iter().filter(|(id, at, _)| *id == organ.id && *at == place).map(|(.., cases)| cases).sum()
    };
    let pairs = organs.iter().map(|organ| (organ.clone(), Pair { this: count(organ, last), last: count(organ, last - 1) }));
    let mut pairs: Vec<_> = pairs.filter(|(_, pair)| *pair != Pair::default()).collect();
    pairs.sort_by_key(|(_, pair)| std::cmp::Reverse(*pair));
    pairs
}

fn trend(month: Month, found: &CaseClusters) -> Vec<MonthCount> {
    let count = |(place, month): (i64, Month)| MonthCount {
        month,
        received: found.received.iter().filter(|(at, _)| *at == place).map(|(_, cases)| cases).sum(),
        overdue: found.missed.iter().filter(|(_, at, _)| *at == place).map(|(.., cases)| cases).sum(),
    };
    (0i64..).zip(months(month)).map(count).collect()
}

#[cfg(test)]
#[path = "clusters_tests.rs"]
mod tests;

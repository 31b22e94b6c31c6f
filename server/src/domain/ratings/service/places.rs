//! 内部排序: places by a score that few sheets can't push up or down, for the county commission alone.

use super::reader;
use super::trend::{month, questions};
use crate::domain::directory::{self, SubjectId};
use crate::domain::ratings::model::{Month, Rated};
use crate::domain::ratings::rules::{Parts, shrunk};
use crate::domain::ratings::store;
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::UnitId;
use entity::words::SubjectKind;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Something that has a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ranked {
    /// An official, a power, an outcome.
    One(Rated),
    /// A unit with all below it.
    Unit(UnitId),
}

/// A place, before its row is read.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// 1 is the best.
    pub place: i32,
    /// What has it.
    pub what: Ranked,
    /// Whose it is.
    pub unit: UnitId,
    /// Verified sheets that count.
    pub sheets: i64,
    /// Sum of their scores.
    pub sum: i64,
    /// The score by which it is placed, in hundredths.
    pub shrunk: f64,
}

/// A row of the list.
#[derive(Clone, Debug)]
pub struct PlaceRow {
    /// Its place.
    pub place: Place,
    /// What it is called.
    pub name: String,
    /// An official's post.
    pub title: Option<String>,
    /// Whose it is.
    pub unit_name: String,
    /// Means of what is about integrity, diligence and so on; none for units.
    pub parts: Parts,
    /// Sheets without a phone; they count nowhere.
    pub unverified: i32,
    /// Sheets that were set aside.
    pub set_aside: i32,
}

/// A page of places.
#[derive(Clone, Debug)]
pub struct Places {
    /// The month.
    pub month: Month,
    /// The best first.
    pub page: Page<PlaceRow>,
    /// How many there are on all pages.
    pub total: usize,
    /// The county's mean, in hundredths; none where nothing was rated.
    pub mean: Option<f64>,
}

/// Places of a kind in a month, this one if none is named.
///
/// # Errors
/// Refused unless by heads and handlers of the county commission, and for a cursor that is not one of ours.
pub async fn places(ctx: &Ctx, kind: SubjectKind, wanted: Option<Month>, page: &PageQuery) -> Outcome<Places> {
    let (_, tx) = reader(ctx).await?;
    let month = wanted.unwrap_or_else(|| Month::at(tx.now.in_china()));
    let rows = match kind {
        SubjectKind::Unit => units(&tx, month).await?,
        _ => ones(&tx, kind, month).await?,
    };
    let (all, mean) = placed(rows);
    let seen = seen(page)?;
    let some: Vec<Place> = all.iter().skip(seen).take(usize::try_from(page.first).unwrap_or(20) + 1).copied().collect();
    let found = page.page(some, |place| vec![place.place.to_string()]);
    let nodes = rows_of(&tx, month, found.nodes).await?;
    Ok(Places { month, page: Page { nodes, has_next: found.has_next, end_cursor: found.end_cursor }, total: all.len(), mean })
}

fn seen(page: &PageQuery) -> Outcome<usize> {
    let Some(cursor) = &page.after else { return Ok(0) };
    let seen = cursor.first().and_then(|place| place.parse().ok());
    seen.ok_or_else(|| Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。"))
}

/// What is placed: what, whose, sheets, sum.
type Row = (Ranked, UnitId, i64, i64);

async fn ones(tx: &Tx, kind: SubjectKind, month: Month) -> Outcome<Vec<Row>> {
    let rows = store::of_month(tx, kind, month).await?;
    rows.into_iter().map(|(id, unit, sheets, sum)| Ok((Ranked::One(Rated::of_columns(kind, id)?), unit, sheets.into(), sum))).collect()
}

/// Units, each with all below it.
async fn units(tx: &Tx, month: Month) -> Outcome<Vec<Row>> {
    let own = store::units_of_month(tx, month).await?;
    let ids: Vec<_> = own.iter().map(|(unit, ..)| SubjectId::Unit(*unit)).collect();
    let facts = directory::subjects(tx, &ids).await?.into_iter().filter_map(|subject| subject.unit);
    let chains: BTreeMap<UnitId, Vec<UnitId>> = facts.map(|unit| (unit.id, unit.chain)).collect();
    let mut sums: BTreeMap<UnitId, (i64, i64)> = BTreeMap::new();
    for (unit, sheets, sum) in own {
        for above in chains.get(&unit).into_iter().flatten() {
            let all = sums.entry(*above).or_default();
            *all = (all.0 + sheets, all.1 + sum);
        }
    }
    Ok(sums.into_iter().map(|(unit, (sheets, sum))| (Ranked::Unit(unit), unit, sheets, sum)).collect())
}

/// Puts rows in their places; the mean toward which they are drawn, that of all
/// sheets; in the list of units a sheet stands for its unit and for each above it.
#[expect(clippy::cast_precision_loss, reason = "sheets of one month are far below 2^52")]
fn placed(rows: Vec<Row>) -> (Vec<Place>, Option<f64>) {
    let (sheets, sum) = rows.iter().fold((0, 0), |(sheets, sum), row| (sheets + row.2, sum + row.3));
    if sheets == 0 {
        return (Vec::new(), None);
    }
    let mean = sum as f64 / sheets as f64;
    let place = |(what, unit, sheets, sum): Row| Place { place: 0, what, unit, sheets, sum, shrunk: shrunk((sum, sheets), mean) };
    let mut all: Vec<Place> = rows.into_iter().map(place).collect();
    all.sort_by(|one, other| other.shrunk.total_cmp(&one.shrunk).then(one.what.cmp(&other.what)));
    for (number, place) in (1..).zip(&mut all) {
        place.place = number;
    }
    (all, Some(mean))
}

/// Rows of a page, in a constant number of statements.
async fn rows_of(tx: &Tx, of: Month, places: Vec<Place>) -> Outcome<Vec<PlaceRow>> {
    let rated: Vec<Rated> = places.iter().filter_map(|one| if let Ranked::One(rated) = one.what { Some(rated) } else { None }).collect();
    let names = store::names(tx, &rated).await?;
    let (sides, _) = questions(tx).await?;
    let figures = store::of_subjects(tx, rated.iter().map(|one| one.id()).collect(), of).await?;
    let mut months = BTreeMap::new();
    for figure in figures {
        months.insert(figure.subject_id, month(figure, &sides)?);
    }
    let ids: Vec<UnitId> = places.iter().map(|place| place.unit).collect();
    let units: BTreeMap<UnitId, String> = directory::units_by_id(tx, &ids).await?.into_iter().map(|unit| (unit.id, unit.name)).collect();
    let row = |place: Place| {
        let unit_name = units.get(&place.unit).cloned().unwrap_or_default();
        let id: Option<Uuid> = if let Ranked::One(rated) = place.what { Some(rated.id()) } else { None };
        let name = id.and_then(|id| names.get(&id)).cloned();
        let title = name.as_ref().and_then(|name| name.title.clone());
        let name = name.map_or_else(|| unit_name.clone(), |name| name.name);
        let (parts, unverified, set_aside) = match id.and_then(|id| months.remove(&id)) {
            Some(month) => (month.parts, month.figure.unverified, month.figure.set_aside),
            None => (Parts::new(), 0, 0),
        };
        PlaceRow { place, name, title, unit_name, parts, unverified, set_aside }
    };
    Ok(places.into_iter().map(row).collect())
}

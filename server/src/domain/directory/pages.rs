//! What the public pages show of the directory: all of it is published, so nobody is refused.

use super::model::OrganFacts;
use super::rules::covering_organ;
use super::store::{self, Staffing, UnitFilter, UnitRow};
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::text::{Bounds, clean, sought};
use crate::kernel::{County, Ctx, Failure, Outcome, Tx};
use entity::id::{CountyId, OfficialId, UnitId};
use entity::words::UnitCategory;
use entity::{county, official, unit};
use std::collections::BTreeMap;

/// Longest text to search for, in characters.
const SEARCH: Bounds = Bounds { min: 0, max: 40 };

/// Units of one page and of all pages.
#[derive(Debug)]
pub struct UnitsFound {
    /// This page.
    pub page: Page<UnitRow>,
    /// How many there are on all pages.
    pub total: u64,
}

/// The county's own row.
///
/// # Errors
/// Hidden if there is none; a fault of the database.
pub async fn county_page(ctx: &Ctx, id: CountyId) -> Outcome<county::Model> {
    store::county_row(ctx.kernel.db.platform(), id).await?.ok_or_else(Failure::hidden)
}

/// The counties of the platform, by code.
///
/// # Errors
/// A fault of the database.
pub async fn counties(ctx: &Ctx, page: &PageQuery) -> Outcome<Page<county::Model>> {
    Ok(store::county_rows(ctx.kernel.db.platform(), page).await?)
}

/// The unit with this code, stopped ones too.
///
/// # Errors
/// Hidden if there is none; a fault of the database.
pub async fn unit_by_code(tx: &Tx, code: &str) -> Outcome<UnitRow> {
    store::unit_by_code(tx, sought(code)?).await?.ok_or_else(Failure::hidden)
}

/// The unit with this id, stopped ones too.
///
/// # Errors
/// Hidden if there is none; a fault of the database.
pub async fn unit_by_id(tx: &Tx, id: UnitId) -> Outcome<UnitRow> {
    store::unit_by_id(tx, id).await?.ok_or_else(Failure::hidden)
}

/// The official with this id.
///
/// # Errors
/// Hidden if there is none; a fault of the database.
pub async fn official_by_id(tx: &Tx, id: OfficialId) -> Outcome<official::Model> {
    store::officials_by_id(tx, &[id]).await?.into_iter().next().ok_or_else(Failure::hidden)
}

/// Units that exist today, by ordinal and code.
///
/// # Errors
/// Refused if the text is too long or the cursor not one of ours; a fault of the database.
pub async fn units(tx: &Tx, filter: UnitFilter, page: &PageQuery) -> Outcome<UnitsFound> {
    let text = filter.text.as_deref().map(|text| clean("text", text, SEARCH)).transpose().map_err(|error| Failure::Refused(vec![error]))?;
    let filter = UnitFilter { text: text.filter(|text| !text.is_empty()), ..filter };
    let page = store::units(tx, &filter, page).await?;
    Ok(UnitsFound { page, total: store::count_units(tx, &filter).await? })
}

/// All towns, in order.
///
/// # Errors
/// A fault of the database.
pub async fn towns(tx: &Tx) -> Outcome<Vec<unit::Model>> {
    Ok(store::towns(tx).await?)
}

/// How many units each category has, in the order of the categories; none for empty ones.
///
/// # Errors
/// A fault of the database.
pub async fn category_counts(tx: &Tx) -> Outcome<Vec<(UnitCategory, i64)>> {
    Ok(store::category_counts(tx).await?.into_iter().collect())
}

/// Sections and public posts of units; each has its place, an empty one too.
///
/// # Errors
/// A fault of the database.
pub async fn staffing(tx: &Tx, units: &[UnitId]) -> Outcome<BTreeMap<UnitId, Staffing>> {
    Ok(store::staffing(tx, units).await?)
}

/// The units with these ids, in no order.
///
/// # Errors
/// A fault of the database.
pub async fn units_by_id(tx: &Tx, ids: &[UnitId]) -> Outcome<Vec<unit::Model>> {
    Ok(store::units_by_id(tx, ids).await?)
}

/// Who handles reports on these units' officials: the nearest organ of each.
///
/// # Errors
/// A fault of the database.
pub async fn organs_of_units(tx: &Tx, ids: &[UnitId]) -> Outcome<BTreeMap<UnitId, OrganFacts>> {
    let units = store::with_ancestors(tx, ids.to_vec()).await?;
    let organs = store::organs(tx).await?;
    let nearest = |id: &UnitId| covering_organ(&organs, &store::chain(&units, *id)).map(|organ| (*id, organ.clone()));
    Ok(ids.iter().filter_map(nearest).collect())
}

/// Whether the unit exists on the day of the context.
#[must_use]
pub fn lives(unit: &unit::Model, ctx: &Ctx) -> bool {
    let today = ctx.now.in_china().date();
    unit.valid_from <= today && unit.valid_until.is_none_or(|last| last >= today)
}

/// The page of a unit within the site, e.g. `/510824/u/510824100`.
#[must_use]
pub fn unit_path(county: &County, unit: &unit::Model) -> String {
    format!("/{}/u/{}", county.code, unit.code)
}

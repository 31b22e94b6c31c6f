//! What the public pages show of the powers: only published ones, so nobody is refused.

use super::store::{self, Flow, Papers};
use crate::domain::directory::Supervision;
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::text::sought;
use crate::kernel::{County, Failure, Outcome, Tx};
use entity::id::{PowerId, UnitId};
use entity::power;
use entity::words::PowerKind;
use std::collections::BTreeMap;

/// Powers of one page and of all pages.
#[derive(Debug)]
pub struct PowersFound {
    /// This page.
    pub page: Page<power::Model>,
    /// How many there are on all pages.
    pub total: u64,
}

/// The published power with this code.
///
/// # Errors
/// Hidden if there is none; a fault of the database.
pub async fn power_by_code(tx: &Tx, code: &str) -> Outcome<power::Model> {
    store::by_code(tx, sought(code)?).await?.ok_or_else(Failure::hidden)
}

/// The published power with this id.
///
/// # Errors
/// Hidden if there is none; a fault of the database.
pub async fn power_by_id(tx: &Tx, id: PowerId) -> Outcome<power::Model> {
    store::by_id(tx, id).await?.ok_or_else(Failure::hidden)
}

/// What a power is called; none if there is none any more.
///
/// # Errors
/// A fault of the database.
pub async fn name_of(tx: &Tx, id: PowerId) -> Outcome<Option<String>> {
    Ok(store::by_id(tx, id).await?.map(|power| power.name))
}

/// Published powers of a unit, by ordinal and code.
///
/// # Errors
/// Refused if the cursor is not one of ours; a fault of the database.
pub async fn powers_of_unit(tx: &Tx, unit: UnitId, kind: Option<PowerKind>, page: &PageQuery) -> Outcome<PowersFound> {
    Ok(PowersFound { page: store::page(tx, unit, kind, page).await?, total: store::count(tx, unit, kind).await? })
}

/// 权力构架 of units: their lines as they stand in the list; [`super::by_body`] groups them.
///
/// # Errors
/// A fault of the database.
pub async fn structure(tx: &Tx, units: &[UnitId]) -> Outcome<BTreeMap<UnitId, Vec<Supervision>>> {
    Ok(store::structure(tx, units).await?)
}

/// Legal bases, guides and discretion standards of all these powers, in three statements.
///
/// # Errors
/// A fault of the database.
pub async fn batch_papers(tx: &Tx, powers: &[PowerId]) -> Outcome<Papers> {
    Ok(store::papers(tx, powers).await?)
}

/// Steps and edges of all these powers, in two statements.
///
/// # Errors
/// A fault of the database.
pub async fn batch_flow(tx: &Tx, powers: &[PowerId]) -> Outcome<Flow> {
    Ok(store::flow(tx, powers).await?)
}

/// The page of a power within the site, e.g. `/510824/p/CX-0007`.
#[must_use]
pub fn power_path(county: &County, power: &power::Model) -> String {
    format!("/{}/p/{}", county.code, power.code)
}

//! What everybody reads: of a unit, by words, by its address. Asked anew each time, so that what is corrected, hidden or
//! over is so from the next look on.

use crate::domain::directory;
use crate::domain::publications::store::{self, Wanted};
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::text::sought;
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::{OrganId, PublicationId, UnitId};
use entity::words::PublicationState;
use entity::{publication, publication_version, unit};
use std::collections::BTreeMap;

/// No search has more characters.
const LONGEST: usize = 40;

/// A publication as everybody may see it.
#[derive(Clone, Debug)]
pub struct PublicRow {
    /// The publication.
    pub row: publication::Model,
    /// What was published of it, the first version first.
    pub versions: Vec<publication_version::Model>,
    /// On whose page it stands.
    pub unit: unit::Model,
    /// Who published it.
    pub organ: String,
}

/// A page of them.
pub struct Published {
    /// The newest first.
    pub page: Page<PublicRow>,
    /// How many there are on all pages.
    pub total: u64,
}

/// One publication by its address.
///
/// # Errors
/// Hidden if there is none, or its term is over.
pub async fn public_page(tx: &Tx, code: &str) -> Outcome<PublicRow> {
    let row = store::by_code(tx, sought(code)?).await?;
    rows(tx, vec![row]).await?.pop().ok_or_else(Failure::hidden)
}

/// What stands on a unit's page, hidden ones in their place.
///
/// # Errors
/// Refused for a cursor that is not one of ours.
pub async fn of_unit(tx: &Tx, unit: UnitId, page: &PageQuery) -> Outcome<Published> {
    found(tx, &Wanted { unit: Some(unit), text: None }, page).await
}

/// What is published in the county; with words, only what has them in what everybody reads.
///
/// # Errors
/// Refused for too long a text, or a cursor that is not one of ours.
pub async fn search(tx: &Tx, text: Option<&str>, page: &PageQuery) -> Outcome<Published> {
    let text = text.map(|text| text.trim().replace(char::is_control, ""));
    if text.as_deref().is_some_and(|text| text.chars().count() > LONGEST) {
        return Err(Failure::field(ErrorCode::TooLong, "text", format!("最多输入 {LONGEST} 个字。")));
    }
    found(tx, &Wanted { unit: None, text }, page).await
}

async fn found(tx: &Tx, wanted: &Wanted, page: &PageQuery) -> Outcome<Published> {
    let (found, total) = store::page(tx, wanted, page).await?;
    let Page { nodes, has_next, end_cursor } = page.page(found, store::place_of);
    Ok(Published { page: Page { nodes: rows(tx, nodes).await?, has_next, end_cursor }, total })
}

/// Publications with what was published of them, in a constant number of statements.
async fn rows(tx: &Tx, found: Vec<publication::Model>) -> Outcome<Vec<PublicRow>> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<PublicationId> = found.iter().map(|row| row.id).collect();
    let mut versions = store::versions(tx, &ids).await?;
    let units: Vec<UnitId> = found.iter().map(|row| row.unit_id).collect();
    let units: BTreeMap<UnitId, unit::Model> = directory::units_by_id(tx, &units).await?.into_iter().map(|row| (row.id, row)).collect();
    let organs = directory::organs(tx).await?;
    let is_public = |one: &publication_version::Model| matches!(one.state, PublicationState::Published | PublicationState::Corrected);
    let whole = |row: publication::Model| {
        Some(PublicRow {
            versions: versions.remove(&row.id)?.into_iter().filter(is_public).collect(),
            unit: units.get(&row.unit_id)?.clone(),
            organ: organs.iter().find(|organ| organ.id == publisher(&row)).map(|organ| organ.name.clone()).unwrap_or_default(),
            row,
        })
    };
    Ok(found.into_iter().filter_map(whole).collect())
}

/// Who published it, whoever answers for it now.
pub(super) fn publisher(row: &publication::Model) -> OrganId {
    row.origin_id.unwrap_or(row.organ_id)
}

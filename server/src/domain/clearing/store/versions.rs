//! Versions of lists: read here, and written once by `service/publish.rs`.

use crate::kernel::page::PageQuery;
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::{ListVersionId, PowerId, UnitId};
use entity::words::ItemDecision;
use entity::{list_version, list_version_item};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::BTreeMap;

/// Versions of a unit, the newest first.
pub async fn of_unit(tx: &Tx, unit: UnitId) -> Outcome<Vec<list_version::Model>> {
    let rows = tx.rows().find::<list_version::Entity>().filter(list_version::Column::UnitId.eq(unit));
    Ok(rows.order_by_desc(list_version::Column::No).all(tx).await?)
}

/// The newest version of a unit.
pub async fn last(tx: &Tx, unit: UnitId) -> Outcome<Option<list_version::Model>> {
    let rows = tx.rows().find::<list_version::Entity>().filter(list_version::Column::UnitId.eq(unit));
    Ok(rows.order_by_desc(list_version::Column::No).one(tx).await?)
}

/// One version.
pub async fn version(tx: &Tx, unit: UnitId, no: i32) -> Outcome<Option<list_version::Model>> {
    let rows = tx.rows().find::<list_version::Entity>().filter(list_version::Column::UnitId.eq(unit));
    Ok(rows.filter(list_version::Column::No.eq(no)).one(tx).await?)
}

/// Items of some versions, each version's in its order.
pub async fn items_of(tx: &Tx, versions: &[ListVersionId]) -> Outcome<Vec<list_version_item::Model>> {
    let rows = tx.rows().find::<list_version_item::Entity>();
    let rows = rows.filter(list_version_item::Column::VersionId.is_in(versions.iter().copied()));
    Ok(rows.order_by_asc(list_version_item::Column::Ordinal).order_by_asc(list_version_item::Column::Id).all(tx).await?)
}

/// A page of a version's items, in their order; one row more than asked for.
///
/// # Errors
/// Refused for a cursor that is not one of ours.
pub async fn page_of(tx: &Tx, version: ListVersionId, page: &PageQuery) -> Outcome<Vec<list_version_item::Model>> {
    let mut rows = tx.rows().find::<list_version_item::Entity>().filter(list_version_item::Column::VersionId.eq(version));
    if let Some(after) = &page.after {
        let place = after.first().and_then(|ordinal| ordinal.parse::<i32>().ok());
        let place = place.ok_or_else(|| Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。"))?;
        rows = rows.filter(list_version_item::Column::Ordinal.gt(place));
    }
    Ok(rows.order_by_asc(list_version_item::Column::Ordinal).limit(page.first.saturating_add(1)).all(tx).await?)
}

/// What was added in these versions, with the reason.
pub async fn added_in(tx: &Tx, versions: &[ListVersionId]) -> Outcome<BTreeMap<PowerId, Option<String>>> {
    let rows = tx.rows().find::<list_version_item::Entity>().filter(list_version_item::Column::Decision.eq(ItemDecision::Added));
    let rows = rows.filter(list_version_item::Column::VersionId.is_in(versions.iter().copied())).select_only();
    let rows = rows.column(list_version_item::Column::PowerId).column(list_version_item::Column::Reason);
    Ok(rows.into_tuple::<(PowerId, Option<String>)>().all(tx).await?.into_iter().collect())
}

/// How many items of each decision versions have, in one statement.
pub async fn counts(tx: &Tx, versions: &[ListVersionId]) -> Outcome<Vec<(ListVersionId, ItemDecision, i64)>> {
    let rows = tx.rows().find::<list_version_item::Entity>();
    let rows = rows.filter(list_version_item::Column::VersionId.is_in(versions.iter().copied())).select_only();
    let rows = rows.column(list_version_item::Column::VersionId).column(list_version_item::Column::Decision);
    let rows = rows.column_as(list_version_item::Column::Id.count(), "items");
    let rows = rows.group_by(list_version_item::Column::VersionId).group_by(list_version_item::Column::Decision);
    Ok(rows.into_tuple().all(tx).await?)
}

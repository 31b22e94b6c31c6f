//! Versions of lists: read here, and written once by `service/publish.rs`.

use crate::kernel::{Outcome, Tx};
use entity::id::{ListVersionId, UnitId};
use entity::words::ItemDecision;
use entity::{list_version, list_version_item};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

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

/// How many items of each decision versions have, in one statement.
pub async fn counts(tx: &Tx, versions: &[ListVersionId]) -> Outcome<Vec<(ListVersionId, ItemDecision, i64)>> {
    let rows = tx.rows().find::<list_version_item::Entity>();
    let rows = rows.filter(list_version_item::Column::VersionId.is_in(versions.iter().copied())).select_only();
    let rows = rows.column(list_version_item::Column::VersionId).column(list_version_item::Column::Decision);
    let rows = rows.column_as(list_version_item::Column::Id.count(), "items");
    let rows = rows.group_by(list_version_item::Column::VersionId).group_by(list_version_item::Column::Decision);
    Ok(rows.into_tuple().all(tx).await?)
}

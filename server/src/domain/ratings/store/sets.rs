//! Versions of indicators.

use crate::kernel::{Outcome, Tx};
use entity::id::IndicatorSetId;
use entity::indicator_set;
use entity::words::IndicatorKind;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, TryInsertResult};
use std::collections::BTreeSet;

/// The version of today; none where the county still has the one that all begin with.
pub async fn newest(tx: &Tx, kind: IndicatorKind) -> Outcome<Option<indicator_set::Model>> {
    let rows = tx.rows().find::<indicator_set::Entity>().filter(indicator_set::Column::Kind.eq(kind));
    Ok(rows.order_by_desc(indicator_set::Column::No).one(tx).await?)
}

/// Versions by id.
pub async fn sets(tx: &Tx, ids: BTreeSet<IndicatorSetId>) -> Outcome<Vec<indicator_set::Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(tx.rows().find::<indicator_set::Entity>().filter(indicator_set::Column::Id.is_in(ids)).all(tx).await?)
}

/// All versions, the newest of each kind first.
pub async fn all_sets(tx: &Tx) -> Outcome<Vec<indicator_set::Model>> {
    Ok(tx.rows().find::<indicator_set::Entity>().order_by_desc(indicator_set::Column::No).all(tx).await?)
}

/// Writes a version; false if one with its number is there already.
pub async fn add_set_if_new(tx: &Tx, row: indicator_set::Model) -> Outcome<bool> {
    let insert = tx.rows().insert::<_, indicator_set::ActiveModel>(row).on_conflict(OnConflict::new().do_nothing().to_owned());
    Ok(matches!(insert.try_insert().exec_without_returning(tx).await?, TryInsertResult::Inserted(rows) if rows > 0))
}

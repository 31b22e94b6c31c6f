//! Batches of sheets for the ledger.

use crate::kernel::{Outcome, Tx};
use entity::id::RatingSheetId;
use entity::moment::Moment;
use entity::{rating_batch, rating_sheet};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, TryInsertResult};

/// The last batch.
pub async fn last_batch(tx: &Tx) -> Outcome<Option<rating_batch::Model>> {
    Ok(tx.rows().find::<rating_batch::Entity>().order_by_desc(rating_batch::Column::No).one(tx).await?)
}

/// Sheets behind this one that came before this moment, in the order of their ids: those begin with their time, so that the
/// key finds them.
pub async fn sheets_behind(tx: &Tx, behind: Option<RatingSheetId>, before: Moment, most: u64) -> Outcome<Vec<rating_sheet::Model>> {
    let first = RatingSheetId(entity::id::mint(before.0, 0, [0; 9]));
    let mut rows = tx.rows().find::<rating_sheet::Entity>().filter(rating_sheet::Column::Id.lt(first));
    if let Some(last) = behind {
        rows = rows.filter(rating_sheet::Column::Id.gt(last));
    }
    Ok(rows.order_by_asc(rating_sheet::Column::Id).limit(most).all(tx).await?)
}

/// Adds a batch; false if another worker was faster.
pub async fn add_batch(tx: &Tx, row: rating_batch::Model) -> Outcome<bool> {
    let insert = tx.rows().insert::<_, rating_batch::ActiveModel>(row).on_conflict(OnConflict::new().do_nothing().to_owned());
    Ok(matches!(insert.try_insert().exec_without_returning(tx).await?, TryInsertResult::Inserted(rows) if rows > 0))
}

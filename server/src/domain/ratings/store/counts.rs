//! How many subjects one phone rated in a month. The key holds the phone and the month and no subject, so that no row leads from
//! one sheet to another.

use crate::domain::ratings::model::Month;
use crate::kernel::{Outcome, Tx};
use entity::rating_count;
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, PaginatorTrait as _, QueryFilter as _, Statement};

/// Counts one more subject; false if there are as many as may be. Two at once are counted one after the other.
pub async fn count_subject(tx: &Tx, (rater, month): (Vec<u8>, Month), most: i32) -> Outcome<bool> {
    let sql = "INSERT INTO rating_count (county_id, rater, month, subjects) VALUES ($1, $2, $3, 1) \
               ON CONFLICT (county_id, rater) DO UPDATE SET subjects = rating_count.subjects + 1 WHERE rating_count.subjects < $4";
    let values = [tx.county.id.into(), rater.into(), month.0.into(), most.into()];
    let done = tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    Ok(done.rows_affected() > 0)
}

/// Whether there are counts of months that are over.
pub async fn has_old_counts(tx: &Tx, month: Month) -> Outcome<bool> {
    let rows = tx.rows().find::<rating_count::Entity>().filter(rating_count::Column::Month.lt(month.0));
    Ok(rows.count(tx).await? > 0)
}

/// Takes them away: nobody needs them any more.
pub async fn drop_old_counts(tx: &Tx, month: Month) -> Outcome<()> {
    tx.rows().delete::<rating_count::Entity>().filter(rating_count::Column::Month.lt(month.0)).exec(tx).await?;
    Ok(())
}

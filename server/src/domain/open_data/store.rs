//! The SQL of editions and their files.

use crate::kernel::{Outcome, Tx};
use entity::id::OpenDataEditionId;
use entity::{open_data_edition, open_data_file, outbox};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, TryInsertResult};

/// Begins an edition, unless another one is being built; whether it was begun.
pub async fn begin(tx: &Tx, row: open_data_edition::Model) -> Outcome<bool> {
    let insert = tx.rows().insert::<_, open_data_edition::ActiveModel>(row).on_conflict(OnConflict::new().do_nothing().to_owned());
    Ok(matches!(insert.try_insert().exec_without_returning(tx).await?, TryInsertResult::Inserted(rows) if rows > 0))
}

/// Whether a job of this topic waits.
pub async fn is_asked_for(tx: &Tx, topic: &str) -> Outcome<bool> {
    let jobs = tx.rows().find::<outbox::Entity>().filter(outbox::Column::Topic.eq(topic));
    Ok(jobs.filter(outbox::Column::DoneAt.is_null()).filter(outbox::Column::ParkedAt.is_null()).count(tx).await? > 0)
}

/// The edition that is being built.
pub async fn building(tx: &Tx) -> Outcome<Option<open_data_edition::Model>> {
    Ok(tx.rows().find::<open_data_edition::Entity>().filter(open_data_edition::Column::Building.is_not_null()).one(tx).await?)
}

/// An edition is whole from now on; whether it was still there to be finished.
pub async fn finish(tx: &Tx, id: OpenDataEditionId, (removals, sha256): (i64, &str)) -> Outcome<bool> {
    let (none, now): (Option<i32>, _) = (None, Some(tx.now));
    let update = tx
        .rows()
        .update::<open_data_edition::Entity>()
        .col_expr(open_data_edition::Column::Building, Expr::value(none))
        .col_expr(open_data_edition::Column::Removals, Expr::value(removals))
        .col_expr(open_data_edition::Column::Sha256, Expr::value(Some(sha256.to_owned())))
        .col_expr(open_data_edition::Column::BuiltAt, Expr::value(now))
        .filter(open_data_edition::Column::Id.eq(id))
        .filter(open_data_edition::Column::Building.is_not_null());
    Ok(update.exec(tx).await?.rows_affected == 1)
}

/// Whole editions, the newest first.
pub async fn whole(tx: &Tx) -> Outcome<Vec<open_data_edition::Model>> {
    let rows = tx.rows().find::<open_data_edition::Entity>().filter(open_data_edition::Column::BuiltAt.is_not_null());
    Ok(rows.order_by_desc(open_data_edition::Column::BuiltAt).order_by_desc(open_data_edition::Column::Id).all(tx).await?)
}

/// Files of an edition, in their order.
pub async fn files(tx: &Tx, edition: OpenDataEditionId) -> Outcome<Vec<open_data_file::Model>> {
    let rows = tx.rows().find::<open_data_file::Entity>().filter(open_data_file::Column::EditionId.eq(edition));
    Ok(rows.order_by_asc(open_data_file::Column::Ordinal).all(tx).await?)
}

/// Takes an edition away with its files' rows.
pub async fn delete(tx: &Tx, edition: OpenDataEditionId) -> Outcome<()> {
    tx.rows().delete::<open_data_file::Entity>().filter(open_data_file::Column::EditionId.eq(edition)).exec(tx).await?;
    tx.rows().delete::<open_data_edition::Entity>().filter(open_data_edition::Column::Id.eq(edition)).exec(tx).await?;
    Ok(())
}

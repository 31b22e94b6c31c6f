//! The SQL of attachments: what is said of them, and their bytes apart.

use crate::kernel::{Outcome, Tx};
use entity::id::{OutcomeFileId, OutcomeId};
use entity::{outcome_file, outcome_file_body};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

/// Attachments of these outcomes, in the order in which they were added; without their bytes.
pub async fn files(tx: &Tx, ids: &[OutcomeId]) -> Outcome<Vec<outcome_file::Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx.rows().find::<outcome_file::Entity>().filter(outcome_file::Column::OutcomeId.is_in(ids.iter().copied()));
    Ok(rows.order_by_asc(outcome_file::Column::No).all(tx).await?)
}

/// Adds an attachment with its bytes.
pub async fn add_file(tx: &Tx, row: outcome_file::Model, body: Vec<u8>) -> Outcome<()> {
    let body = outcome_file_body::Model { county_id: row.county_id, file_id: row.id, body };
    tx.add(row).await?;
    Ok(tx.add(body).await?)
}

/// The bytes of an attachment; none once they are gone.
pub async fn file_body(tx: &Tx, id: OutcomeFileId) -> Outcome<Option<Vec<u8>>> {
    let rows = tx.rows().find::<outcome_file_body::Entity>().filter(outcome_file_body::Column::FileId.eq(id));
    Ok(rows.one(tx).await?.map(|row| row.body))
}

/// Takes the name and the bytes of these attachments away; that they were there stays.
pub async fn empty_files(tx: &Tx, ids: &[OutcomeFileId], is_removed: bool) -> Outcome<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let bodies = tx.rows().delete::<outcome_file_body::Entity>();
    bodies.filter(outcome_file_body::Column::FileId.is_in(ids.iter().copied())).exec(tx).await?;
    let (no_name, now): (Option<String>, _) = (None, Some(tx.now));
    let mut update = tx.rows().update::<outcome_file::Entity>().filter(outcome_file::Column::Id.is_in(ids.iter().copied()));
    update = update.col_expr(outcome_file::Column::Name, Expr::value(no_name));
    if is_removed {
        update = update.col_expr(outcome_file::Column::RemovedAt, Expr::value(now));
    }
    update.exec(tx).await?;
    Ok(())
}

/// Takes all attachments of these outcomes away, with their rows.
pub async fn delete_files(tx: &Tx, ids: &[OutcomeId]) -> Outcome<()> {
    let of = outcome_file::Column::OutcomeId.is_in(ids.iter().copied());
    let files = tx.rows().find::<outcome_file::Entity>().filter(of.clone()).select_only().column(outcome_file::Column::Id);
    let files: Vec<OutcomeFileId> = files.into_tuple().all(tx).await?;
    if !files.is_empty() {
        tx.rows().delete::<outcome_file_body::Entity>().filter(outcome_file_body::Column::FileId.is_in(files)).exec(tx).await?;
        tx.rows().delete::<outcome_file::Entity>().filter(of).exec(tx).await?;
    }
    Ok(())
}

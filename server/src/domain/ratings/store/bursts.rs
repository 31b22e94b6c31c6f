//! Bursts: found, waiting, decided.

use crate::domain::ratings::model::{Month, Rated};
use crate::kernel::{Failure, Outcome, Tx};
use entity::id::RatingBurstId;
use entity::rating_burst;
use entity::words::BurstState;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

/// All bursts on a subject in a month.
pub async fn bursts_of(tx: &Tx, rated: Rated, month: Month) -> Outcome<Vec<rating_burst::Model>> {
    let rows = tx.rows().find::<rating_burst::Entity>().filter(rating_burst::Column::SubjectId.eq(rated.id()));
    Ok(rows.filter(rating_burst::Column::Month.eq(month.0)).all(tx).await?)
}

/// Bursts that wait, or that were decided, the newest first.
pub async fn bursts(tx: &Tx, is_open: bool, most: u64) -> Outcome<Vec<rating_burst::Model>> {
    let states: &[BurstState] = if is_open { &[BurstState::Open] } else { &[BurstState::Counted, BurstState::Out] };
    let rows = tx.rows().find::<rating_burst::Entity>().filter(rating_burst::Column::State.is_in(states.iter().copied()));
    Ok(rows.order_by_desc(rating_burst::Column::FoundAt).order_by_desc(rating_burst::Column::Id).limit(most).all(tx).await?)
}

/// A burst, held until the transaction ends.
pub async fn held_burst(tx: &Tx, id: RatingBurstId) -> Outcome<rating_burst::Model> {
    tx.rows().one::<rating_burst::Entity, _>(id).lock_exclusive().one(tx).await?.ok_or_else(Failure::hidden)
}

/// Writes a burst: how far it reaches, and what was decided.
pub async fn save_burst(tx: &Tx, row: &rating_burst::Model) -> Outcome<()> {
    use rating_burst::Column as C;
    let update = tx.rows().update::<rating_burst::Entity>().filter(C::Id.eq(row.id));
    let update = update.col_expr(C::Sheets, Expr::value(row.sheets)).col_expr(C::FromAt, Expr::value(row.from_at));
    let update = update.col_expr(C::UntilAt, Expr::value(row.until_at)).col_expr(C::State, Expr::value(row.state));
    let update = update.col_expr(C::ReviewedBy, Expr::value(row.reviewed_by)).col_expr(C::ReviewedAt, Expr::value(row.reviewed_at));
    update.col_expr(C::Reason, Expr::value(row.reason.clone())).exec(tx).await?;
    Ok(())
}

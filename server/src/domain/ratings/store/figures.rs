//! Figures: held while a sheet is written, due, counted, public, by month and by unit.

use super::SubjectRow;
use crate::domain::ratings::model::{Month, Rated};
use crate::kernel::{Outcome, Tx};
use entity::id::{OfficialId, RatingFigureId, UnitId};
use entity::moment::Moment;
use entity::rating_figure;
use entity::words::SubjectKind;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveEnum as _, ColumnTrait as _, ConnectionTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Statement};
use uuid::Uuid;

/// Holds the figure of a subject and month until the transaction ends, and says that there is something to count. It is made
/// if there is none.
pub async fn hold_figure(tx: &Tx, subject: &SubjectRow, month: Month) -> Outcome<()> {
    let sql = "INSERT INTO rating_figure (county_id, id, subject_kind, subject_id, unit_id, month, sheets, score_sum, tallies, \
               unverified, unverified_sum, set_aside, stale_since) VALUES ($1, $2, $3, $4, $5, $6, 0, 0, '{}', 0, 0, 0, $7) \
               ON CONFLICT (county_id, subject_id, month) DO UPDATE SET stale_since = COALESCE(rating_figure.stale_since, excluded.stale_since)";
    let id: RatingFigureId = tx.mint();
    let values = [
        tx.county.id.into(),
        id.into(),
        subject.rated.kind().to_value().into(),
        subject.rated.id().into(),
        subject.unit_id.into(),
        month.0.into(),
        tx.now.into(),
    ];
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// Says that a figure is to be counted in the next night.
pub async fn set_stale(tx: &Tx, subject: Uuid, month: i32) -> Outcome<()> {
    let update = tx.rows().update::<rating_figure::Entity>().col_expr(rating_figure::Column::StaleSince, Expr::value(Some(tx.now)));
    let update = update.filter(rating_figure::Column::SubjectId.eq(subject)).filter(rating_figure::Column::Month.eq(month));
    update.filter(rating_figure::Column::StaleSince.is_null()).exec(tx).await?;
    Ok(())
}

/// Figures that have something to count since before this moment, the longest waiting first, behind those seen.
pub async fn due(tx: &Tx, before: Moment, most: u64, but: &[RatingFigureId]) -> Outcome<Vec<RatingFigureId>> {
    let rows = tx.rows().find::<rating_figure::Entity>().filter(rating_figure::Column::StaleSince.lt(before));
    let rows = rows.filter(rating_figure::Column::Id.is_not_in(but.iter().copied()));
    let rows = rows.order_by_asc(rating_figure::Column::StaleSince).limit(most);
    Ok(rows.select_only().column(rating_figure::Column::Id).into_tuple().all(tx).await?)
}

/// A figure, held until the transaction ends.
pub async fn held_figure(tx: &Tx, id: RatingFigureId) -> Outcome<Option<rating_figure::Model>> {
    Ok(tx.rows().one::<rating_figure::Entity, _>(id).lock_exclusive().one(tx).await?)
}

/// Writes what was counted.
pub async fn save(tx: &Tx, row: &rating_figure::Model) -> Outcome<()> {
    use rating_figure::Column as C;
    let update = tx.rows().update::<rating_figure::Entity>().filter(C::Id.eq(row.id));
    let update = update.col_expr(C::Sheets, Expr::value(row.sheets)).col_expr(C::ScoreSum, Expr::value(row.score_sum));
    let update = update.col_expr(C::Tallies, Expr::value(row.tallies.clone())).col_expr(C::Unverified, Expr::value(row.unverified));
    let update = update.col_expr(C::UnverifiedSum, Expr::value(row.unverified_sum)).col_expr(C::SetAside, Expr::value(row.set_aside));
    let update = update.col_expr(C::PublicSheets, Expr::value(row.public_sheets)).col_expr(C::PublicSum, Expr::value(row.public_sum));
    let update = update.col_expr(C::PublishedAt, Expr::value(row.published_at)).col_expr(C::CountedAt, Expr::value(row.counted_at));
    update.col_expr(C::StaleSince, Expr::value(row.stale_since)).exec(tx).await?;
    Ok(())
}

/// All months of a subject, the latest first.
pub async fn figures_of(tx: &Tx, rated: Rated, most: u64) -> Outcome<Vec<rating_figure::Model>> {
    let rows = tx.rows().find::<rating_figure::Entity>().filter(rating_figure::Column::SubjectId.eq(rated.id()));
    Ok(rows.order_by_desc(rating_figure::Column::Month).limit(most).all(tx).await?)
}

/// All months of an official that have verified sheets, the latest first.
pub async fn of_official(tx: &Tx, official: OfficialId) -> Outcome<Vec<rating_figure::Model>> {
    let rows = tx.rows().find::<rating_figure::Entity>().filter(rating_figure::Column::SubjectId.eq(Uuid::from(official)));
    Ok(rows.filter(rating_figure::Column::Sheets.gt(0)).order_by_desc(rating_figure::Column::Month).all(tx).await?)
}

/// The latest public figures of these subjects: month, sheets, sum; older months come first.
pub async fn public_of(tx: &Tx, subjects: Vec<Uuid>) -> Outcome<Vec<(Uuid, i32, Option<i32>, Option<i64>)>> {
    use rating_figure::Column as C;
    if subjects.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx.rows().find::<rating_figure::Entity>().filter(C::SubjectId.is_in(subjects)).filter(C::PublicSheets.is_not_null());
    let rows = rows.order_by_asc(C::Month).select_only().columns([C::SubjectId, C::Month, C::PublicSheets, C::PublicSum]);
    Ok(rows.into_tuple().all(tx).await?)
}

/// What stands for a place in a list: subject, unit, sheets, sum.
pub type Row = (Uuid, UnitId, i32, i64);

/// Figures of a month and kind that have verified sheets.
pub async fn of_month(tx: &Tx, kind: SubjectKind, month: Month) -> Outcome<Vec<Row>> {
    use rating_figure::Column as C;
    let rows = tx.rows().find::<rating_figure::Entity>().filter(C::Month.eq(month.0)).filter(C::SubjectKind.eq(kind));
    let rows = rows.filter(C::Sheets.gt(0)).select_only().columns([C::SubjectId, C::UnitId, C::Sheets, C::ScoreSum]);
    Ok(rows.into_tuple().all(tx).await?)
}

/// Sums of a month by unit.
pub async fn units_of_month(tx: &Tx, month: Month) -> Outcome<Vec<(UnitId, i64, i64)>> {
    let sql = "SELECT unit_id, CAST(SUM(sheets) AS BIGINT) AS sheets, CAST(SUM(score_sum) AS BIGINT) AS score_sum FROM rating_figure \
               WHERE county_id = $1 AND month = $2 AND sheets > 0 GROUP BY unit_id ORDER BY unit_id";
    let values = [tx.county.id.into(), month.0.into()];
    let rows = tx.query_all_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    let each = rows.iter().map(|row| Ok((row.try_get("", "unit_id")?, row.try_get("", "sheets")?, row.try_get("", "score_sum")?)));
    Ok(each.collect::<Result<_, sea_orm::DbErr>>()?)
}

/// Whole figures of these subjects in a month.
pub async fn of_subjects(tx: &Tx, subjects: Vec<Uuid>, month: Month) -> Outcome<Vec<rating_figure::Model>> {
    if subjects.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx.rows().find::<rating_figure::Entity>().filter(rating_figure::Column::SubjectId.is_in(subjects));
    Ok(rows.filter(rating_figure::Column::Month.eq(month.0)).all(tx).await?)
}

//! The SQL of days on which much is reported on one unit.

use crate::domain::directory::{self, Recusals};
use crate::kernel::{Outcome, Tx};
use entity::id::{CaseId, OrganId, UnitId};
use entity::moment::Moment;
use entity::{case, report_subject, unit_alarm};
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, DbErr, QueryFilter as _, QueryOrder as _, QueryResult, QuerySelect as _};
use sea_orm::{Statement, TryInsertResult};
use std::ops::Range;
use time::Date;
use uuid::Uuid;

/// A unit, and the organ that has the cases on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The unit.
    pub unit: UnitId,
    /// The organ.
    pub organ: OrganId,
}

/// Units on which an organ has so many cases of this span, and how many.
pub async fn crowded(tx: &Tx, span: &Range<Moment>, least: i32) -> Outcome<Vec<(Spot, i64)>> {
    let rows = tx.query_all_raw(crowded_rows(tx, span, least)).await?;
    let read = |row: &QueryResult| {
        let spot = Spot { unit: row.try_get("", "unit_id")?, organ: row.try_get("", "organ_id")? };
        Ok((spot, row.try_get("", "cases")?))
    };
    Ok(rows.iter().map(read).collect::<Result<_, DbErr>>()?)
}

/// The statement: it reads what was submitted in the span, and nothing of other days. `CROSS JOIN` has SQLite begin there: it
/// would rather have units in order than few of them. For PostgreSQL it is a join like any other.
pub(super) fn crowded_rows(tx: &Tx, span: &Range<Moment>, least: i32) -> Statement {
    let sql = "SELECT s.unit_id, c.organ_id, COUNT(DISTINCT c.id) AS cases FROM \"case\" c \
               CROSS JOIN report_subject s WHERE s.county_id = c.county_id AND s.report_id = c.report_id \
               AND c.county_id = $1 AND c.submitted_at >= $2 AND c.submitted_at < $3 \
               GROUP BY s.unit_id, c.organ_id HAVING COUNT(DISTINCT c.id) >= $4 ORDER BY s.unit_id, c.organ_id";
    let values = [Uuid::from(tx.county.id).into(), span.start.into(), span.end.into(), i64::from(least).into()];
    Statement::from_sql_and_values(tx.get_database_backend(), sql, values)
}

/// The cases there that somebody with these recusals may know of, oldest first.
pub async fn cases_there(tx: &Tx, spot: Spot, span: &Range<Moment>, recusals: &Recusals) -> Outcome<Vec<CaseId>> {
    let on_unit = Query::select()
        .column(report_subject::Column::ReportId)
        .from(report_subject::Entity)
        .and_where(report_subject::Column::CountyId.eq(tx.county.id))
        .and_where(report_subject::Column::UnitId.eq(spot.unit))
        .to_owned();
    let rows = tx.rows().find::<case::Entity>().select_only().column(case::Column::Id);
    let rows = rows.filter(case::Column::OrganId.eq(spot.organ)).filter(case::Column::SubmittedAt.gte(span.start));
    let rows = rows.filter(case::Column::SubmittedAt.lt(span.end)).filter(case::Column::ReportId.in_subquery(on_unit));
    let rows = rows.filter(directory::is_kept(tx, recusals).not());
    Ok(rows.order_by_asc(case::Column::Id).into_tuple().all(tx).await?)
}

/// Notes that much was reported there on this day; false if that was noted before.
pub async fn add_alarm(tx: &Tx, spot: Spot, day: Date) -> Outcome<bool> {
    let row =
        unit_alarm::Model { county_id: tx.county.id, id: tx.mint(), unit_id: spot.unit, organ_id: spot.organ, day, raised_at: tx.now };
    let insert = tx.rows().insert::<_, unit_alarm::ActiveModel>(row).on_conflict(OnConflict::new().do_nothing().to_owned());
    Ok(matches!(insert.try_insert().exec_without_returning(tx).await?, TryInsertResult::Inserted(rows) if rows > 0))
}

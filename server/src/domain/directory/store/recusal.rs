//! Recusal in SQL: in lists and counts it must hold in the statement itself, or pages and sums would tell.

use crate::domain::directory::model::Recusals;
use crate::kernel::Tx;
use entity::report_subject;
use sea_orm::sea_query::{ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait as _, Condition};

/// Ids of the reports that somebody with these recusals must not learn of: on an official from whom he must keep
/// away, on a unit that he leads or whose leading group he belongs to, or on a power of it.
#[must_use]
pub fn kept_reports(tx: &Tx, recusals: &Recusals) -> SelectStatement {
    let near = report_subject::Column::OfficialId.is_in(recusals.officials.iter().copied());
    let led = report_subject::Column::OfficialId.is_null().and(report_subject::Column::UnitId.is_in(recusals.units_led.iter().copied()));
    Query::select()
        .column(report_subject::Column::ReportId)
        .from(report_subject::Entity)
        .and_where(report_subject::Column::CountyId.eq(tx.county.id))
        .cond_where(Condition::any().add(near).add(led))
        .to_owned()
}

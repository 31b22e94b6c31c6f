//! Recusal in SQL: in lists and counts it must hold in the statement itself, or pages and sums would tell.

use crate::domain::directory::model::Recusals;
use crate::kernel::Tx;
use entity::{case, case_aside, report_named, report_subject};
use sea_orm::sea_query::{ExprTrait as _, Query, UnionType};
use sea_orm::{ColumnTrait as _, Condition};

/// Whether a case's row is one that somebody with these recusals must not learn of: on an official from whom he must keep
/// away, be he a subject or only named by the reporter, on a unit that he leads or whose leading group he belongs to, or
/// on a power of it; or one of which he said himself that he must keep away (申请回避).
#[must_use]
pub fn is_kept(tx: &Tx, recusals: &Recusals) -> Condition {
    let near = report_subject::Column::OfficialId.is_in(recusals.officials.iter().copied());
    let led = report_subject::Column::OfficialId.is_null().and(report_subject::Column::UnitId.is_in(recusals.units_led.iter().copied()));
    let mut reported = Query::select()
        .column(report_subject::Column::ReportId)
        .from(report_subject::Entity)
        .and_where(report_subject::Column::CountyId.eq(tx.county.id))
        .cond_where(Condition::any().add(near).add(led))
        .to_owned();
    let named = Query::select()
        .column(report_named::Column::ReportId)
        .from(report_named::Entity)
        .and_where(report_named::Column::CountyId.eq(tx.county.id))
        .and_where(report_named::Column::OfficialId.is_in(recusals.officials.iter().copied()))
        .to_owned();
    let aside = Query::select()
        .column(case_aside::Column::ReportId)
        .from(case_aside::Entity)
        .and_where(case_aside::Column::CountyId.eq(tx.county.id))
        .and_where(case_aside::Column::OfficialId.is_in(recusals.of))
        .to_owned();
    // One list and not three: then whoever looks for such cases finds them by their reports, and walks no county.
    let reports = reported.union(UnionType::All, named).union(UnionType::All, aside).to_owned();
    Condition::all().add(case::Column::ReportId.in_subquery(reports))
}

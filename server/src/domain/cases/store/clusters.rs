//! Where reports cluster, over a whole county: what their reporters named, how many came, how many clocks were missed. A case
//! that the viewer must keep away from is left out in the statement.

use crate::domain::directory::{self, Recusals};
use crate::kernel::{Outcome, Tx};
use entity::id::{CaseId, OrganId, PowerId, UnitId};
use entity::moment::Moment;
use entity::words::{DeadlineKind, SubjectKind};
use entity::{case, deadline, instance, report_subject};
use sea_orm::sea_query::{Alias, CaseStatement, Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, FromQueryResult, QueryFilter as _, QuerySelect, Select};
use std::ops::Range;

/// Clocks that an organ keeps.
const KEPT: [DeadlineKind; 5] =
    [DeadlineKind::Acceptance, DeadlineKind::Result, DeadlineKind::TellResult, DeadlineKind::Forward, DeadlineKind::PublishResult];

/// Something that a reporter named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Named {
    /// In which case.
    pub case_id: CaseId,
    /// When it came.
    pub submitted_at: Moment,
    /// What it is.
    pub kind: SubjectKind,
    /// The unit itself, or the unit of the official or power.
    pub unit_id: UnitId,
    /// The power.
    pub power_id: Option<PowerId>,
    /// At which of its steps.
    pub step_number: Option<i32>,
}

/// What the reporters of this time named; found by the day of the report, so that older ones cost nothing.
pub async fn named(tx: &Tx, away: &Recusals, within: &Range<Moment>) -> Outcome<Vec<Named>> {
    let same = |named: report_subject::Column, case: case::Column| Expr::col((report_subject::Entity, named)).equals((case::Entity, case));
    let its_report =
        same(report_subject::Column::CountyId, case::Column::CountyId).and(same(report_subject::Column::ReportId, case::Column::ReportId));
    let mut rows = tx.rows().find::<case::Entity>();
    QuerySelect::query(&mut rows).inner_join(report_subject::Entity, its_report);
    let rows = of_time(tx, rows, away, within).filter(report_subject::Column::AddedBy.is_null()).select_only();
    let rows = rows.column_as(case::Column::Id, "case_id").column(case::Column::SubmittedAt).column(report_subject::Column::Kind);
    let rows = rows.column(report_subject::Column::UnitId).column(report_subject::Column::PowerId);
    Ok(rows.column(report_subject::Column::StepNumber).into_model::<Named>().all(tx).await?)
}

fn of_time(tx: &Tx, rows: Select<case::Entity>, away: &Recusals, within: &Range<Moment>) -> Select<case::Entity> {
    let rows = rows.filter(case::Column::SubmittedAt.gte(within.start)).filter(case::Column::SubmittedAt.lt(within.end));
    rows.filter(directory::is_kept(tx, away).not())
}

/// How many reports came in each of these spans, by its place; each ends where the next begins.
pub async fn received(tx: &Tx, away: &Recusals, spans: &[Range<Moment>]) -> Outcome<Vec<(i64, i64)>> {
    let Some(all) = whole(spans) else { return Ok(Vec::new()) };
    let rows = of_time(tx, tx.rows().find::<case::Entity>(), away, &all).select_only();
    let rows = rows.column_as(place(spans, &Expr::col((case::Entity, case::Column::SubmittedAt))), "place");
    let rows = rows.column_as(case::Column::Id.count(), "cases").group_by(Expr::col(Alias::new("place")));
    Ok(rows.into_tuple().all(tx).await?)
}

/// Of how many cases an organ missed a clock in each of these spans: the organ, the place of the span, how many.
pub async fn missed(tx: &Tx, away: &Recusals, spans: &[Range<Moment>]) -> Outcome<Vec<(OrganId, i64, i64)>> {
    let Some(all) = whole(spans) else { return Ok(Vec::new()) };
    let clock = |column: deadline::Column| Expr::col((deadline::Entity, column));
    let turn = |column: instance::Column| Expr::col((instance::Entity, column));
    let its_case = clock(deadline::Column::CountyId)
        .equals((case::Entity, case::Column::CountyId))
        .and(clock(deadline::Column::CaseId).equals((case::Entity, case::Column::Id)));
    let its_turn = turn(instance::Column::CountyId)
        .equals((deadline::Entity, deadline::Column::CountyId))
        .and(turn(instance::Column::CaseId).equals((deadline::Entity, deadline::Column::CaseId)))
        .and(turn(instance::Column::No).equals((deadline::Entity, deadline::Column::InstanceNo)));
    let mut rows = tx.rows().find::<deadline::Entity>();
    QuerySelect::query(&mut rows).inner_join(case::Entity, its_case).inner_join(instance::Entity, its_turn);
    let rows = rows
        // In words and not by a value, so that both databases take the index that holds missed ones only.
        .filter(Expr::cust("\"deadline\".\"state\" = 'MISSED'"))
        .filter(deadline::Column::Kind.is_in(KEPT))
        .filter(deadline::Column::DueAt.gte(all.start))
        .filter(deadline::Column::DueAt.lt(all.end))
        .filter(directory::is_kept(tx, away).not())
        .select_only();
    let rows = rows.column(instance::Column::OrganId).column_as(place(spans, &clock(deadline::Column::DueAt)), "place");
    let rows = rows.column_as(Expr::col((case::Entity, case::Column::Id)).count_distinct(), "cases");
    Ok(rows.group_by(instance::Column::OrganId).group_by(Expr::col(Alias::new("place"))).into_tuple().all(tx).await?)
}

/// From the first span's beginning to the last one's end.
fn whole(spans: &[Range<Moment>]) -> Option<Range<Moment>> {
    Some(spans.first()?.start..spans.last()?.end)
}

/// The place of the span in which a moment lies.
fn place(spans: &[Range<Moment>], at: &Expr) -> Expr {
    let mut case = CaseStatement::new();
    for (place, span) in (0i64..).zip(spans) {
        case = case.case(at.clone().lt(span.end), Expr::value(place));
    }
    Expr::expr(case)
}

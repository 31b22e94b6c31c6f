//! Cases at hand, with what recusal looks at, for workers that see who can handle them or is to be told.

use crate::domain::cases::rules::recusal::SubjectPlace;
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, CaseId, OfficialId, OrganId, ReportId, UnitId};
use entity::{case, case_aside, report_named, report_subject};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select};
use std::collections::BTreeMap;

/// A case that an organ has to act on, as far as it bears on who may know of it.
#[derive(Clone, Debug)]
pub struct CaseAtHand {
    /// The case.
    pub id: CaseId,
    /// Whose turn it is.
    pub organ: OrganId,
    /// Who handles it.
    pub handler: Option<AccountId>,
    /// What it is about.
    pub places: Vec<SubjectPlace>,
}

/// All cases of the county that are not over, answered ones too, the oldest first, in four statements.
///
/// # Errors
/// A fault of the database.
pub async fn open_cases(tx: &Tx) -> Outcome<Vec<CaseAtHand>> {
    at_hand(tx, is_open()).await
}

/// What is not over: in words, so that both databases take the index that holds nothing finished.
fn is_open() -> Expr {
    Expr::cust("\"case\".\"closed_at\" IS NULL")
}

/// The statement that finds all open cases, for the test that pins how both databases answer.
pub(super) fn open_rows(tx: &Tx) -> Select<case::Entity> {
    rows_of(tx, is_open())
}

fn rows_of(tx: &Tx, which: Expr) -> Select<case::Entity> {
    let rows = tx.rows().find::<case::Entity>().filter(which).select_only();
    let rows = rows.column(case::Column::Id).column(case::Column::OrganId).column(case::Column::HandlerId);
    rows.column(case::Column::ReportId).order_by_asc(case::Column::Id)
}

/// These cases, in four statements.
///
/// # Errors
/// A fault of the database.
pub async fn cases_at_hand(tx: &Tx, ids: Vec<CaseId>) -> Outcome<Vec<CaseAtHand>> {
    at_hand(tx, case::Column::Id.is_in(ids)).await
}

async fn at_hand(tx: &Tx, which: Expr) -> Outcome<Vec<CaseAtHand>> {
    let rows: Vec<(CaseId, OrganId, Option<AccountId>, ReportId)> = rows_of(tx, which.clone()).into_tuple().all(tx).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut places = places(tx, which).await?;
    let case = |(id, organ, handler, report)| CaseAtHand { id, organ, handler, places: places.remove(&report).unwrap_or_default() };
    Ok(rows.into_iter().map(case).collect())
}

async fn places(tx: &Tx, which: Expr) -> Outcome<BTreeMap<ReportId, Vec<SubjectPlace>>> {
    let reports = Query::select()
        .column(case::Column::ReportId)
        .from(case::Entity)
        .and_where(case::Column::CountyId.eq(tx.county.id))
        .and_where(which)
        .to_owned();
    let subjects = tx.rows().find::<report_subject::Entity>().filter(report_subject::Column::ReportId.in_subquery(reports.clone()));
    let subjects = subjects.select_only().column(report_subject::Column::ReportId);
    let subjects = subjects.column(report_subject::Column::OfficialId).column(report_subject::Column::UnitId);
    let mut places: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (report, official, unit) in subjects.into_tuple::<(ReportId, Option<OfficialId>, UnitId)>().all(tx).await? {
        let place = official.map_or(SubjectPlace::Unit(unit), SubjectPlace::Official);
        places.entry(report).or_default().push(place);
    }
    let named =
        tx.rows().find::<report_named::Entity>().filter(report_named::Column::ReportId.in_subquery(reports.clone())).all(tx).await?;
    for row in named {
        places.entry(row.report_id).or_default().push(SubjectPlace::Official(row.official_id));
    }
    let aside = tx.rows().find::<case_aside::Entity>().filter(case_aside::Column::ReportId.in_subquery(reports)).all(tx).await?;
    for row in aside {
        places.entry(row.report_id).or_default().push(SubjectPlace::Aside(row.official_id));
    }
    Ok(places)
}

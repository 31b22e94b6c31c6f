//! The SQL of what an official's archive says of cases: in a constant number of statements, whether there are any or not.

use super::turns::kept;
use crate::domain::directory::Recusals;
use crate::kernel::{Outcome, Tx};
use entity::id::{CaseId, OfficialId, OrganId};
use entity::words::CaseEventKind;
use entity::{case, case_event, conclusion, instance, organ, report_subject};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::BTreeMap;

/// Rows of cases about one official that were ever concluded.
#[derive(Default)]
pub struct About {
    /// The cases.
    pub cases: Vec<case::Model>,
    /// Their turns.
    pub instances: Vec<instance::Model>,
    /// What may have ended a turn, oldest first.
    pub events: Vec<case_event::Model>,
    /// What was found, by turn and version.
    pub conclusions: Vec<conclusion::Model>,
    /// Officials whom their reports are about.
    pub subjects: Vec<report_subject::Model>,
    /// Names of all organs, of closed ones and of those above the county too.
    pub organs: BTreeMap<OrganId, String>,
}

/// Cases about the official in which something was concluded, without those that the reader must keep away from.
///
/// # Errors
/// A fault of the database.
pub async fn about_official(tx: &Tx, official: OfficialId, away: &Recusals) -> Outcome<About> {
    let reports = Query::select()
        .column(report_subject::Column::ReportId)
        .from(report_subject::Entity)
        .and_where(report_subject::Column::CountyId.eq(tx.county.id))
        .and_where(report_subject::Column::OfficialId.eq(official))
        .to_owned();
    let concluded = Query::select()
        .column(conclusion::Column::CaseId)
        .from(conclusion::Entity)
        .and_where(conclusion::Column::CountyId.eq(tx.county.id))
        .to_owned();
    let rows = tx.rows().find::<case::Entity>().filter(case::Column::ReportId.in_subquery(reports));
    let rows = rows.filter(case::Column::Id.in_subquery(concluded)).filter(case::Column::Id.not_in_subquery(kept(tx, away)));
    let cases = rows.order_by_asc(case::Column::Id).all(tx).await?;
    let ids: Vec<CaseId> = cases.iter().map(|row| row.id).collect();
    let instances = tx.rows().find::<instance::Entity>().filter(instance::Column::CaseId.is_in(ids.iter().copied()));
    let ends = [CaseEventKind::Settled, CaseEventKind::Answered];
    let events = tx.rows().find::<case_event::Entity>().filter(case_event::Column::CaseId.is_in(ids.iter().copied()));
    let events = events.filter(case_event::Column::Kind.is_in(ends)).order_by_asc(case_event::Column::At);
    let conclusions = tx.rows().find::<conclusion::Entity>().filter(conclusion::Column::CaseId.is_in(ids.iter().copied()));
    let conclusions = conclusions.order_by_asc(conclusion::Column::InstanceNo).order_by_asc(conclusion::Column::Version);
    let subjects = tx.rows().find::<report_subject::Entity>();
    let subjects = subjects.filter(report_subject::Column::ReportId.is_in(cases.iter().map(|row| row.report_id)));
    let organs = tx.rows().find::<organ::Entity>().select_only().column(organ::Column::Id).column(organ::Column::Name);
    Ok(About {
        instances: instances.all(tx).await?,
        events: events.all(tx).await?,
        conclusions: conclusions.all(tx).await?,
        subjects: subjects.filter(report_subject::Column::OfficialId.is_not_null()).all(tx).await?,
        organs: organs.into_tuple::<(OrganId, String)>().all(tx).await?.into_iter().collect(),
        cases,
    })
}

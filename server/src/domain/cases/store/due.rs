//! The place of a case in every list: the nearest clock that its organ has to keep, kept in the row so that a page of a long
//! list reads no more rows than one of a short list.

use crate::domain::cases::rules::deadlines::Clock;
use crate::domain::cases::rules::due_span::{CLOSED, NEVER};
use crate::kernel::{Outcome, Tx};
use entity::id::CaseId;
use entity::moment::Moment;
use entity::words::DeadlineKind;
use sea_orm::{ConnectionTrait as _, Statement};
use uuid::Uuid;

/// Clocks that the organ has to keep; the others are the reporter's, or fulfilled as they begin.
const OF_ORGAN: [DeadlineKind; 3] = [DeadlineKind::Acceptance, DeadlineKind::Forward, DeadlineKind::Result];

const NOTE: &str = "UPDATE \"case\" SET due_at = CASE WHEN closed_at IS NOT NULL THEN $3 ELSE COALESCE((SELECT MIN(d.due_at) \
    FROM deadline d WHERE d.county_id = $1 AND d.case_id = $2 AND d.ended_at IS NULL \
    AND d.kind IN ('ACCEPTANCE', 'FORWARD', 'RESULT')), $4) END WHERE county_id = $1 AND id = $2";

/// Writes down where a case stands in the lists, after its clocks or its end changed.
///
/// # Errors
/// A fault of the database.
pub async fn note_due(tx: &Tx, case: CaseId) -> Outcome<()> {
    let values = [Uuid::from(tx.county.id).into(), Uuid::from(case).into(), CLOSED.into(), NEVER.into()];
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), NOTE, values)).await?;
    Ok(())
}

/// Where a new case stands with these clocks.
#[must_use]
pub fn due_of(clocks: &[Clock]) -> Moment {
    let own = clocks.iter().filter(|clock| OF_ORGAN.contains(&clock.terms.kind));
    own.map(|clock| clock.due_at).min().unwrap_or(Moment(NEVER))
}

/// Where a case must stand by its rows: what [`note_due`] wrote is the same, or a step forgot it.
#[must_use]
pub fn due_by_rows(case: &entity::case::Model, clocks: &[entity::deadline::Model]) -> Moment {
    if case.closed_at.is_some() {
        return Moment(CLOSED);
    }
    let own = clocks.iter().filter(|clock| clock.ended_at.is_none() && OF_ORGAN.contains(&clock.kind));
    own.map(|clock| clock.due_at).min().unwrap_or(Moment(NEVER))
}

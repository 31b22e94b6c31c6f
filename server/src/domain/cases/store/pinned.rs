//! What lists and figures ask of the database, for the test that pins how both databases answer.

use super::find::seen_by;
use super::{counted, figures, inbox, many, open};
use crate::kernel::{Actor, Failure, Outcome, Tx};
use entity::id::{CaseId, OrganId};
use entity::moment::Moment;
use sea_orm::{ConnectionTrait as _, DbBackend, QueryTrait as _, Statement};
use std::ops::Range;

/// The statements of a first and a later page of the open cases, of what stands above them, and of an overview, each with
/// the index along which it must be answered.
///
/// # Errors
/// Refused unless a member of the staff asks; a fault of the database.
pub async fn list_statements(
    tx: &Tx,
    actor: &Actor,
    (organs, within): (&[OrganId], &Range<Moment>),
) -> Outcome<Vec<(Statement, &'static str)>> {
    let staff = actor.staff().ok_or(Failure::SignInNeeded)?;
    let filter = inbox::Filter { open: Some(true), ..seen_by(tx, actor, staff).await? };
    let backend = tx.get_database_backend();
    let behind: (i64, CaseId) = (tx.now.0, tx.mint());
    let mut all = Vec::new();
    // What is in other hands is looked up case by case, from the turns that are over.
    let one_by_one = "instance_over_idx";
    for after in [None, Some(behind)] {
        let runs = inbox::page_rows(tx, &filter, (after, 21));
        all.extend(runs.into_iter().zip(["case_due_idx", one_by_one]).map(|(rows, index)| (rows.build(backend), index)));
    }
    // 全部, also what is finished: counted up to a bound, along the organ's run.
    let whole = inbox::Filter { open: None, ..filter.clone() };
    all.extend(
        counted::total_rows(tx, &whole).into_iter().zip(["case_due_idx", one_by_one]).map(|(rows, index)| (backend.build(&rows), index)),
    );
    // Thousands of open ones are counted in the index alone; PostgreSQL looks into a table that has just been written.
    let counted = if backend == DbBackend::Sqlite { "COVERING INDEX case_due_idx" } else { "case_due_idx" };
    all.push((counted::present_counts(tx, &filter).build(backend), counted));
    all.push((figures::open_rows(tx, organs, &filter.recusals).build(backend), "case_due_idx"));
    for decision in [figures::Decision::Acceptance, figures::Decision::Result] {
        let rows = figures::decided_rows(tx, decision, (organs, &filter.recusals), within);
        all.push((rows.build(backend), "case_event_decided_idx"));
    }
    Ok(all)
}

/// The statements of workers that look over a whole county, each with the index along which it must be answered: the open
/// cases that may lack somebody, and what was reported on one day.
#[must_use]
pub fn sweep_of_cases(tx: &Tx, day: &Range<Moment>) -> [(Statement, &'static str); 2] {
    let backend = tx.get_database_backend();
    [(open::open_rows(tx).build(backend), "case_open_idx"), (many::crowded_rows(tx, day, 1), "case_submitted_idx")]
}

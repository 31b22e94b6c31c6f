//! 办理件: the handling of one report, from submission to its end, inside its legal clocks.
//!
//! Words: a *turn* is one organ's time with a case, 初办 or 复核; a *standing* is all of a case that a step may change;
//! a *step* is what a verb does to a standing, its clocks and its timeline; a *clock* is one deadline row.
//!
//! Invariants: 1. Who handles a report is decided before a word of it is stored, and again inside the submission.
//! 2. Whoever must keep away (回避) gets the answers of somebody for whom the case does not exist: lists, counts,
//! numbers, ids, notices. 3. A step, its clocks, its event, its ledger entry and its notices commit together or not
//! at all; of two steps at once the second is refused. 4. A clock starts from the step that causes it; an edit moves
//! nothing; a missed one stays missed and stops nothing. 5. Not satisfied climbs exactly once, with keys and clock, and
//! the first organ can read but not write. 6. No superior on file is an alarm, never a silent stop. 7. What the
//! reporter reads names organs, never persons. 8. Nothing closes over material that the organ has not acknowledged.

pub mod graphql;
mod happened;
pub mod live;
mod model;
mod policy;
mod refusal;
mod rules;
pub mod service;
mod store;
mod telling;
mod words;

pub use model::OPEN as OPEN_STATES;
pub use rules::due_span::DueSpan;
pub use service::{
    ArchivedFinding, CaseClusters, CaseFigures, CaseView, Concluded, FINDING_CORRECTED, FiguresOf, Look, Measure, NEW_CODE, Sight,
    TURN_MOVED, Told, Wish, archived_of, calendar_due, calendar_job, clusters, concluded, concluded_about, concluded_among, concluded_seen,
    deadlines_due, figures, free_of, hold_case, last_event, leaving_job, may_look, new_code_job, not_delivered_job, note_clarified,
    note_followed, note_look, note_published, note_reopened, note_stale, note_withheld, reminders_due, replayed, seen_among, sight,
    staffing_due, staffing_job, stale_since, sweep, told, unit_alarms, uploads_due, uploads_job, wish, wishes,
};
pub use store::{Named, Tally, list_statements, sweep_of_cases, sweep_statements};

use crate::domain::keys;
use crate::kernel::{Ctx, Failure, Outcome};
use entity::id::{CaseId, ReportId};
use entity::words::PhonePurpose;

/// One case for `node(id)`.
///
/// # Errors
/// Hidden if the viewer may not see it: as if there were none.
pub async fn node(ctx: &Ctx, id: CaseId) -> Outcome<graphql::Case> {
    Ok(graphql::Case::alone(service::case(ctx, id).await?))
}

/// One report for `node(id)`: only for its own reporter, by a phone proven for tracking.
///
/// # Errors
/// Hidden for everybody else.
pub async fn report_node(ctx: &Ctx, id: ReportId) -> Outcome<graphql::Report> {
    let reporter = ctx.actor.reporter(PhonePurpose::Track).ok_or_else(Failure::hidden)?;
    let county = ctx.county_of(id).await?;
    // A phone proven in another county is no proof here.
    if reporter.county_id != county.id {
        return Err(Failure::hidden());
    }
    let view = service::status_of(ctx, &county, id).await?;
    if !keys::same(&view.loaded.report.phone_hash, &reporter.phone_hash) {
        return Err(Failure::hidden());
    }
    Ok(graphql::Report::new(id, view))
}

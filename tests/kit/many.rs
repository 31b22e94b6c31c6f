//! Many cases from one: copies of all its rows, as years of work or a flood of reports leave them.

use entity::id::{CaseId, ReportId};
use entity::moment::Moment;
use entity::words::{CaseState, DeadlineState, Light};
use entity::{case, case_event, deadline, instance, report, report_subject};
use lianjing::kernel::{County, Ctx, Tx};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use uuid::Uuid;

const DAY: i64 = 86_400_000;
/// Due days of copies are spread over so many days.
const SPREAD: i64 = 60;
/// Behind every open case in the lists.
const CLOSED: i64 = 9_000_000_000_000_001;

/// How the copies stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copies {
    /// As the case, their clocks spread over sixty days.
    Open,
    /// Settled, each so long ago as it is late in the row.
    Finished,
}

/// All rows of one case.
struct Rows {
    case: case::Model,
    report: report::Model,
    subjects: Vec<report_subject::Model>,
    instances: Vec<instance::Model>,
    events: Vec<case_event::Model>,
    deadlines: Vec<deadline::Model>,
}

/// So many copies of a case with a running clock and no other, in one transaction.
///
/// # Panics
/// If the database refuses.
pub async fn copy(ctx: &Ctx, county: &County, id: CaseId, (count, how): (usize, Copies)) {
    let tx = ctx.write(county).await.expect("a transaction");
    let rows = Rows::of(&tx, id).await;
    let copies: Vec<_> = (0..count).map(|number| rows.copied(&tx, number, how)).collect();
    tx.add_all(copies.iter().map(|one| one.report.clone()).collect()).await.expect("reports");
    tx.add_all(copies.iter().flat_map(|one| one.subjects.clone()).collect()).await.expect("subjects");
    tx.add_all(copies.iter().map(|one| one.case.clone()).collect()).await.expect("cases");
    tx.add_all(copies.iter().flat_map(|one| one.instances.clone()).collect()).await.expect("instances");
    tx.add_all(copies.iter().flat_map(|one| one.events.clone()).collect()).await.expect("events");
    tx.add_all(copies.iter().flat_map(|one| one.deadlines.clone()).collect()).await.expect("deadlines");
    tx.commit().await.expect("committed");
}

impl Rows {
    async fn of(tx: &Tx, id: CaseId) -> Self {
        let rows = tx.rows();
        let case = rows.one::<case::Entity, _>(id).one(tx).await.expect("read").expect("the case");
        let report = rows.one::<report::Entity, _>(case.report_id).one(tx).await.expect("read").expect("its report");
        let subjects = rows.find::<report_subject::Entity>().filter(report_subject::Column::ReportId.eq(report.id));
        let instances = rows.find::<instance::Entity>().filter(instance::Column::CaseId.eq(id));
        let events = rows.find::<case_event::Entity>().filter(case_event::Column::CaseId.eq(id));
        let deadlines = rows.find::<deadline::Entity>().filter(deadline::Column::CaseId.eq(id));
        Self {
            subjects: subjects.all(tx).await.expect("read"),
            instances: instances.all(tx).await.expect("read"),
            events: events.all(tx).await.expect("read"),
            deadlines: deadlines.all(tx).await.expect("read"),
            case,
            report,
        }
    }

    /// The rows once more, with ids of their own.
    fn copied(&self, tx: &Tx, number: usize, how: Copies) -> Self {
        let (case_id, report_id): (CaseId, ReportId) = (tx.mint(), tx.mint());
        let (shift, is_open) = (i64::try_from(number).expect("small") % SPREAD * DAY, how == Copies::Open);
        // What is long over was over before the first day of this year.
        let then = |at: Moment| Moment(if is_open { at.0 } else { at.0 - 400 * DAY - shift });
        let ended = (!is_open).then(|| then(tx.now));
        let deadline = |row: &deadline::Model| deadline::Model {
            id: tx.mint(),
            case_id,
            due_at: if is_open { Moment(row.due_at.0 + shift) } else { then(row.due_at) },
            ended_at: row.ended_at.or(ended),
            state: if is_open { row.state } else { DeadlineState::Met },
            remind_at: row.remind_at.filter(|_| is_open),
            ..row.clone()
        };
        let case = case::Model {
            id: case_id,
            report_id,
            number: Uuid::from(case_id).simple().to_string(),
            state: if is_open { self.case.state } else { CaseState::Settled },
            light: if is_open { self.case.light } else { Light::None },
            submitted_at: then(self.case.submitted_at),
            closed_at: ended,
            due_at: Moment(if is_open { self.case.due_at.0 + shift } else { CLOSED }),
            ..self.case.clone()
        };
        let hash = Uuid::from(report_id).as_bytes().to_vec();
        let event = |row: &case_event::Model| case_event::Model { id: tx.mint(), case_id, at: then(row.at), ..row.clone() };
        Self {
            case,
            report: report::Model { id: report_id, submission_hash: hash.clone(), query_code_hash: hash, ..self.report.clone() },
            subjects: self.subjects.iter().map(|row| report_subject::Model { id: tx.mint(), report_id, ..row.clone() }).collect(),
            instances: self.instances.iter().map(|row| instance::Model { id: tx.mint(), case_id, ..row.clone() }).collect(),
            events: self.events.iter().map(event).collect(),
            deadlines: self.deadlines.iter().map(deadline).collect(),
        }
    }
}

//! The SQL of clocks: how they begin, move and end, and which of them are due. Sweeps name the state in words and not by a
//! value, so that both databases take the indexes that hold running clocks only.

use crate::domain::cases::rules::deadlines::{Clock, Moved};
use crate::domain::cases::store::due::note_due;
use crate::kernel::{Outcome, Tx};
use entity::deadline;
use entity::id::{CaseId, CountyId, DeadlineId};
use entity::moment::Moment;
use entity::scope::Scope;
use entity::words::{DeadlineKind, DeadlineState};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, DbBackend, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, Select, Statement};
use serde_json::json;
use time::Date;
use uuid::Uuid;

/// Clocks of one round, so that a round never takes long.
const ROUND: u64 = 200;
/// Clocks of one round of reminders.
const MORNING: u64 = 5_000;

/// Clocks of a step, counted by the county's calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Those that start.
    pub starts: Vec<Clock>,
    /// Those that start and are fulfilled at once.
    pub told: Vec<Clock>,
}

/// Adds the clocks of a step; as they were added.
///
/// # Errors
/// A fault of the database.
pub async fn add_clocks(tx: &Tx, case_id: CaseId, instance_no: i32, clocks: &Counted) -> Outcome<Vec<deadline::Model>> {
    let today = tx.now.in_china().date();
    let running = clocks.starts.iter().map(|clock| (clock, DeadlineState::Running));
    let all = running.chain(clocks.told.iter().map(|clock| (clock, DeadlineState::Met))).map(|(clock, state)| deadline::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        case_id,
        instance_no,
        kind: clock.terms.kind,
        cause: clock.terms.cause,
        starts_at: clock.terms.starts_at,
        rule: clock.rule.clone(),
        due_at: clock.due_at,
        due_on: clock.due_on,
        sum: json!(clock.sum),
        is_provisional: clock.is_provisional,
        state,
        ended_at: (state == DeadlineState::Met).then_some(tx.now),
        reminded: 0,
        remind_at: clock.reminder_after(today).filter(|_| state == DeadlineState::Running),
        moved_on: None,
        moved_from: None,
        decisions: clock.decisions,
        tries: 0,
        retry_at: None,
    });
    let rows: Vec<_> = all.collect();
    tx.add_all(rows.clone()).await?;
    Ok(rows)
}

/// Ends clocks of these kinds. One that was missed before, or is past its day now, stays missed and only ends.
///
/// # Errors
/// A fault of the database.
pub async fn end_clocks(tx: &Tx, case_id: CaseId, kinds: &[DeadlineKind], state: DeadlineState) -> Outcome<()> {
    if kinds.is_empty() {
        return Ok(());
    }
    let late = deadline::Column::DueAt.lt(tx.now).or(deadline::Column::State.eq(DeadlineState::Missed));
    for (condition, state) in [(late.clone().not(), state), (late, DeadlineState::Missed)] {
        let update = tx
            .rows()
            .update::<deadline::Entity>()
            .col_expr(deadline::Column::State, Expr::value(state))
            .col_expr(deadline::Column::EndedAt, Expr::value(Some(tx.now)))
            .filter(deadline::Column::CaseId.eq(case_id))
            .filter(deadline::Column::Kind.is_in(kinds.iter().copied()))
            .filter(deadline::Column::EndedAt.is_null())
            .filter(condition);
        update.exec(tx).await?;
    }
    Ok(())
}

/// Takes a running clock that is due, exactly once however many workers try; whether this one took it.
///
/// # Errors
/// A fault of the database.
pub async fn take_deadline(tx: &Tx, id: DeadlineId, state: DeadlineState) -> Outcome<bool> {
    let ended = if state == DeadlineState::Missed { None } else { Some(tx.now) };
    let update = tx
        .rows()
        .update::<deadline::Entity>()
        .col_expr(deadline::Column::State, Expr::value(state))
        .col_expr(deadline::Column::EndedAt, Expr::value(ended))
        .filter(deadline::Column::Id.eq(id))
        .filter(deadline::Column::State.eq(DeadlineState::Running))
        // A pause or an extension may have been granted since it was seen.
        .filter(deadline::Column::DueAt.lt(tx.now));
    Ok(update.exec(tx).await?.rows_affected == 1)
}

/// Puts a running clock off that could not be worked, so that it does not stand in the way of others.
///
/// # Errors
/// A fault of the database.
pub async fn put_off(tx: &Tx, clock: &deadline::Model, retry_at: Moment) -> Outcome<()> {
    let update = tx
        .rows()
        .update::<deadline::Entity>()
        .col_expr(deadline::Column::Tries, Expr::value(clock.tries.saturating_add(1)))
        .col_expr(deadline::Column::RetryAt, Expr::value(Some(retry_at)))
        .filter(deadline::Column::Id.eq(clock.id))
        .filter(deadline::Column::State.eq(DeadlineState::Running));
    update.exec(tx).await?;
    Ok(())
}

/// Writes down what a running clock comes to now; false if it runs no more. Mornings are chosen anew if its day moved.
///
/// # Errors
/// A fault of the database.
pub async fn move_clock(tx: &Tx, row: &deadline::Model, clock: &Clock, moved: Option<Moved>) -> Outcome<bool> {
    let today = tx.now.in_china().date();
    let remind_at = if clock.due_on == row.due_on { row.remind_at } else { clock.reminder_after(today) };
    let update = tx
        .rows()
        .update::<deadline::Entity>()
        .col_expr(deadline::Column::Rule, Expr::value(clock.rule.clone()))
        .col_expr(deadline::Column::DueAt, Expr::value(clock.due_at))
        .col_expr(deadline::Column::DueOn, Expr::value(clock.due_on))
        .col_expr(deadline::Column::Sum, Expr::value(json!(clock.sum)))
        .col_expr(deadline::Column::IsProvisional, Expr::value(clock.is_provisional))
        .col_expr(deadline::Column::RemindAt, Expr::value(remind_at))
        .col_expr(deadline::Column::Decisions, Expr::value(clock.decisions))
        .col_expr(deadline::Column::MovedOn, Expr::value(moved.map(|moved| moved.on)))
        .col_expr(deadline::Column::MovedFrom, Expr::value(moved.map(|moved| moved.from)))
        .filter(deadline::Column::Id.eq(row.id))
        .filter(deadline::Column::State.eq(DeadlineState::Running));
    let has_moved = update.exec(tx).await?.rows_affected == 1;
    if has_moved {
        note_due(tx, row.case_id).await?;
    }
    Ok(has_moved)
}

/// A clock as it stands.
///
/// # Errors
/// A fault of the database.
pub async fn clock(tx: &Tx, id: DeadlineId) -> Outcome<Option<deadline::Model>> {
    Ok(tx.rows().one::<deadline::Entity, _>(id).one(tx).await?)
}

/// Clocks that have run out, the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn due_clocks(tx: &Tx) -> Outcome<Vec<deadline::Model>> {
    Ok(run_out(tx.rows(), tx.now).all(tx).await?)
}

/// A running clock in the order in which clocks run out: its last moment, itself, its case.
pub type InOrder = (Moment, DeadlineId, CaseId);

/// Running clocks of working days that another version of the calendar counted, those due first before others, behind the
/// one given.
///
/// # Errors
/// A fault of the database.
pub async fn outdated_clocks(tx: &Tx, version: &str, after: Option<InOrder>) -> Outcome<Vec<InOrder>> {
    Ok(outdated_of(tx.rows(), version, after).into_tuple().all(tx).await?)
}

/// A running clock of which somebody is to be reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remindable {
    /// The clock.
    pub id: DeadlineId,
    /// Its case.
    pub case_id: CaseId,
    /// Which clock.
    pub kind: DeadlineKind,
    /// When it began.
    pub starts_at: Moment,
    /// Its last day.
    pub due_on: Date,
}

/// Clocks whose morning has come and that have not run out, held until the transaction ends; those that another worker
/// holds are passed over.
///
/// # Errors
/// A fault of the database.
pub async fn remindable_clocks(tx: &Tx) -> Outcome<Vec<Remindable>> {
    let rows = reminded_of(tx.rows(), tx.now)
        .lock_with_behavior(sea_orm::sea_query::LockType::Update, sea_orm::sea_query::LockBehavior::SkipLocked);
    let rows: Vec<(DeadlineId, CaseId, DeadlineKind, Moment, Date)> = rows.into_tuple().all(tx).await?;
    let each = |(id, case_id, kind, starts_at, due_on)| Remindable { id, case_id, kind, starts_at, due_on };
    Ok(rows.into_iter().map(each).collect())
}

/// Notes that these clocks were reminded of, and when they are next.
///
/// # Errors
/// A fault of the database.
pub async fn remind_next(tx: &Tx, ids: &[DeadlineId], next: Option<Moment>) -> Outcome<()> {
    let update = tx
        .rows()
        .update::<deadline::Entity>()
        .col_expr(deadline::Column::Reminded, Expr::col(deadline::Column::Reminded).add(1))
        .col_expr(deadline::Column::RemindAt, Expr::value(next))
        .filter(deadline::Column::Id.is_in(ids.iter().copied()));
    update.exec(tx).await?;
    Ok(())
}

/// Notes that one clock was reminded of, exactly once however many workers try; whether this one did.
///
/// # Errors
/// A fault of the database.
pub async fn take_morning(tx: &Tx, id: DeadlineId, next: Option<Moment>) -> Outcome<bool> {
    let update = tx
        .rows()
        .update::<deadline::Entity>()
        .col_expr(deadline::Column::Reminded, Expr::col(deadline::Column::Reminded).add(1))
        .col_expr(deadline::Column::RemindAt, Expr::value(next));
    Ok(update.filter(has_a_morning(tx, id)).exec(tx).await?.rows_affected == 1)
}

/// Puts a clock's morning off that could not be worked.
///
/// # Errors
/// A fault of the database.
pub async fn put_morning_off(tx: &Tx, id: DeadlineId, until: Moment) -> Outcome<()> {
    let update = tx.rows().update::<deadline::Entity>().col_expr(deadline::Column::RemindAt, Expr::value(Some(until)));
    update.filter(has_a_morning(tx, id)).exec(tx).await?;
    Ok(())
}

fn has_a_morning(tx: &Tx, id: DeadlineId) -> Expr {
    let runs = deadline::Column::State.eq(DeadlineState::Running);
    deadline::Column::Id.eq(id).and(runs).and(deadline::Column::RemindAt.lte(tx.now))
}

/// What the sweeps of a county ask, for the test that pins how both databases answer.
#[must_use]
pub fn sweep_statements(county: CountyId, now: Moment, backend: DbBackend) -> Vec<Statement> {
    let last = Some((now, DeadlineId(Uuid::nil()), CaseId(Uuid::nil())));
    let outdated = [None, last].map(|last| outdated_of(Scope(county), "2024-11", last).build(backend));
    [run_out(Scope(county), now).build(backend), reminded_of(Scope(county), now).build(backend)].into_iter().chain(outdated).collect()
}

fn run_out(rows: Scope, now: Moment) -> Select<deadline::Entity> {
    running(rows)
        .filter(deadline::Column::DueAt.lt(now))
        .filter(deadline::Column::RetryAt.is_null().or(deadline::Column::RetryAt.lte(now)))
        .order_by_asc(deadline::Column::DueAt)
        .order_by_asc(deadline::Column::Id)
        .limit(ROUND)
}

/// The clocks of a morning; many of them in one round, though a later one joins the same notice.
fn reminded_of(rows: Scope, now: Moment) -> Select<deadline::Entity> {
    running(rows)
        .filter(deadline::Column::RemindAt.lte(now))
        .filter(deadline::Column::DueAt.gte(now))
        .select_only()
        .column(deadline::Column::Id)
        .column(deadline::Column::CaseId)
        .column(deadline::Column::Kind)
        .column(deadline::Column::StartsAt)
        .column(deadline::Column::DueOn)
        .order_by_asc(deadline::Column::RemindAt)
        .limit(MORNING)
}

/// In the order of the index of running clocks, so that nothing else is walked through to find a few.
fn outdated_of(rows: Scope, version: &str, after: Option<InOrder>) -> Select<deadline::Entity> {
    let mut rows = running(rows)
        .filter(deadline::Column::Rule.starts_with("workdays-"))
        .filter(deadline::Column::Rule.not_like(format!("%/{version}")));
    if let Some((due_at, id, _)) = after {
        let same = deadline::Column::DueAt.eq(due_at).and(deadline::Column::Id.gt(id));
        // Twice the same, so that the index begins there.
        rows = rows.filter(deadline::Column::DueAt.gte(due_at)).filter(deadline::Column::DueAt.gt(due_at).or(same));
    }
    let rows = rows.select_only().column(deadline::Column::DueAt).column(deadline::Column::Id).column(deadline::Column::CaseId);
    rows.order_by_asc(deadline::Column::DueAt).order_by_asc(deadline::Column::Id).limit(ROUND)
}

fn running(rows: Scope) -> Select<deadline::Entity> {
    rows.find::<deadline::Entity>().filter(Expr::cust("\"deadline\".\"state\" = 'RUNNING'"))
}

//! Counting clocks: by the county's calendar and with what was granted, when they begin, when something is granted, and
//! when a holiday changes.

use crate::domain::calendar::{self, Calendar};
use crate::domain::cases::model::{Step, Turn};
use crate::domain::cases::rules::deadlines::{Clock, Holds, Moved, Terms, decisions, replay};
use crate::domain::cases::store::{self, Counted, InOrder};
use crate::domain::ledger::{self, Entry};
use crate::kernel::{County, Ctx, Failure, JobError, Kernel, Outcome, Tx};
use crate::ports::Ports;
use entity::moment::Moment;
use entity::words::{CaseEventKind, DeadlineState};
use entity::{deadline, deadline_request};
use serde_json::{Value, json};
use std::sync::Arc;

/// The clocks of a step. What was granted to a term before counts on when a case is filed.
pub(super) async fn counted(tx: &Tx, step: &Step, requests: &[deadline_request::Model]) -> Outcome<Counted> {
    let needs_calendar = step.starts.iter().chain(&step.told).any(Terms::needs_calendar);
    let county = if needs_calendar { Some(calendar::of_county(tx).await?) } else { None };
    let by = county.as_ref().unwrap_or_else(|| Calendar::announced());
    let instance = if step.next.turn == Turn::Review { 2 } else { 1 };
    let count =
        |terms: &Terms| terms.reckon(by, &store::granted(requests, (instance, terms.kind, terms.starts_at), (None, decisions(requests))));
    Ok(Counted { starts: step.starts.iter().map(count).collect(), told: step.told.iter().map(count).collect() })
}

/// A clock as its rows give it now: by the county's calendar of today, with what was granted.
pub(super) async fn again(tx: &Tx, row: &deadline::Model, holds: &Holds) -> Outcome<Clock> {
    let (terms, _) = replay(row).ok_or_else(|| unreadable(row))?;
    if !terms.needs_calendar() {
        return Ok(terms.reckon(Calendar::announced(), holds));
    }
    Ok(terms.reckon(&calendar::of_county(tx).await?, holds))
}

/// A clock from what stands in its rows and nothing else: begin, rule, pauses, extensions, and the calendar as it stood.
///
/// # Errors
/// A fault if the rule or its calendar can't be read any more.
pub async fn replayed(tx: &Tx, row: &deadline::Model) -> Outcome<Clock> {
    let (terms, version) = replay(row).ok_or_else(|| unreadable(row))?;
    let by = match version {
        Some(version) => calendar::as_of(tx, &version).await?.ok_or_else(|| unreadable(row))?,
        None => Calendar::default(),
    };
    Ok(terms.reckon(&by, &store::holds_of(&store::requests_of(tx, &[row.case_id]).await?, row)))
}

fn unreadable(row: &deadline::Model) -> Failure {
    Failure::fault(format!("the rule of {} can't be read: {}", row.id, row.rule))
}

/// Works `calendar.changed`, and comes round by itself: a new program may bring a new announcement.
///
/// # Errors
/// When to come back.
pub async fn calendar_job(ctx: Ctx, _: Ports, county: County, _: Value) -> Result<(), JobError> {
    calendar_due(&ctx, &county).await?;
    Ok(())
}

/// Counts the running clocks of a county anew that an older calendar counted, one transaction a clock; how many moved.
///
/// # Errors
/// A fault of the database. One that can't be counted is told the operator, and stops no other.
pub async fn calendar_due(ctx: &Ctx, county: &County) -> Outcome<usize> {
    let (mut moved, mut last) = (0, None);
    loop {
        let tx = ctx.read(county).await?;
        let version = calendar::of_county(&tx).await?.version().to_string();
        let rows = store::outdated_clocks(&tx, &version, last).await?;
        drop(tx);
        let Some(clock) = rows.last() else { return Ok(moved) };
        last = Some(*clock);
        for row in rows {
            match count_anew(ctx, county, row).await {
                Ok(has_moved) => moved += usize::from(has_moved),
                Err(fault) => {
                    metrics::counter!("lianjing_clock_failures_total").increment(1);
                    tracing::error!(county = %county.code, clock = %row.1, error = %fault, "a clock could not be counted anew");
                }
            }
        }
    }
}

/// Counts one clock anew; whether its day moved.
async fn count_anew(ctx: &Ctx, county: &County, (_, id, case): InOrder) -> Outcome<bool> {
    let tx = ctx.write(county).await?;
    // The case before its clock, as every step takes them.
    store::hold(&tx, case).await?;
    let Some(row) = store::clock(&tx, id).await?.filter(|row| row.state == DeadlineState::Running) else { return Ok(false) };
    let mut holds = store::holds_of(&store::requests_of(&tx, &[case]).await?, &row);
    let due_on = again(&tx, &row, &holds).await?.due_on;
    let has_moved = due_on != row.due_on;
    if has_moved {
        holds.moved = Some(Moved { on: tx.now.in_china().date(), from: row.due_on });
    }
    let clock = again(&tx, &row, &holds).await?;
    if !store::move_clock(&tx, &row, &clock, holds.moved).await? {
        return Ok(false);
    }
    if has_moved {
        tell_moved(ctx, &tx, &row, &clock).await?;
    }
    tx.commit().await?;
    Ok(has_moved)
}

async fn tell_moved(ctx: &Ctx, tx: &Tx, row: &deadline::Model, clock: &Clock) -> Outcome<()> {
    let facts = json!({ "kind": row.kind, "from": row.due_on.to_string(), "to": clock.due_on.to_string(), "rule": clock.rule });
    store::add_event(tx, &ctx.actor, (row.case_id, CaseEventKind::CalendarMoved), (None, None), facts.clone()).await?;
    ledger::append(tx, &ctx.actor, Entry::sealed("cases.clock_moved", row.case_id, facts)).await
}

/// The moment of the last event of any county, from which a demonstration's calendar goes on.
///
/// # Errors
/// A fault of the database.
pub async fn last_event(kernel: &Arc<Kernel>) -> Outcome<Moment> {
    let mut last = Moment(0);
    for county in kernel.tenants.all().await?.iter() {
        let tx = Ctx::system(kernel).read(county).await?;
        last = last.max(store::last_event(&tx).await?.unwrap_or(last));
    }
    Ok(last)
}

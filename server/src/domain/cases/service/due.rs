//! Clocks that have run out, worked exactly once each, however many workers look and however often they stop midway.

use super::route::Known;
use super::{Act, take, tell};
use crate::domain::cases::rules::routing::review_of;
use crate::domain::cases::store::{self, Loaded};
use crate::domain::ledger::{self, Entry};
use crate::kernel::{County, Ctx, Failure, Outcome, Tx};
use entity::deadline;
use entity::id::AccountId;
use entity::words::{CaseEventKind, DeadlineKind, DeadlineState, NoticeKind};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde_json::json;
use std::collections::BTreeSet;
use time::Duration;

/// Clocks of one round, so that a round never takes long.
const ROUND: u64 = 200;
/// Minutes after which a clock that could not be worked is tried again at the latest.
const LONGEST_PAUSE: i64 = 6 * 60;

/// Works what is due in one county, one transaction a clock; how many were worked. One that can't be worked waits and
/// holds up no other.
///
/// # Errors
/// A fault of the database; what was worked before it stays worked.
pub async fn deadlines_due(ctx: &Ctx, county: &County) -> Outcome<usize> {
    let mut worked = 0;
    for clock in due(ctx, county).await? {
        let tx = ctx.write(county).await?;
        // The case before its clock, as every step takes them: two that meet must not wait for each other.
        store::hold(&tx, clock.case_id).await?;
        let state = if is_legal(clock.kind) { DeadlineState::Missed } else { DeadlineState::Met };
        if !store::take_deadline(&tx, clock.id, state).await? {
            continue;
        }
        match work(ctx, &tx, &clock).await {
            Ok(()) => tx.commit().await?,
            // An officer or the reporter was faster in this moment: the next round looks again.
            Err(Failure::Refused(_)) => continue,
            Err(fault) => {
                drop(tx);
                postpone(ctx, (county, &clock), &fault).await?;
                continue;
            }
        }
        worked += 1;
    }
    Ok(worked)
}

/// Puts a clock off that could not be worked, each time for longer. It is never given up: it is a legal term.
async fn postpone(ctx: &Ctx, (county, clock): (&County, &deadline::Model), fault: &Failure) -> Outcome<()> {
    let faults = clock.faults.saturating_add(1);
    metrics::counter!("lianjing_clock_faults_total").increment(1);
    tracing::error!(clock = %clock.id, case = %clock.case_id, faults, error = %fault, "a clock could not be worked and is tried again later");
    let tx = ctx.write(county).await?;
    let minutes = 1_i64.checked_shl(u32::try_from(faults.clamp(1, 9)).unwrap_or_default()).unwrap_or(LONGEST_PAUSE);
    store::postpone_deadline(&tx, clock.id, (faults, tx.now.after(Duration::minutes(minutes.min(LONGEST_PAUSE))))).await?;
    tx.commit().await
}

async fn due(ctx: &Ctx, county: &County) -> Outcome<Vec<deadline::Model>> {
    let tx = ctx.read(county).await?;
    let rows = tx
        .rows()
        .find::<deadline::Entity>()
        .filter(deadline::Column::State.eq(DeadlineState::Running))
        .filter(deadline::Column::DueAt.lt(ctx.now))
        .filter(Condition::any().add(deadline::Column::RetryAt.is_null()).add(deadline::Column::RetryAt.lte(ctx.now)))
        .order_by_asc(deadline::Column::DueAt)
        .order_by_asc(deadline::Column::Id)
        .limit(ROUND);
    Ok(rows.all(&tx).await?)
}

async fn work(ctx: &Ctx, tx: &Tx, clock: &deadline::Model) -> Outcome<()> {
    let loaded = match store::load(tx, &ctx.actor, clock.case_id).await {
        Ok(loaded) => loaded,
        Err(Failure::Refused(_)) => return Err(Failure::fault("a clock without a case")),
        Err(other) => return Err(other),
    };
    match clock.kind {
        DeadlineKind::Answer => settle(ctx, tx, &loaded).await,
        DeadlineKind::Withdrawal => withdraw(ctx, tx, &loaded).await,
        kind => overdue(ctx, tx, (&loaded, kind)).await,
    }
}

/// Nobody answered, or the answer stands.
async fn settle(ctx: &Ctx, tx: &Tx, loaded: &Loaded) -> Outcome<()> {
    // An answer to the review has settled the case already.
    let Ok(step) = loaded.standing().settle(tx.now) else { return Ok(()) };
    take(ctx, tx, loaded, (&step, Act::plain("cases.settle", loaded))).await?;
    tell::handler(tx, loaded, NoticeKind::HandlerSettled).await?;
    tell::reporter(tx, loaded, NoticeKind::Settled, None).await
}

async fn withdraw(ctx: &Ctx, tx: &Tx, loaded: &Loaded) -> Outcome<()> {
    let Ok(step) = loaded.standing().withdraw(tx.now) else { return Ok(()) };
    take(ctx, tx, loaded, (&step, Act::plain("cases.withdrawn", loaded))).await?;
    tell::handler(tx, loaded, NoticeKind::HandlerWithdrawn).await?;
    tell::reporter(tx, loaded, NoticeKind::Withdrawn, None).await
}

/// The case goes on; that the day was missed stays, and is told once: to the organ, and to the one above it, which urges.
/// The event says how many were told, so that nobody reads that somebody was urged where nobody was.
async fn overdue(ctx: &Ctx, tx: &Tx, (loaded, kind): (&Loaded, DeadlineKind)) -> Outcome<()> {
    let told = tell::handler(tx, loaded, NoticeKind::HandlerOverdue).await?;
    let urged = urge(tx, loaded, &told).await?;
    let told = told.len() + urged;
    if told == 0 {
        tell::nobody_left(loaded);
    }
    let facts = json!({ "kind": kind, "told": told, "version": loaded.case.version });
    let about = (loaded.case.id, CaseEventKind::Overdue);
    store::add_event(tx, &ctx.actor, about, (Some(loaded.case.organ_id), None), facts).await?;
    ledger::append(tx, &ctx.actor, Entry::sealed("cases.overdue", loaded.case.id, json!({ "kind": kind, "told": told }))).await
}

/// 督办 by the organ above; by the county commission where that one stands outside, is missing, or has nobody to tell.
async fn urge(tx: &Tx, loaded: &Loaded, told: &BTreeSet<AccountId>) -> Outcome<usize> {
    let known = Known::of(tx, loaded).await?;
    let above = review_of(&known.question(), loaded.case.organ_id);
    if !above.is_external {
        let urged = tell::urge(tx, loaded, (&known.away, above.organ), told).await?;
        if urged > 0 {
            return Ok(urged);
        }
    }
    match loaded.ground.commission() {
        Some(commission) => tell::urge(tx, loaded, (&known.away, commission), told).await,
        None => Ok(0),
    }
}

/// Whether missing the day is a fault of the organ, and not just the end of a wait.
const fn is_legal(kind: DeadlineKind) -> bool {
    matches!(kind, DeadlineKind::Acceptance | DeadlineKind::Result | DeadlineKind::Forward | DeadlineKind::TellResult)
}

//! Clocks that have run out, worked exactly once each, however many workers look and however often they stop midway.

use super::urging::urge;
use super::{Act, follow_up, material, take, tell, waits};
use crate::domain::cases::refusal::{CaseRefusal, MaterialRefusal};
use crate::domain::cases::rules::deadlines::{is_holdable, is_legal};
use crate::domain::cases::store::{self, Loaded};
use crate::domain::ledger::{self, Entry};
use crate::kernel::{County, Ctx, Failure, Outcome, Tx};
use entity::deadline;
use entity::words::{CaseEventKind, DeadlineKind, DeadlineState, NoticeKind};
use serde_json::json;
use time::Duration;

/// Until a clock that could not be worked is tried again: at first, and at most.
const FIRST_PAUSE: Duration = Duration::seconds(10);
const LAST_PAUSE: Duration = Duration::hours(1);

/// Works what is due in one county, one transaction a clock; how many were worked.
///
/// One that can't be worked is put off and told the operator; the others go on.
///
/// # Errors
/// A fault of the database; what was worked before it stays worked.
pub async fn deadlines_due(ctx: &Ctx, county: &County) -> Outcome<usize> {
    let mut worked = 0;
    for clock in due(ctx, county).await? {
        match run_out(ctx, county, &clock).await {
            Ok(done) => worked += usize::from(done),
            Err(fault) => put_off(ctx, county, (&clock, fault)).await?,
        }
    }
    Ok(worked)
}

/// Works one clock, in one transaction; false if somebody else was faster.
async fn run_out(ctx: &Ctx, county: &County, clock: &deadline::Model) -> Outcome<bool> {
    let tx = ctx.write(county).await?;
    // The case before its clock, as every step takes them: two that meet must not wait for each other.
    store::hold(&tx, clock.case_id).await?;
    let is_missed = is_legal(clock.kind) || clock.kind == DeadlineKind::Material;
    let state = if is_missed { DeadlineState::Missed } else { DeadlineState::Met };
    if !store::take_deadline(&tx, clock.id, state).await? {
        return Ok(false);
    }
    match work(ctx, &tx, clock).await {
        Ok(()) => tx.commit().await.map(|()| true),
        // An officer or the reporter was faster in this moment: the next round looks again.
        Err(Failure::Refused(_)) => Ok(false),
        Err(fault) => Err(fault),
    }
}

/// It is tried again later and later, an hour apart in the end; never given up, for a clock is somebody's right.
async fn put_off(ctx: &Ctx, county: &County, (clock, fault): (&deadline::Model, Failure)) -> Outcome<()> {
    let tries = clock.tries.saturating_add(1);
    let doublings = u32::try_from(clock.tries.clamp(0, 10)).unwrap_or_default();
    let pause = (FIRST_PAUSE * 2_i32.pow(doublings)).min(LAST_PAUSE);
    metrics::counter!("lianjing_clock_failures_total").increment(1);
    tracing::error!(county = %county.code, clock = %clock.id, tries, error = %fault, "a clock could not be worked and is tried again later");
    let tx = ctx.write(county).await?;
    store::put_off(&tx, clock, ctx.now.after(pause)).await?;
    tx.commit().await
}

async fn due(ctx: &Ctx, county: &County) -> Outcome<Vec<deadline::Model>> {
    store::due_clocks(&ctx.read(county).await?).await
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
        DeadlineKind::Material => material::lapse(ctx, tx, &loaded).await,
        DeadlineKind::FollowUp => follow_up::ask(ctx, tx, &loaded).await,
        DeadlineKind::FollowUpAnswer => follow_up::lapse(ctx, tx, &loaded).await,
        kind => overdue(ctx, tx, (&loaded, kind)).await,
    }
}

/// Nobody answered, or the answer stands.
async fn settle(ctx: &Ctx, tx: &Tx, loaded: &Loaded) -> Outcome<()> {
    let step = match loaded.standing().settle(tx.now) {
        Ok(step) => waits::of_county(tx, step).await?,
        Err(CaseRefusal::Material(MaterialRefusal::Unseen(_))) => return material::hold(ctx, tx, loaded).await,
        // An answer to the review has settled the case already; and what went outside has ended before.
        Err(_) => return Ok(()),
    };
    take(ctx, tx, loaded, (&step, Act::plain("cases.settle", loaded))).await?;
    tell::handler(tx, loaded, NoticeKind::HandlerSettled).await?;
    tell::reporter(tx, loaded, NoticeKind::Settled, None).await
}

async fn withdraw(ctx: &Ctx, tx: &Tx, loaded: &Loaded) -> Outcome<()> {
    let step = match loaded.standing().withdraw(tx.now) {
        Ok(step) => step,
        Err(CaseRefusal::Material(MaterialRefusal::Unseen(_))) => return material::hold(ctx, tx, loaded).await,
        Err(_) => return Ok(()),
    };
    take(ctx, tx, loaded, (&step, Act::plain("cases.withdrawn", loaded))).await?;
    tell::handler(tx, loaded, NoticeKind::HandlerWithdrawn).await?;
    tell::reporter(tx, loaded, NoticeKind::Withdrawn, None).await
}

/// The case goes on; that the day was missed stays, and is told once: to the organ, and to the one above it, which urges.
/// The event says how many were told, so that nobody reads that somebody was urged where nobody was.
async fn overdue(ctx: &Ctx, tx: &Tx, (loaded, kind): (&Loaded, DeadlineKind)) -> Outcome<()> {
    if is_holdable(kind) {
        // What was asked for and not answered by now comes too late.
        store::lapse_requests(tx, loaded.case.id, None).await?;
    }
    let told = tell::handler(tx, loaded, NoticeKind::HandlerOverdue).await?;
    let urged = urge(ctx, tx, loaded, &told).await?;
    let told = told.len() + urged;
    if told == 0 {
        tell::nobody_left(loaded);
    }
    let facts = json!({ "kind": kind, "told": told, "version": loaded.case.version });
    let about = (loaded.case.id, CaseEventKind::Overdue);
    store::add_event(tx, &ctx.actor, about, (Some(loaded.case.organ_id), None), facts).await?;
    ledger::append(tx, &ctx.actor, Entry::sealed("cases.overdue", loaded.case.id, json!({ "kind": kind, "told": told }))).await
}

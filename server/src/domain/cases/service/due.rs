//! Clocks that have run out, worked exactly once each, however many workers look and however often they stop midway.

use super::{Act, take, tell};
use crate::domain::cases::store::{self, Loaded};
use crate::domain::ledger::{self, Entry};
use crate::kernel::{County, Ctx, Failure, Outcome, Tx};
use entity::deadline;
use entity::words::{CaseEventKind, DeadlineKind, DeadlineState, NoticeKind};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde_json::json;

/// Clocks of one round, so that a round never takes long.
const ROUND: u64 = 200;

/// Works what is due in one county, one transaction a clock; how many were worked.
///
/// # Errors
/// A fault; what was worked before it stays worked.
pub async fn deadlines_due(ctx: &Ctx, county: &County) -> Outcome<usize> {
    let mut worked = 0;
    for clock in due(ctx, county).await? {
        let tx = ctx.write(county).await?;
        let state = if is_legal(clock.kind) { DeadlineState::Missed } else { DeadlineState::Met };
        if !store::take_deadline(&tx, clock.id, state).await? {
            continue;
        }
        match work(ctx, &tx, &clock).await {
            Ok(()) => tx.commit().await?,
            // An officer or the reporter was faster in this moment: the next round looks again.
            Err(Failure::Refused(_)) => continue,
            Err(fault) => return Err(fault),
        }
        worked += 1;
    }
    Ok(worked)
}

async fn due(ctx: &Ctx, county: &County) -> Outcome<Vec<deadline::Model>> {
    let tx = ctx.read(county).await?;
    let rows = tx
        .rows()
        .find::<deadline::Entity>()
        .filter(deadline::Column::State.eq(DeadlineState::Running))
        .filter(deadline::Column::DueAt.lt(ctx.now))
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
    tell::reporter(tx, loaded, NoticeKind::Settled, None).await
}

async fn withdraw(ctx: &Ctx, tx: &Tx, loaded: &Loaded) -> Outcome<()> {
    let Ok(step) = loaded.standing().withdraw(tx.now) else { return Ok(()) };
    take(ctx, tx, loaded, (&step, Act::plain("cases.withdrawn", loaded))).await?;
    tell::reporter(tx, loaded, NoticeKind::Withdrawn, None).await
}

/// The case goes on; that the day was missed stays, and is told once.
async fn overdue(ctx: &Ctx, tx: &Tx, (loaded, kind): (&Loaded, DeadlineKind)) -> Outcome<()> {
    let facts = json!({ "kind": kind, "version": loaded.case.version });
    let about = (loaded.case.id, CaseEventKind::Overdue);
    store::add_event(tx, &ctx.actor, about, (Some(loaded.case.organ_id), None), facts).await?;
    ledger::append(tx, &ctx.actor, Entry::sealed("cases.overdue", loaded.case.id, json!({ "kind": kind }))).await?;
    if loaded.is_external() {
        let Some(commission) = loaded.ground.commission() else { return Ok(()) };
        let away = store::keep_away(tx, &loaded.places()).await?;
        return tell::heads(tx, (loaded.case.id, &away), commission, NoticeKind::HandlerOverdue).await;
    }
    tell::handler(tx, loaded, NoticeKind::HandlerOverdue).await
}

/// Whether missing the day is a fault of the organ, and not just the end of a wait.
const fn is_legal(kind: DeadlineKind) -> bool {
    matches!(kind, DeadlineKind::Acceptance | DeadlineKind::Result | DeadlineKind::Forward | DeadlineKind::TellResult)
}

//! The clock: what is owed is urged once a term; what was answered and stays silent is over.

use super::{advance, answering_units, blank, commission, leave};
use crate::domain::calendar;
use crate::domain::notices;
use crate::domain::opinions::model::Deed;
use crate::domain::opinions::{rules, store};
use crate::kernel::{County, Ctx, Failure, Outcome, Tx};
use entity::id::OpinionId;
use entity::words::{NoticeKind, OpinionStep};
use entity::{opinion, opinion_event};
use time::Duration;

/// Until a clock that could not be worked is tried again.
const PAUSE: Duration = Duration::hours(1);

/// Works what is due in a county, each opinion in a transaction of its own; how many steps were left. One that can't be worked
/// is put off and told the operator; the others go on.
///
/// # Errors
/// A fault of the database; what was worked before it stays worked.
pub async fn due_job(ctx: &Ctx, county: &County) -> Outcome<usize> {
    let mut steps = 0;
    loop {
        let tx = ctx.read(county).await?;
        let ids = store::due(&tx, tx.now).await?;
        drop(tx);
        if ids.is_empty() {
            return Ok(steps);
        }
        for id in ids {
            match work(ctx, county, id).await {
                Ok(done) => steps += usize::from(done),
                Err(fault) => put_off(ctx, county, (id, fault)).await?,
            }
        }
    }
}

/// It is tried again, and never given up: somebody waits for an answer.
async fn put_off(ctx: &Ctx, county: &County, (id, fault): (OpinionId, Failure)) -> Outcome<()> {
    metrics::counter!("lianjing_clock_failures_total").increment(1);
    tracing::error!(county = %county.code, opinion = %id, error = %fault, "the clock of an opinion could not be worked and is tried again later");
    let tx = ctx.write(county).await?;
    store::put_off(&tx, id, tx.now.after(PAUSE)).await?;
    tx.commit().await
}

async fn work(ctx: &Ctx, county: &County, id: OpinionId) -> Outcome<bool> {
    let tx = ctx.write(county).await?;
    let row = store::held(&tx, id).await?;
    // Somebody else may have worked it meanwhile.
    if row.wake_at.is_none_or(|at| tx.now < at) {
        return Ok(false);
    }
    let done = match row.due_on {
        Some(_) => overdue(ctx, &tx, row).await?,
        None => silent(ctx, &tx, row).await?,
    };
    tx.commit().await?;
    Ok(done)
}

/// Its day is over. A holiday that was announced meanwhile moves the day; it is counted anew before anybody is urged.
async fn overdue(ctx: &Ctx, tx: &Tx, mut row: opinion::Model) -> Outcome<bool> {
    let day = rules::due_on(&calendar::of_county(tx).await?, row.term_from, row.days);
    let later = rules::day_after(day);
    if tx.now < later {
        row.due_on = Some(day);
        if row.first_answered_at.is_none() {
            row.first_due_on = day;
        }
        row.wake_at = Some(later);
        store::save(tx, row).await?;
        return Ok(false);
    }
    advance(&mut row, Deed::Urge)?;
    row.wake_at = None;
    let (id, unit) = (row.id, row.unit_id);
    let event = opinion_event::Model { due_on: row.due_on, ..blank(tx, &row, OpinionStep::Overdue) };
    leave(ctx, tx, row, event).await?;
    let told = store::answering(tx, &answering_units(tx, unit).await?).await?;
    notices::about_opinion(tx, &told, NoticeKind::OpinionUrged, id).await?;
    if let Some(organ) = commission(tx).await? {
        notices::about_opinion(tx, &store::heads(tx, organ).await?, NoticeKind::OpinionOverdue, id).await?;
    }
    Ok(true)
}

/// Its author said nothing for so long.
async fn silent(ctx: &Ctx, tx: &Tx, mut row: opinion::Model) -> Outcome<bool> {
    advance(&mut row, Deed::FallSilent)?;
    row.closed_at = Some(tx.now);
    row.wake_at = None;
    let event = blank(tx, &row, OpinionStep::Closed);
    leave(ctx, tx, row, event).await?;
    Ok(true)
}

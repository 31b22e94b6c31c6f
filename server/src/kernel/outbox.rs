//! The outbox: work that a verb leaves behind, written in its transaction, done after its commit.
//!
//! Invariants: 1. a job is a topic and ids, never a phone number, a name or a code. 2. A handler may run twice for
//! one job, so it must be idempotent. 3. A job that keeps failing is parked and shown, never deleted.

use crate::kernel::ctx::Ctx;
use crate::kernel::db::Db;
use crate::kernel::error::Outcome;
use crate::kernel::forget::forget;
use crate::kernel::tenants::County;
use crate::kernel::tx::Tx;
use entity::id::OutboxId;
use entity::moment::Moment;
use entity::outbox;
use sea_orm::{ConnectionTrait as _, Statement};
use time::Duration;

/// Leaves a job to be done from `run_at` on.
///
/// # Errors
/// A fault of the database.
pub async fn enqueue(tx: &Tx, topic: &'static str, payload: serde_json::Value, run_at: Moment) -> Outcome<OutboxId> {
    let id = tx.mint();
    // The worker goes by the machine's clock.
    let run_at = tx.kernel.calendar.in_real_time(run_at);
    tx.add(outbox::Model {
        county_id: tx.county.id,
        id,
        topic: topic.to_owned(),
        payload,
        run_at,
        attempts: 0,
        leased_until: None,
        done_at: None,
        parked_at: None,
        last_error: None,
        created_at: tx.now,
    })
    .await?;
    if run_at <= tx.now {
        tx.leave_work();
    }
    Ok(id)
}

/// So long a finished job is kept, for whoever asks what happened.
const KEPT: Duration = Duration::days(7);

/// Forgets a county's jobs that were finished a week ago. What failed stays.
///
/// # Errors
/// A fault of the database.
pub async fn sweep(ctx: &Ctx, county: &County) -> Outcome<u64> {
    forget(ctx, county, ("outbox", "done_at < $2"), KEPT).await
}

/// What waits in the outbox of all counties together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// To be done now.
    pub due: i64,
    /// To be done at a later time.
    pub later: i64,
    /// For a person to look at.
    pub parked: i64,
    /// How long the oldest of what is due has waited.
    pub oldest_due: Duration,
}

/// Counts what waits, as the role that may see counts and nothing else.
///
/// # Errors
/// A fault of the database.
pub async fn backlog(db: &Db, now: Moment) -> Outcome<Backlog> {
    let sql = "SELECT COUNT(CASE WHEN parked_at IS NULL AND run_at <= $1 THEN 1 END) AS due, \
               COUNT(CASE WHEN parked_at IS NULL AND run_at > $1 THEN 1 END) AS later, COUNT(parked_at) AS parked, \
               MIN(CASE WHEN parked_at IS NULL AND run_at <= $1 THEN run_at END) AS oldest FROM outbox WHERE done_at IS NULL";
    let pool = db.sweep();
    let row = pool.query_one_raw(Statement::from_sql_and_values(pool.get_database_backend(), sql, [now.into()])).await?;
    let Some(row) = row else { return Ok(Backlog::default()) };
    let oldest = row.try_get::<Option<Moment>>("", "oldest")?;
    let count = |name| row.try_get::<i64>("", name);
    Ok(Backlog {
        due: count("due")?,
        later: count("later")?,
        parked: count("parked")?,
        oldest_due: oldest.map_or(Duration::ZERO, |oldest| now.since(oldest)),
    })
}

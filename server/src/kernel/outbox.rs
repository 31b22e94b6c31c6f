//! The outbox: work that a verb leaves behind, written in its transaction, done after its commit.
//!
//! Invariants: 1. a job is a topic and ids, never a phone number, a name or a code. 2. A handler may run twice for
//! one job, so it must be idempotent. 3. A job that keeps failing is parked and shown, never deleted.

use crate::kernel::error::Outcome;
use crate::kernel::tx::Tx;
use entity::id::OutboxId;
use entity::moment::Moment;
use entity::outbox;

/// Leaves a job to be done from `run_at` on.
///
/// # Errors
/// A fault of the database.
pub async fn enqueue(tx: &Tx, topic: &'static str, payload: serde_json::Value, run_at: Moment) -> Outcome<OutboxId> {
    let id = tx.mint();
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

//! 拿掉的登记: that something went from the public pages to protect somebody, for whoever keeps copies of what is public.
//!
//! Invariants: 1. A row says that something went and when, never what. 2. It is written in the transaction in which it goes, with
//! a job for the keepers of copies. 3. Rows are counted, not compared by their time: a copy that knows of as many as there are
//! was made after the last one, whatever the clocks say.

use crate::kernel::{Outcome, Tx, outbox};
use entity::removal;
use sea_orm::PaginatorTrait as _;
use serde_json::json;

/// Topic for whoever keeps copies: something went.
pub const NOTED: &str = "removals.noted";

/// Notes in this transaction that something goes from the public pages.
///
/// # Errors
/// A fault of the database.
pub async fn note(tx: &Tx) -> Outcome<()> {
    tx.add(removal::Model { county_id: tx.county.id, id: tx.mint(), at: tx.now }).await?;
    outbox::enqueue(tx, NOTED, json!({}), tx.now).await?;
    Ok(())
}

/// How often something went so far.
///
/// # Errors
/// A fault of the database.
pub async fn count(tx: &Tx) -> Outcome<i64> {
    let rows = tx.rows().find::<removal::Entity>().count(tx).await?;
    Ok(i64::try_from(rows).unwrap_or(i64::MAX))
}

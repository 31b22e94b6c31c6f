//! What the worker does: gives the next numbers to what the ledger passed on, and tells whoever waits.

use super::{rules, store};
use crate::domain::ledger::FOLLOWED;
pub use crate::domain::ledger::PASSED_ON as FOLLOW;
use crate::kernel::{County, Ctx, JobError, Outcome, Tx, outbox};
use entity::id::LedgerEntryId;
use entity::{change, ledger_entry};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use time::Duration;

/// Topic for whoever passes changes on: there are new ones.
pub const NOTED: &str = "changes.noted";
/// Entries that are read at once where a county has no change yet.
const AT_ONCE: u64 = 500;

/// Works `changes.follow`: entries of the ledger become changes. Two workers never give one number twice: the second one waits.
///
/// # Errors
/// When to come back.
pub async fn follow_job(ctx: Ctx, county: County, payload: Value) -> Result<(), JobError> {
    let tx = ctx.write(&county).await?;
    let waiting = store::passed_on(&tx, FOLLOW).await?;
    let ids: BTreeSet<_> = waiting.iter().chain([&payload]).flat_map(ids_of).collect();
    let ids: Vec<_> = ids.into_iter().collect();
    let head = store::head(&tx).await?;
    let entries = if head == 0 { all_so_far(&tx).await? } else { unknown(&tx, &ids).await? };
    let rows = numbered(&tx, head, entries).await?;
    if rows.is_empty() {
        return Ok(());
    }
    if !store::add(&tx, rows).await? {
        return Err(JobError::Wait { after: Duration::seconds(1), why: "another worker gives numbers to changes".to_owned() });
    }
    outbox::enqueue(&tx, NOTED, json!({}), tx.now).await?;
    tx.ring();
    Ok(tx.commit().await?)
}

fn ids_of(payload: &Value) -> impl Iterator<Item = LedgerEntryId> {
    payload.get("entries").and_then(Value::as_array).into_iter().flatten().filter_map(store::id_of)
}

async fn unknown(tx: &Tx, ids: &[LedgerEntryId]) -> Outcome<Vec<ledger_entry::Model>> {
    let known = store::known(tx, ids).await?;
    let mut entries = store::entries(tx, ids).await?;
    entries.retain(|entry| !known.contains(&entry.id));
    Ok(entries)
}

/// What happened before anybody followed: a county that is older than this list begins it with all that the ledger holds.
async fn all_so_far(tx: &Tx) -> Outcome<Vec<ledger_entry::Model>> {
    let mut all: Vec<ledger_entry::Model> = Vec::new();
    loop {
        let some = store::entries_after(tx, &FOLLOWED, all.last().map(|entry| entry.id), AT_ONCE).await?;
        let is_last = some.len() < usize::try_from(AT_ONCE).unwrap_or(usize::MAX);
        all.extend(some);
        if is_last {
            return Ok(all);
        }
    }
}

async fn numbered(tx: &Tx, head: i64, entries: Vec<ledger_entry::Model>) -> Outcome<Vec<change::Model>> {
    let (mut rows, mut number) = (Vec::with_capacity(entries.len()), head);
    for entry in entries {
        let Some(kind) = rules::kind_of(&entry) else { continue };
        let (thing, address) = store::place(tx, kind, &entry).await?;
        number += 1;
        let changed_on = entry.at.in_china().date();
        rows.push(change::Model { county_id: tx.county.id, number, entry_id: entry.id, kind, changed_on, thing, address });
    }
    Ok(rows)
}

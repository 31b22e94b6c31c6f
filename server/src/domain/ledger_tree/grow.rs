//! The sequencer: gives entries their leaves. Public ones at once; those around reports once an hour, in a batch that is
//! always as large, filled up with leaves that stand for nothing, and in an order of chance.

use crate::domain::ledger_tree::head::{self, Head, column, count};
use crate::domain::ledger_tree::store;
use crate::domain::ledger_tree::tree::{Block, Edge, Hash, leaf_hash};
use crate::kernel::{County, Ctx, JobError, Outcome, Tx};
use entity::moment::Moment;
use entity::words::LedgerClass;
use entity::{ledger_head, ledger_leaf, ledger_node};
use time::Duration;
use uuid::Uuid;

/// Public entries that get their leaves in one transaction.
const MOST_PUBLIC: u64 = 1_000;
/// Leaves of an hour's batch, see `batch_size`.
pub const BATCH: u64 = 32;
/// The largest batch: what was written before there was a tree is many.
const LARGEST_BATCH: u64 = 65_536;
/// No entry around a report waits much longer than this.
const PATIENCE: Duration = Duration::hours(6);
const HOUR: i64 = 3_600_000;

/// What a new leaf holds.
struct NewLeaf {
    commitment: Vec<u8>,
    entry: Option<Uuid>,
}

/// Leaves of the next batch where so many entries have waited six hours or more: 32, doubled until it holds all those. So
/// the size tells of more than 192 acts in six hours of a whole county, and of nothing less.
#[must_use]
pub fn batch_size(late: u64) -> u64 {
    late.next_power_of_two().clamp(BATCH, LARGEST_BATCH)
}

/// Gives public entries of a county their leaves.
///
/// # Errors
/// A fault of the database or the key folder; it is tried again at the next time.
pub async fn merge_job(ctx: Ctx, county: County) -> Result<(), JobError> {
    while merge(&ctx, &county).await? {}
    Ok(())
}

/// One round; whether there may be more.
async fn merge(ctx: &Ctx, county: &County) -> Outcome<bool> {
    let tx = ctx.write(county).await?;
    let last = store::last_head(&tx).await?;
    let waiting = store::waiting(&tx, LedgerClass::Public, MOST_PUBLIC).await?;
    let is_full = waiting.len() as u64 == MOST_PUBLIC;
    let leaves: Vec<_> = waiting.into_iter().map(|one| NewLeaf { commitment: one.commitment, entry: Some(one.id) }).collect();
    if leaves.is_empty() || !grow(&tx, last, leaves, None).await? {
        return Ok(false);
    }
    tx.commit().await?;
    Ok(is_full)
}

/// Writes the batch of this hour for a county, whether or not anything happened there.
///
/// # Errors
/// A fault of the database or the key folder; it is tried again at the next time.
pub async fn batch_job(ctx: Ctx, county: County) -> Result<(), JobError> {
    let hour = ctx.now.0.div_euclid(HOUR);
    let is_written = store::has_batch(&ctx.read(&county).await?, hour).await?;
    if is_written {
        return Ok(());
    }
    let tx = ctx.write(&county).await?;
    let last = store::last_head(&tx).await?;
    let late = store::waiting_since(&tx, LedgerClass::Sealed, since(tx.now), LARGEST_BATCH).await?;
    let size = batch_size(late);
    let waiting = store::waiting(&tx, LedgerClass::Sealed, size).await?;
    let mut leaves: Vec<_> = waiting.into_iter().map(|one| NewLeaf { commitment: one.commitment, entry: Some(one.id) }).collect();
    for _ in leaves.len() as u64..size {
        leaves.push(NewLeaf { commitment: tx.random::<32>().to_vec(), entry: None });
    }
    // By a key of chance for each: the place of a leaf tells nothing of when its entry was written.
    leaves.sort_by_cached_key(|_| tx.random::<16>());
    if grow(&tx, last, leaves, Some(hour)).await? {
        tx.commit().await?;
    }
    Ok(())
}

fn since(now: Moment) -> Moment {
    now.after(-PATIENCE)
}

/// Adds leaves and their head; whether nobody else did meanwhile. If somebody did, nothing of this transaction may be committed.
/// The last head was read before what waits: who came in between is found by his head, before anything has two leaves.
async fn grow(tx: &Tx, last: Option<ledger_head::Model>, leaves: Vec<NewLeaf>, batch: Option<i64>) -> Outcome<bool> {
    let mut edge = last.as_ref().map(head::edge).transpose()?.unwrap_or_default();
    let (from, mut rows, mut nodes) = (edge.size(), Vec::with_capacity(leaves.len()), Vec::new());
    for leaf in leaves {
        let leaf_index = column(edge.size())?;
        nodes.extend(edge.push(leaf_hash(&leaf.commitment)));
        rows.push(ledger_leaf::Model { county_id: tx.county.id, leaf_index, commitment: leaf.commitment, entry_id: leaf.entry });
    }
    if !store::add_head(tx, head_row(tx, (from, &edge), batch)?).await? || !continues(tx, last.as_ref(), edge.size()).await? {
        return Ok(false);
    }
    let entries = rows.iter().filter(|row| row.entry_id.is_some()).count() as u64;
    tx.add_all(rows).await?;
    tx.add_all(nodes.into_iter().map(|node| node_row(tx, node)).collect::<Outcome<_>>()?).await?;
    // An entry that is not there any more went with a restore, and has no leaf to get.
    Ok(store::mark(tx, from).await? == entries)
}

/// Whether the head that was just written still stands on the one that was read. The county may have come back from a backup
/// in between: whoever adds a row waits for that, and finds another log then.
async fn continues(tx: &Tx, last: Option<&ledger_head::Model>, size: u64) -> Outcome<bool> {
    let newest = store::newest_heads(tx).await?;
    let mut newest = newest.iter();
    let is_ours = newest.next().is_some_and(|head| count(head.size) == size);
    let before = newest.next().map(|head| (head.size, &head.root));
    Ok(is_ours && before == last.map(|head| (head.size, &head.root)))
}

fn head_row(tx: &Tx, (follows, edge): (u64, &Edge), batch: Option<i64>) -> Outcome<ledger_head::Model> {
    let signed = Head::of(&tx.county.code, edge, tx.now).sign(tx)?;
    Ok(ledger_head::Model {
        county_id: tx.county.id,
        size: column(edge.size())?,
        follows: column(follows)?,
        root: edge.root().to_vec(),
        edge: edge.bytes(),
        at: tx.now,
        day: tx.now.in_china().date(),
        batch,
        key_id: signed.key_id,
        public_key: signed.public_key,
        signature: signed.signature,
    })
}

fn node_row(tx: &Tx, (block, hash): (Block, Hash)) -> Outcome<ledger_node::Model> {
    let level = i32::try_from(block.level).unwrap_or(i32::MAX);
    Ok(ledger_node::Model { county_id: tx.county.id, level, no: column(block.no)?, hash: hash.to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_has_one_size_but_where_many_would_wait_too_long() {
        for (late, size) in [(0, 32), (1, 32), (32, 32), (33, 64), (100, 128), (70_000, 65_536)] {
            assert_eq!(batch_size(late), size, "{late}");
        }
    }
}

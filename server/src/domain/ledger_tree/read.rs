//! What anybody may ask of a county's log: heads, proofs, leaves, and what a restore says.

use crate::domain::ledger::{self, Entry, RESTORED, canonical};
use crate::domain::ledger_tree::head::count;
use crate::domain::ledger_tree::path::{self, Run};
use crate::domain::ledger_tree::store;
use crate::domain::ledger_tree::tree::Hash;
use crate::kernel::{Actor, County, Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::{ledger_head, ledger_leaf};
use serde_json::{Map, Value, json};
use time::Date;

/// Days of one list of heads.
pub const MOST_DAYS: u64 = 31;
/// Leaves of one answer.
pub const MOST_LEAVES: u64 = 500;
/// Restores that are told.
pub const MOST_RESTORES: u64 = 20;

/// That a leaf stands in the tree under a head.
pub struct Inclusion {
    /// The head.
    pub head: ledger_head::Model,
    /// The place.
    pub leaf_index: u64,
    /// The proof, from the leaf upwards.
    pub path: Vec<Hash>,
}

/// What the entry of a restore says, with what its leaf is checked by.
pub struct Restore {
    /// Place of its leaf.
    pub leaf_index: u64,
    /// The entry in its canonical form.
    pub entry: String,
    /// The salt of its commitment.
    pub salt: Vec<u8>,
}

/// The newest head of a county; none where nothing was logged yet.
///
/// # Errors
/// A fault of the database.
pub async fn last_head(ctx: &Ctx, county: &County) -> Outcome<Option<ledger_head::Model>> {
    store::last_head(&ctx.read(county).await?).await
}

/// The last heads of days, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn daily_heads(ctx: &Ctx, county: &County, before: Option<Date>, most: u64) -> Outcome<Vec<ledger_head::Model>> {
    store::daily_heads(&ctx.read(county).await?, before, most.clamp(1, MOST_DAYS)).await
}

/// Where a commitment stands, proven under the newest head or that of this size; none if it does not stand there.
///
/// # Errors
/// Refused if no head has this size.
pub async fn inclusion(ctx: &Ctx, county: &County, commitment: &[u8], size: Option<u64>) -> Outcome<Option<Inclusion>> {
    let tx = ctx.read(county).await?;
    let head = match size {
        Some(size) => Some(store::head_of_size(&tx, size).await?.ok_or_else(|| no_such("size"))?),
        None => store::last_head(&tx).await?,
    };
    let Some(head) = head else { return Ok(None) };
    let Some(leaf_index) = store::place_of(&tx, commitment).await?.filter(|place| *place < count(head.size)) else { return Ok(None) };
    let path = hashes(&tx, &path::inclusion(leaf_index, count(head.size))).await?;
    Ok(Some(Inclusion { head, leaf_index, path }))
}

/// The proof that the tree of one size is the beginning of that of another.
///
/// # Errors
/// Refused unless both sizes are at most the newest head's, and the older one at least 1 and no larger.
pub async fn consistency(ctx: &Ctx, county: &County, (older, newer): (u64, u64)) -> Outcome<Vec<Hash>> {
    let tx = ctx.read(county).await?;
    let size = store::last_head(&tx).await?.map_or(0, |head| count(head.size));
    if newer > size {
        return Err(no_such("newer"));
    }
    if older == 0 || older > newer {
        return Err(no_such("older"));
    }
    hashes(&tx, &path::consistency(older, newer)).await
}

/// Leaves from this one on, that stand under a head.
///
/// # Errors
/// A fault of the database.
pub async fn leaves(ctx: &Ctx, county: &County, from: u64, most: u64) -> Outcome<Vec<ledger_leaf::Model>> {
    store::leaves(&ctx.read(county).await?, from, most.clamp(1, MOST_LEAVES)).await
}

/// When the county's data came back from a backup, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn restores(ctx: &Ctx, county: &County) -> Outcome<Vec<Restore>> {
    let tx = ctx.read(county).await?;
    let rows = store::of_county(&tx, RESTORED, MOST_RESTORES).await?;
    let told = |row: entity::ledger_entry::Model| Restore {
        leaf_index: row.leaf_index.map_or(0, count),
        entry: canonical(&county.code, &row),
        salt: row.salt,
    };
    Ok(rows.into_iter().map(told).collect())
}

/// Leaves of a county's log now.
///
/// # Errors
/// A fault of the database.
pub async fn log_size(tx: &Tx) -> Outcome<u64> {
    Ok(store::last_head(tx).await?.map_or(0, |head| count(head.size)))
}

/// Notes that the county's data came back from a backup, in the transaction of the restore: how many leaves came back, how many
/// there had been as far as somebody knows, and what else may be **public**. How many entries there are may not: those
/// around reports are among them.
///
/// # Errors
/// A fault of the database.
pub async fn note_restored(tx: &Tx, actor: &Actor, last_size: Option<u64>, more: Map<String, Value>) -> Outcome<()> {
    let mut facts = more;
    facts.insert("keptSize".to_owned(), json!(log_size(tx).await?));
    facts.insert("lastSize".to_owned(), json!(last_size));
    ledger::append(tx, actor, Entry::public(RESTORED, tx.county.id, Value::Object(facts))).await
}

async fn hashes(tx: &Tx, runs: &[Run]) -> Outcome<Vec<Hash>> {
    let blocks = store::blocks_of(tx, runs).await?;
    let all: Option<Vec<_>> = runs.iter().map(|run| path::hash(*run, &blocks)).collect();
    all.ok_or_else(|| Failure::fault("the ledger's tree lacks leaves or blocks: run `lianjing ledger verify`"))
}

fn no_such(field: &'static str) -> Failure {
    Failure::field(ErrorCode::Invalid, field, "留痕没有这么长，或者没有这么长的树头。")
}

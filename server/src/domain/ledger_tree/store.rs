//! The SQL of leaves, blocks, heads and promises.

use crate::domain::ledger_tree::head::{column, count};
use crate::domain::ledger_tree::path::Run;
use crate::domain::ledger_tree::path::blocks;
use crate::domain::ledger_tree::tree::{Block, Hash, hash_of, leaf_hash};
use crate::kernel::{Failure, Outcome, Tx};
use entity::id::{LedgerEntryId, LedgerPromiseId, ReportId};
use entity::moment::Moment;
use entity::words::LedgerClass;
use entity::{ledger_entry, ledger_head, ledger_leaf, ledger_node, ledger_promise};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, FromQueryResult, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    Statement, TryInsertResult,
};
use std::collections::{BTreeMap, BTreeSet};
use time::Date;
use uuid::Uuid;

/// An entry that has no leaf yet.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Waiting {
    /// The entry.
    pub id: Uuid,
    /// What its leaf will hold.
    pub commitment: Vec<u8>,
}

/// Entries without a leaf, the oldest first. Whatever was committed late is among them.
pub async fn waiting(tx: &Tx, class: LedgerClass, most: u64) -> Outcome<Vec<Waiting>> {
    let rows = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Class.eq(class));
    let rows = rows.filter(ledger_entry::Column::LeafIndex.is_null()).order_by_asc(ledger_entry::Column::Id).limit(most);
    let columns = [ledger_entry::Column::Id, ledger_entry::Column::Commitment];
    Ok(rows.select_only().columns(columns).into_model().all(tx).await?)
}

/// How many of them have waited since this moment or longer, counted up to `most`.
pub async fn waiting_since(tx: &Tx, class: LedgerClass, since: Moment, most: u64) -> Outcome<u64> {
    let rows = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Class.eq(class));
    let rows = rows.filter(ledger_entry::Column::LeafIndex.is_null()).filter(ledger_entry::Column::At.lte(since));
    let ids: Vec<Uuid> = rows.select_only().column(ledger_entry::Column::Id).limit(most).into_tuple().all(tx).await?;
    Ok(ids.len() as u64)
}

/// The newest head.
pub async fn last_head(tx: &Tx) -> Outcome<Option<ledger_head::Model>> {
    Ok(tx.rows().find::<ledger_head::Entity>().order_by_desc(ledger_head::Column::Size).one(tx).await?)
}

/// The newest head and the one before it.
pub async fn newest_heads(tx: &Tx) -> Outcome<Vec<ledger_head::Model>> {
    Ok(tx.rows().find::<ledger_head::Entity>().order_by_desc(ledger_head::Column::Size).limit(2).all(tx).await?)
}

/// The head of this size.
pub async fn head_of_size(tx: &Tx, size: u64) -> Outcome<Option<ledger_head::Model>> {
    Ok(tx.rows().one::<ledger_head::Entity, _>(column(size)?).one(tx).await?)
}

/// Heads with more leaves than this, the smallest first.
pub async fn heads_above(tx: &Tx, size: i64, most: u64) -> Outcome<Vec<ledger_head::Model>> {
    let rows = tx.rows().find::<ledger_head::Entity>().filter(ledger_head::Column::Size.gt(size));
    Ok(rows.order_by_asc(ledger_head::Column::Size).limit(most).all(tx).await?)
}

/// The last head of each of so many days, the newest first, before `before` where it is given.
pub async fn daily_heads(tx: &Tx, before: Option<Date>, most: u64) -> Outcome<Vec<ledger_head::Model>> {
    let mut days = tx.rows().find::<ledger_head::Entity>().select_only().column_as(ledger_head::Column::Size.max(), "size");
    if let Some(before) = before {
        days = days.filter(ledger_head::Column::Day.lt(before));
    }
    let days = days.group_by(ledger_head::Column::Day).order_by_desc(ledger_head::Column::Day).limit(most);
    let sizes: Vec<i64> = days.into_tuple().all(tx).await?;
    let rows = tx.rows().find::<ledger_head::Entity>().filter(ledger_head::Column::Size.is_in(sizes));
    Ok(rows.order_by_desc(ledger_head::Column::Size).all(tx).await?)
}

/// Whether the batch of this hour was written.
pub async fn has_batch(tx: &Tx, hour: i64) -> Outcome<bool> {
    let rows = tx.rows().find::<ledger_head::Entity>().filter(ledger_head::Column::Batch.eq(hour));
    Ok(rows.count(tx).await? > 0)
}

/// Adds a head; whether it is the first that follows the one before.
pub async fn add_head(tx: &Tx, row: ledger_head::Model) -> Outcome<bool> {
    let insert = tx.rows().insert::<_, ledger_head::ActiveModel>(row).on_conflict(OnConflict::new().do_nothing().to_owned());
    Ok(matches!(insert.try_insert().exec_without_returning(tx).await?, TryInsertResult::Inserted(rows) if rows > 0))
}

/// Tells the entries of the leaves from this one on where they stand; how many there are.
pub async fn mark(tx: &Tx, from: u64) -> Outcome<u64> {
    let sql = "UPDATE ledger_entry SET leaf_index = (SELECT l.leaf_index FROM ledger_leaf l WHERE l.county_id = $1 AND l.entry_id = ledger_entry.id) \
               WHERE county_id = $1 AND leaf_index IS NULL \
               AND id IN (SELECT n.entry_id FROM ledger_leaf n WHERE n.county_id = $1 AND n.leaf_index >= $2 AND n.entry_id IS NOT NULL)";
    let values = [tx.county.id.into(), column(from)?.into()];
    Ok(tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?.rows_affected())
}

/// Leaves from this one on.
pub async fn leaves(tx: &Tx, from: u64, most: u64) -> Outcome<Vec<ledger_leaf::Model>> {
    let rows = tx.rows().find::<ledger_leaf::Entity>().filter(ledger_leaf::Column::LeafIndex.gte(column(from)?));
    Ok(rows.order_by_asc(ledger_leaf::Column::LeafIndex).limit(most).all(tx).await?)
}

/// Where a commitment stands, the first time if it should stand there twice.
pub async fn place_of(tx: &Tx, commitment: &[u8]) -> Outcome<Option<u64>> {
    let rows = tx.rows().find::<ledger_leaf::Entity>().filter(ledger_leaf::Column::Commitment.eq(commitment));
    let found: Option<i64> =
        rows.order_by_asc(ledger_leaf::Column::LeafIndex).select_only().column(ledger_leaf::Column::LeafIndex).into_tuple().one(tx).await?;
    Ok(found.map(count))
}

/// The stored blocks that these subtrees' hashes are made of: one statement for each unbroken row of them.
pub async fn blocks_of(tx: &Tx, runs: &[Run]) -> Outcome<BTreeMap<Block, Hash>> {
    let mut found = BTreeMap::new();
    for (first, last) in rows_of(&blocks(runs)) {
        let level = first.level;
        for (no, hash) in hashes_of(tx, level, (column(first.no)?, column(last.no)?)).await? {
            let hash = if level == 0 { Some(leaf_hash(&hash)) } else { hash_of(&hash) };
            let hash = hash.ok_or_else(|| Failure::fault("a hash of the ledger's tree has not 32 bytes"))?;
            found.insert(Block { level, no: count(no) }, hash);
        }
    }
    Ok(found)
}

async fn hashes_of(tx: &Tx, level: u32, (first, last): (i64, i64)) -> Outcome<Vec<(i64, Vec<u8>)>> {
    if level == 0 {
        let rows = tx.rows().find::<ledger_leaf::Entity>().filter(ledger_leaf::Column::LeafIndex.between(first, last));
        let columns = [ledger_leaf::Column::LeafIndex, ledger_leaf::Column::Commitment];
        return Ok(rows.select_only().columns(columns).into_tuple().all(tx).await?);
    }
    let level = i32::try_from(level).map_err(Failure::fault)?;
    let rows = tx.rows().find::<ledger_node::Entity>().filter(ledger_node::Column::Level.eq(level));
    let rows = rows.filter(ledger_node::Column::No.between(first, last));
    Ok(rows.select_only().columns([ledger_node::Column::No, ledger_node::Column::Hash]).into_tuple().all(tx).await?)
}

/// First and last of each unbroken row of blocks.
fn rows_of(blocks: &BTreeSet<Block>) -> Vec<(Block, Block)> {
    let mut rows: Vec<(Block, Block)> = Vec::new();
    for block in blocks {
        match rows.last_mut() {
            Some((_, last)) if last.level == block.level && last.no + 1 == block.no => *last = *block,
            _ => rows.push((*block, *block)),
        }
    }
    rows
}

/// Entries of this kind about the county itself that have a leaf, the newest first.
pub async fn of_county(tx: &Tx, kind: &str, most: u64) -> Outcome<Vec<ledger_entry::Model>> {
    let rows = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::SubjectId.eq(Uuid::from(tx.county.id)));
    let rows = rows.filter(ledger_entry::Column::Kind.eq(kind)).filter(ledger_entry::Column::LeafIndex.is_not_null());
    Ok(rows.order_by_desc(ledger_entry::Column::LeafIndex).limit(most).all(tx).await?)
}

/// What was promised to the reporter of a report.
pub async fn promise_of(tx: &Tx, report_id: ReportId) -> Outcome<Option<ledger_promise::Model>> {
    Ok(tx.rows().find::<ledger_promise::Entity>().filter(ledger_promise::Column::ReportId.eq(report_id)).one(tx).await?)
}

/// Stored blocks of a level, by number.
pub async fn nodes(tx: &Tx, level: u32, (first, last): (u64, u64)) -> Outcome<BTreeMap<u64, Vec<u8>>> {
    let rows = hashes_of(tx, level, (column(first)?, column(last)?)).await?;
    Ok(rows.into_iter().map(|(no, hash)| (count(no), hash)).collect())
}

/// Whole entries without a leaf, in the order of their ids.
pub async fn without_leaf(tx: &Tx, after: Option<LedgerEntryId>, most: u64) -> Outcome<Vec<ledger_entry::Model>> {
    let mut rows = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::LeafIndex.is_null());
    if let Some(after) = after {
        rows = rows.filter(ledger_entry::Column::Id.gt(after));
    }
    Ok(rows.order_by_asc(ledger_entry::Column::Id).limit(most).all(tx).await?)
}

/// Promises in the order of their ids, each with the commitment of its entry as it is today.
pub async fn promises_after(tx: &Tx, after: Option<LedgerPromiseId>, most: u64) -> Outcome<Vec<(ledger_promise::Model, Option<Vec<u8>>)>> {
    let mut rows = tx.rows().find::<ledger_promise::Entity>();
    if let Some(after) = after {
        rows = rows.filter(ledger_promise::Column::Id.gt(after));
    }
    let rows = rows.order_by_asc(ledger_promise::Column::Id).limit(most).all(tx).await?;
    let ids = rows.iter().map(|row| row.entry_id);
    let entries = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Id.is_in(ids)).select_only();
    let entries = entries.columns([ledger_entry::Column::Id, ledger_entry::Column::Commitment]);
    let mut there: BTreeMap<LedgerEntryId, Vec<u8>> = entries.into_tuple().all(tx).await?.into_iter().collect();
    Ok(rows
        .into_iter()
        .map(|row| {
            let commitment = there.remove(&row.entry_id);
            (row, commitment)
        })
        .collect())
}

//! Leaf by leaf: each entry is hashed anew, the tree grows as it did, and each head is compared where it stood.

use crate::domain::keys;
use crate::domain::ledger_tree::audit::entries::{Line, lines_from};
use crate::domain::ledger_tree::audit::found::Found;
use crate::domain::ledger_tree::head::{self, HEAD_LABEL, Head, count};
use crate::domain::ledger_tree::store;
use crate::domain::ledger_tree::tree::{Block, Edge, Hash, leaf_hash};
use crate::kernel::{Outcome, Tx};
use entity::ledger_head;
use std::collections::VecDeque;

/// Leaves read at a time.
const PAGE: u64 = 4_000;
/// Heads read at a time.
const HEADS: u64 = 500;
/// A larger gap between leaves is no gap but another log.
const LARGEST_GAP: u64 = 1_000_000;

/// Where the walk is.
struct Walk<'a> {
    tx: &'a Tx,
    kept: &'a [Head],
    edge: Edge,
    heads: VecDeque<ledger_head::Model>,
    /// Sizes of the last head that was read, and of the last that was compared.
    read: i64,
    last: u64,
}

/// Walks all leaves.
pub(super) async fn leaves(tx: &Tx, kept: &[Head], found: &mut Found) -> Outcome<()> {
    let mut walk = Walk { tx, kept, edge: Edge::default(), heads: VecDeque::new(), read: 0, last: 0 };
    walk.more_heads().await?;
    loop {
        let lines = lines_from(tx, walk.edge.size(), PAGE).await?;
        if lines.is_empty() {
            break;
        }
        let mut blocks = Vec::new();
        for line in &lines {
            if !walk.closes_gap(line.index, found).await? {
                return Ok(());
            }
            blocks.extend(walk.add(line, found).await?);
        }
        same_blocks(tx, &blocks, found).await?;
    }
    walk.end(found).await
}

impl Walk<'_> {
    async fn more_heads(&mut self) -> Outcome<()> {
        if self.heads.is_empty() {
            self.heads.extend(store::heads_above(self.tx, self.read, HEADS).await?);
            self.read = self.heads.back().map_or(self.read, |row| row.size);
        }
        Ok(())
    }

    /// Puts something in the place of missing leaves, so that what comes after is compared at its own place. Whether that
    /// was possible.
    async fn closes_gap(&mut self, index: u64, found: &mut Found) -> Outcome<bool> {
        let size = self.edge.size();
        if index == size {
            return Ok(true);
        }
        found.fault(format!("leaves {size} to {} were removed", index.saturating_sub(1)));
        if index.saturating_sub(size) > LARGEST_GAP {
            return Ok(false);
        }
        for _ in size..index {
            self.edge.push([0; 32]);
            self.compare(found).await?;
        }
        Ok(true)
    }

    async fn add(&mut self, line: &Line, found: &mut Found) -> Outcome<Vec<(Block, Hash)>> {
        found.leaves += 1;
        found.entries += u64::from(line.entry_id.is_some());
        line.fault(&self.tx.county.code).into_iter().for_each(|fault| found.fault(fault));
        let whole = self.edge.push(leaf_hash(&line.commitment));
        self.compare(found).await?;
        Ok(whole)
    }

    /// Compares the head that stands at this size, if one does, and heads that were kept elsewhere.
    async fn compare(&mut self, found: &mut Found) -> Outcome<()> {
        let size = self.edge.size();
        for kept in self.kept.iter().filter(|kept| kept.size == size) {
            if kept.root() == Some(self.edge.root()) {
                found.agreed = Some(size);
            } else {
                found.disagrees(kept);
            }
        }
        while self.heads.front().is_some_and(|row| count(row.size) == size) {
            let Some(row) = self.heads.pop_front() else { break };
            self.compare_head(&row, found)?;
            self.more_heads().await?;
        }
        Ok(())
    }

    fn compare_head(&mut self, row: &ledger_head::Model, found: &mut Found) -> Outcome<()> {
        let (said, size) = (Head::of_row(&self.tx.county.code, row), count(row.size));
        found.heads += 1;
        if count(row.follows) != self.last {
            found.fault(format!("the head of {size} leaves follows one of {}, but the one before it has {}", row.follows, self.last));
        }
        let signed = head::signed(row);
        let is_signed = keys::is_signed(self.tx, HEAD_LABEL, said.text().as_bytes(), &signed)?;
        if !is_signed {
            found.fault(format!("the head of {size} leaves is not signed by the county"));
        }
        let is_right = said.root() == Some(self.edge.root());
        if is_right && is_signed {
            found.head = Some(said);
        } else if !is_right {
            found.fault(format!(
                "the leaves do not give the root of the head of {size}: among leaves {} to {} one was altered, added, removed or moved",
                self.last,
                size.saturating_sub(1)
            ));
            // From here on with what the head says, so that a second place is found by itself.
            if let Some(edge) = head::edge(row).ok().filter(|edge| Some(edge.root()) == Head::of_row("", row).root()) {
                self.edge = edge;
            }
        }
        self.last = size;
        Ok(())
    }

    async fn end(&mut self, found: &mut Found) -> Outcome<()> {
        let size = self.edge.size();
        if size > self.last && self.heads.is_empty() {
            found.fault(format!("leaves {} to {} stand under no head: heads were removed, or leaves added", self.last, size - 1));
        }
        self.more_heads().await?;
        if let Some(row) = self.heads.front() {
            found.fault(format!("leaves {size} to {} were removed: a head of {} leaves was signed", row.size.saturating_sub(1), row.size));
        }
        for kept in self.kept.iter().filter(|kept| kept.size > size) {
            found.disagrees(kept);
        }
        found.settle_kept();
        Ok(())
    }
}

/// Whether stored blocks are those of the leaves.
async fn same_blocks(tx: &Tx, blocks: &[(Block, Hash)], found: &mut Found) -> Outcome<()> {
    for level in 1..=7 {
        let of_level: Vec<_> = blocks.iter().filter(|(block, _)| block.level == level).collect();
        let (Some((first, _)), Some((last, _))) = (of_level.first(), of_level.last()) else { break };
        let stored = store::nodes(tx, level, (first.no, last.no)).await?;
        for (block, hash) in of_level {
            if stored.get(&block.no).is_none_or(|stored| stored[..] != hash[..]) {
                found.fault(format!(
                    "block {} of level {level} is missing or not that of its leaves: proofs over it will not hold",
                    block.no
                ));
            }
        }
    }
    Ok(())
}

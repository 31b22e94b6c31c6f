//! Proofs: which subtrees one is made of (RFC 9162, 2.1.3.1 and 2.1.4.1), and their hashes from stored blocks.

use crate::domain::ledger_tree::tree::{Block, Hash, node_hash, split};
use std::collections::{BTreeMap, BTreeSet};

/// A subtree: leaves from the first number up to, and without, the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    from: u64,
    to: u64,
}

/// The subtrees whose hashes prove that a leaf stands in a tree of this size, from the leaf upwards.
#[must_use]
pub fn inclusion(index: u64, size: u64) -> Vec<Run> {
    let (mut from, mut to, mut path) = (0, size, Vec::new());
    while to - from > 1 {
        let middle = from + split(to - from);
        if index < middle {
            path.push(Run { from: middle, to });
            to = middle;
        } else {
            path.push(Run { from, to: middle });
            from = middle;
        }
    }
    path.reverse();
    path
}

/// The subtrees whose hashes prove that a tree of one size is the beginning of a larger one.
#[must_use]
pub fn consistency(older: u64, newer: u64) -> Vec<Run> {
    if older == 0 || older >= newer {
        return Vec::new();
    }
    let (mut from, mut to, mut path, mut is_known) = (0, newer, Vec::new(), true);
    while older != to {
        let middle = from + split(to - from);
        if older <= middle {
            path.push(Run { from: middle, to });
            to = middle;
        } else {
            path.push(Run { from, to: middle });
            from = middle;
            is_known = false;
        }
    }
    if !is_known {
        path.push(Run { from, to });
    }
    path.reverse();
    path
}

/// The stored blocks that these subtrees' hashes are made of.
#[must_use]
pub fn blocks(runs: &[Run]) -> BTreeSet<Block> {
    let (mut found, mut left) = (BTreeSet::new(), runs.to_vec());
    while let Some(Run { from, to }) = left.pop() {
        if let Some(block) = Block::of(from, to) {
            found.insert(block);
        } else if to > from {
            let middle = from + split(to - from);
            left.extend([Run { from, to: middle }, Run { from: middle, to }]);
        }
    }
    found
}

/// The hash of a subtree; none if a block that it is made of is missing.
#[must_use]
pub fn hash(run: Run, blocks: &BTreeMap<Block, Hash>) -> Option<Hash> {
    let Run { from, to } = run;
    if let Some(block) = Block::of(from, to) {
        return blocks.get(&block).copied();
    }
    if to <= from {
        return None;
    }
    // As deep as the tree is high: at most 64 steps.
    let middle = from + split(to - from);
    Some(node_hash(&hash(Run { from, to: middle }, blocks)?, &hash(Run { from: middle, to }, blocks)?))
}

//! Checking proofs, step by step as RFC 9162 writes it down (2.1.3.2 and 2.1.4.2): it shares nothing with the making of
//! proofs but the two hashes.

use crate::domain::ledger_tree::tree::{Hash, node_hash};

/// Whether these hashes prove that a leaf with this hash stands at this place of a tree with this size and root.
#[must_use]
pub fn is_included(leaf: Hash, index: u64, (size, root): (u64, &Hash), path: &[Hash]) -> bool {
    if index >= size {
        return false;
    }
    let (mut place, mut last, mut hash) = (index, size - 1, leaf);
    for step in path {
        if last == 0 {
            return false;
        }
        if place % 2 == 1 || place == last {
            hash = node_hash(step, &hash);
            while place.is_multiple_of(2) && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, step);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && hash == *root
}

/// Whether these hashes prove that the tree with the first size and root is the beginning of that with the second.
#[must_use]
pub fn is_consistent((older, older_root): (u64, &Hash), (newer, newer_root): (u64, &Hash), path: &[Hash]) -> bool {
    if older == newer {
        return path.is_empty() && older_root == newer_root;
    }
    if older == 0 || older > newer {
        return older == 0 && path.is_empty();
    }
    let known = older.is_power_of_two().then_some(older_root);
    let mut steps = known.into_iter().chain(path);
    let Some(first) = steps.next().filter(|_| !path.is_empty()) else { return false };
    let (mut place, mut last) = (older - 1, newer - 1);
    while place % 2 == 1 {
        place >>= 1;
        last >>= 1;
    }
    let (mut old, mut new) = (*first, *first);
    for step in steps {
        if last == 0 {
            return false;
        }
        if place % 2 == 1 || place == last {
            old = node_hash(step, &old);
            new = node_hash(step, &new);
            while place.is_multiple_of(2) && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            new = node_hash(&new, step);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && old == *older_root && new == *newer_root
}

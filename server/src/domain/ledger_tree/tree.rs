//! The tree's arithmetic: hashes of leaves and nodes (RFC 9162, 2.1.1), and the edge to which further leaves are added.

use crate::kernel::{Failure, Outcome};
use aws_lc_rs::digest::{Context, SHA256, digest};

/// A hash of the tree.
pub type Hash = [u8; 32];
/// A block holds this power of two leaves, or leaves' blocks.
const BITS: u32 = 8;

/// Hash of a leaf that holds this commitment.
#[must_use]
pub fn leaf_hash(commitment: &[u8]) -> Hash {
    hashed(0, commitment, &[])
}

/// Hash of a node over two subtrees.
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    hashed(1, left, right)
}

fn hashed(what: u8, first: &[u8], second: &[u8]) -> Hash {
    let mut context = Context::new(&SHA256);
    context.update(&[what]);
    context.update(first);
    context.update(second);
    fixed(context.finish().as_ref())
}

/// Root of a tree without leaves.
#[must_use]
pub fn empty_root() -> Hash {
    fixed(digest(&SHA256, b"").as_ref())
}

/// What a digest of 32 bytes is as a hash.
fn fixed(bytes: &[u8]) -> Hash {
    let mut hash = [0; 32];
    for (to, from) in hash.iter_mut().zip(bytes) {
        *to = *from;
    }
    hash
}

/// A hash as it stands in a column or comes from elsewhere; none unless it has 32 bytes.
#[must_use]
pub fn hash_of(bytes: &[u8]) -> Option<Hash> {
    bytes.try_into().ok()
}

/// The largest power of two that is smaller than this number of leaves, of which there are two or more.
#[must_use]
pub const fn split(leaves: u64) -> u64 {
    1 << leaves.saturating_sub(1).ilog2()
}

/// A block of stored hashes: level 0 are leaves, level 1 blocks of 256 leaves, level 2 blocks of 256² …
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Block {
    /// The block holds 256 to this power leaves.
    pub level: u32,
    /// Which block of that size.
    pub no: u64,
}

impl Block {
    /// The block of exactly these leaves, if one is kept.
    #[must_use]
    pub const fn of(from: u64, to: u64) -> Option<Self> {
        let leaves = to - from;
        let is_kept = leaves.is_power_of_two() && leaves.trailing_zeros().is_multiple_of(BITS) && from.is_multiple_of(leaves);
        if is_kept { Some(Self { level: leaves.trailing_zeros() / BITS, no: from / leaves }) } else { None }
    }
}

/// What a tree of some size is made of: its perfect subtrees, the largest first. Leaves are added here, and the root is
/// taken from here, without a look at any other leaf.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    subtrees: Vec<Hash>,
}

impl Edge {
    /// The edge of a tree of this size, as [`Self::bytes`] wrote it.
    ///
    /// # Errors
    /// A fault if these can't be the subtrees of such a tree.
    pub fn read(size: u64, bytes: &[u8]) -> Outcome<Self> {
        let subtrees: Vec<_> = bytes.chunks(32).filter_map(hash_of).collect();
        if subtrees.len() * 32 == bytes.len() && u32::try_from(subtrees.len()).ok() == Some(size.count_ones()) {
            Ok(Self { size, subtrees })
        } else {
            Err(Failure::fault("the edge of a ledger's head has not the form of its size"))
        }
    }

    /// The subtrees' hashes, one after the other.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.subtrees.concat()
    }

    /// Leaves of the tree.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf; the blocks that it makes whole, with their hashes.
    pub fn push(&mut self, leaf: Hash) -> Vec<(Block, Hash)> {
        let (mut hash, mut whole) = (leaf, Vec::new());
        for height in 1..=self.size.trailing_ones() {
            let Some(left) = self.subtrees.pop() else { break };
            hash = node_hash(&left, &hash);
            if height.is_multiple_of(BITS) {
                whole.push((Block { level: height / BITS, no: self.size >> height }, hash));
            }
        }
        self.subtrees.push(hash);
        self.size += 1;
        whole
    }

    /// The root.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut from_right = self.subtrees.iter().rev();
        let Some(last) = from_right.next() else { return empty_root() };
        from_right.fold(*last, |right, left| node_hash(left, &right))
    }
}

//! 留痕树: a county's entries as leaves of an append-only Merkle log in the form of RFC 9162, with signed heads and proofs.
//!
//! Words: a *leaf* holds the commitment of an entry, or of nothing; a *head* (树头) is size and root, signed by the county; a
//! *promise* (留痕承诺) is signed with a submission and says which leaf there will be.
//!
//! Invariants: 1. Leaves, blocks, heads and promises are only ever added. 2. Each head follows one other and none is followed
//! twice, so of two workers one adds nothing. 3. Whatever has no leaf gets one, however late it was committed: an entry waits by
//! having no `leaf_index`, never by a time. 4. Sealed entries come once an hour in batches of one size, which is written whether
//! or not anything happened; a leaf that stands for nothing looks and answers like any other. 5. A proof and a head read a
//! number of blocks that grows with the logarithm of the log.

pub mod audit;
pub mod check;
pub mod graphql;
mod grow;
pub mod head;
mod path;
mod promise;
mod read;
mod store;
#[cfg(test)]
mod tests;
pub mod tree;

pub use grow::{BATCH, batch_job, merge_job};
pub use promise::{PROMISE_LABEL, Promise, Promised, promise, promised};
pub use read::{log_size, note_restored};

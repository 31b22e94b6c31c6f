//! 开放数据: the published part of a county as files that anybody may take away, made anew each night.
//!
//! Words: an *edition* is all files of a county as they stood at one moment; a *set* is one table of it, written in two *formats*;
//! the *manifest* is the list of an edition's files with their hashes.
//!
//! Invariants: 1. Nothing personal is in a file: no personal column of an outcome, no official, no exposure by name, no opinion on
//! one, no author, no id that tells more of a time than its day. 2. An edition is read in one transaction: its files agree with
//! each other. 3. It is there whole or not at all,
//! and the last one stays until the next one is whole. 4. What was taken away to protect somebody is served no more from the
//! moment it went: an edition that was read before is not served, and goes. 5. The hashes in the manifest are those of the bytes,
//! and the hash of the manifest stands on the ledger. 6. The same rows give the same bytes. docs/adr/0250 says why.

mod build;
pub mod graphql;
mod jobs;
mod manifest;
mod read;
mod rules;
mod sources;
mod store;
mod table;

pub use build::build;
pub use jobs::{BUILD, build_job, nightly_job, removed_job};
pub use manifest::{LICENCE, VERSION, manifest};
pub use read::{Edition, edition, piece, same_edition};

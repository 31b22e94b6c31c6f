//! 公开动态: what was published, changed or taken away in a county, in one order, for whoever keeps up with it.
//!
//! Words: a *change* is one thing that happened to something public; its *number* is its place: 1, 2, 3 …, without a gap.
//!
//! Invariants: 1. A change comes from an entry of the ledger that the public may know of, once. 2. Numbers are given after the
//! commit, one after the other: whoever read up to one has missed nothing before it. 3. A change says what happened, the day and
//! where to look: no hour, no person, no word of what was written; nothing of a report or an open case. 4. What was taken away
//! stays in the list as taken away, so that copies can follow.

pub mod graphql;
mod jobs;
mod rules;
mod service;
mod store;

pub use jobs::{FOLLOW, NOTED, follow_job};
pub use service::{Changed, changes, head, next};

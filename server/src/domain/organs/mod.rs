//! 纪检组织的管理: the county's administrator enters organs, renames them, sets their superiors, and closes them.
//!
//! Words: a *record* is an organ with its place, its reach and what has changed about it; the *successor* takes over what a
//! closed organ covered and handled; organs above the county (*external*) are records too, with the address for hand-overs.
//!
//! Invariants: 1. there is one county commission, and it is never closed. 2. Superiors form no circle: all organs of the
//! county are held while one is set. 3. No superior is an alarm to the county commission's heads, never a silent stop. 4. An
//! organ is closed together with its roles; what it covered and who belonged to it goes to the successor, and its open cases
//! are handed over by the platform, case by case, under the rules of routing and recusal. 5. What an administrator is
//! answered never depends on cases: he sees none. 6. A unit is covered by one organ; what is covered routes reports from then
//! on and moves no case. 7. Each change is told to the heads whom it concerns, and to those of the
//! commission; it is on the ledger.

pub mod graphql;
mod model;
mod policy;
mod rules;
mod service;
mod store;

pub use service::close::{successor_of, successors};

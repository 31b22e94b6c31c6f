//! 清权: a unit goes through its list of powers, the county looks at it, and a numbered version is published (adr/0200).
//!
//! Words: a *round* is one clearing, from the first copy of the list to its publication; an *item* is one power in it, whole;
//! its *content* is how it is to be and its *base* how the register had it; a *part* is what of a content can differ; to
//! *gather* is to take in what the unit has published or taken over and the round does not hold yet.
//!
//! Invariants: 1. A unit has at most one open round. 2. Without a legal basis nothing is kept, adjusted or added. 3. Nobody
//! publishes a round in which he wrote. 4. A version is a copy, whole and never changed; what pages show of a unit that has
//! one is its newest version. 5. Of two who change one item the second is told which parts changed. 6. A unit that was merged
//! loses nothing: its successor gathers what it had, with what was decided.

pub mod graphql;
mod model;
mod policy;
#[cfg(test)]
mod policy_tests;
mod refusal;
mod rules;
mod service;
mod store;

pub use model::{Basis, CitedRule, Content, Guidance, Part, Risk, Standard, Step, Way};
pub use rules::{Line, PartChange};
pub use service::{
    ItemView, PUBLISHED, SaveItem, VersionView, decide_item, hold_to_write, item_view, items_of, locked_units, powers_of_round, publish,
    save_item, send, start, version_row, versions, view,
};
pub use store::clearing_for;

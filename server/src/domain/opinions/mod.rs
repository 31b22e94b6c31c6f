//! 意见建议: what people with a proven phone think of a unit, a power, an outcome; answered in public, step by step.
//!
//! Words: an opinion is *read*, *assigned* to somebody of the unit, *answered* (答复), *followed up* by its author (追问), *rated*
//! once by him; it is *urged* (督办) from above, by a clock or by hand; its *sight* says who may read it; a round of 清权
//! *adopts* (采纳) an opinion for which it changes a power.
//!
//! Invariants: 1. An opinion is no accusation: what sounds like one is sent to the page for reports before anything is stored,
//! unless its author says that it is none; nothing is ever turned into a report. 2. Nobody but its author, its unit and the
//! commission reads an opinion, or a word that its author added, before a person of the unit published it. 3. In public it has
//! no name; name and phone lie sealed. 4. What is owed is urged by the clock once a term. 5. Of two who act at once the second
//! is told. 6. What a published version adopts is fixed with it. docs/adr/0230 says why.

pub mod graphql;
mod model;
mod policy;
#[cfg(test)]
mod policy_tests;
mod refusal;
mod rules;
mod service;
mod store;

pub use model::{About, Place};
pub use rules::OPINIONS_A_DAY;
pub use service::{
    Found, Measured, OfOfficial, OpinionRow, Rating, Submit, adopted_job, due_job, measures, of_official, open_rows, public_node,
    public_of, publish, rate, reply, submit, urge,
};

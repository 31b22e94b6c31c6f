//! 电子廉洁档案: one official's lifelong file, put together each time from what stands elsewhere, and what he himself adds to it.
//!
//! Words: an *entry* is one fact with its source; it *happened on* a day and is *known since* a moment; to *open* is to read
//! somebody's archive for a stated purpose; an *opening* lasts until a day; a *matter* is what an official declares of himself,
//! of a *kind* that the county named with the law that permits it; a *sheet* is an archive on its way to another county.
//!
//! Invariants: 1. Nobody reads an archive without an opening of his own for a stated purpose; it stands on the ledger, and so does
//! each day on which he read. Whoever is near the official opens nothing. 2. Of cases only what was concluded and settled counts;
//! an open case leaves no trace, nor does one that the reader must keep away from. No entry names a case, its number, its
//! reporter or the time of a report. 3. The official reads of his own archive what everybody may read and what he said himself.
//! What was concluded about him he finds there once it is published and he was told of it by a measure. 4. Each entry has
//! both times; read as known on a day, what was written down later is not there. 5. No kind of matter exists before the county
//! names one; with the kind its words end. 6. A sheet that another county did not sign, or that was altered, is not taken in.
//! 7. There is no score: a summary lists facts with their sources.

mod days;
pub mod graphql;
mod kind;
mod model;
mod paper;
mod policy;
#[cfg(test)]
mod policy_tests;
mod refusal;
mod rules;
mod service;
mod sheet;
mod store;
mod words;

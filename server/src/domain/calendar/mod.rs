//! 工作日历: which days are working days, as announced for China and as a county counts them.
//!
//! Words: an *edition* is one announcement of the State Council's office, with those before it; a *mark* is a day that has
//! something to say beside its weekday; a county's *day* counts otherwise than it was announced.
//!
//! Invariants: 1. Editions and a county's days are only added to, and both are numbered: a calendar of any earlier moment
//! can be had again. 2. Only days to come can be set, and few days of rest in a year: nobody can take back what has run,
//! or stop the clocks. 3. Who set a day is on the ledger, and leaves a job by which whatever counts is counted anew.

pub mod graphql;
mod model;
mod policy;
mod service;
mod store;

pub use model::{Calendar, Mark, Version, is_weekend};
pub use service::{CHANGED, SetDay, set_day};
pub use store::{as_of, of_county};

//! 我的村我的钱: what was paid to a household, found by its name and the last four digits of its card, and by nothing else.
//!
//! Words: a *list* is what a unit says was paid of one kind in one year; a *guess* is a look that found nothing.
//!
//! Invariants: 1. No row has a name or a number: both are keyed hashes. 2. Nobody looks without a phone proven for this. 3. Five
//! guesses a day, of one phone and on one name, right or wrong after that. 4. A list that is given again takes the place of the
//! one before, whole or not at all, and only of the one that its giver was shown and named.

pub mod graphql;
mod policy;
mod rules;
mod service;
mod store;

pub use service::{List, Listed, list, look_up, record, sweep};
pub use store::Replaced;

//! 县里的设置: numbers that a county may set within bounds.
//!
//! Words: a *key* is one setting of a closed list, with its meaning, unit, bounds, default and source; a *value* is what the
//! county set, or the default.
//!
//! Invariants: 1. one value a county and key, in one place: nobody else keeps a number of his own for it. 2. Values are only
//! added to: who set what and when stands there for ever, and on the ledger. 3. Bounds are checked when a value is set and
//! again when it is read: a value out of bounds counts as the default. 4. What runs already keeps the number that it began
//! with: it stands in its own row.

pub mod graphql;
mod keys;
mod policy;
mod service;
mod store;
#[cfg(test)]
mod tests;

pub use keys::{Group, Key};
pub use service::of_county;

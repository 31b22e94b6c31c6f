//! 廉政风险点和防控措施: where a power may go wrong, how gravely, and what is done against it.
//!
//! Invariant: a risk point belongs to one power and is public as soon as the power is.

pub mod graphql;
mod store;

pub use store::{citing, of_powers};

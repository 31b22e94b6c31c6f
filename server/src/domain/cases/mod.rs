//! cases.
pub mod rules;

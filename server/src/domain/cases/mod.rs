//! cases.
pub mod model;
pub mod refusal;
pub mod rules;
pub mod words;

//! cases.
pub mod model;
pub mod policy;
pub mod refusal;
pub mod rules;
pub mod words;

//! cases.
pub mod graphql;
pub mod model;
pub mod policy;
pub mod refusal;
pub mod rules;
pub mod service;
pub mod store;
pub mod telling;
pub mod words;

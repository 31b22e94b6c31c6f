//! The kit: people with verbs, servers and databases for the behaviour tests.
#![expect(clippy::expect_used, clippy::panic, reason = "a test that can't be set up must fail loudly")]

pub mod database;
pub mod postgres;

pub use database::Backend;

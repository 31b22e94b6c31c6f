//! staff.
pub mod graphql;

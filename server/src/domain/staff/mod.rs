//! The module staff of the domain.
pub mod graphql;

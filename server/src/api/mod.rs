//! The GraphQL API put together from the modules, with what all of them share.

pub mod errors;
pub mod ids;
pub mod objects;
pub mod page;
pub mod scalars;
pub mod words;

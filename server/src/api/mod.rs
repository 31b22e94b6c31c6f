//! The GraphQL API put together from the modules, and the limits on what is asked.

mod administration;
pub mod limits;
pub mod node;
mod power;
pub mod schema;
pub mod staff;
mod unit;

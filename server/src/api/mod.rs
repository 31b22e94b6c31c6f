//! The GraphQL API put together from the modules, and the limits on what is asked.

mod administration;
mod county;
pub mod limits;
pub mod metered;
pub mod node;
mod power;
mod rule;
pub mod schema;
pub mod staff;
mod unit;
pub mod variables;

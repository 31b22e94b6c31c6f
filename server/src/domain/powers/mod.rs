//! 权力事项: what a unit may do, on which basis, in which steps, under whose eyes.
//!
//! Invariants: 1. only published powers leave this module. 2. The chart is drawn from steps and edges and says
//! nothing that its text does not say. 3. Reading a page of powers takes a constant number of statements.

pub mod chart;
pub mod graphql;
mod service;
mod store;
mod structure;

pub use service::{PowersFound, batch_flow, batch_papers, name_of, power_by_code, power_by_id, power_path, powers_of_unit, structure};
pub use store::{CheckRow, Flow, HaltRow, Papers, RiskRow, halted_among};
pub use structure::{Exercising, by_body};

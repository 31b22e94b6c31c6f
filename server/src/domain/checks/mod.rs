//! 过程检查: a discipline organ looks at how a power is exercised, and says whether it was in order.
//!
//! A *check* stops nothing: who finds that a power must stop orders a halt (叫停), which its unit answers.
//!
//! Invariants: 1. Checks are only added, and stand on the power's page with the organ and without a person. 2. Whoever of an
//! organ that covers the unit handles or heads may check; nobody checks the unit in which he serves or served within two
//! years, nor one whose leaders he must keep away from (回避), by the rules that hold for cases. 3. A check names no case, and
//! none stands behind it. 4. Checks of all powers of a page cost two statements.

pub mod graphql;
mod policy;
#[cfg(test)]
mod policy_tests;
mod service;
mod store;

pub use service::{CheckPower, check, checks_of, may_check, out_of_order};

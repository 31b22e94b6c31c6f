//! 二维码入口: what a code on a wall stands for, and the poster that carries it.
//!
//! Invariants: 1. a code is made by chance, unique over the platform, never a database key. 2. A revoked code leads
//! nowhere. 3. A scan is counted without anything about who scanned. 4. A code of a moved unit leads to its successor.

mod policy;

pub use policy::{Action, Decision, decide};

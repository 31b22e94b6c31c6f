//! 叫停: a discipline organ stops a power that is exercised out of order; the unit answers, the organ lets it go on.
//!
//! Words: an *order* stops one power, at one of its steps or as a whole; an *answer* says what the unit has put right;
//! a halt is *open* until the power is *resumed*.
//!
//! Invariants: 1. A power has at most one open halt; of two who order one at once the second is told. 2. Orders,
//! answers and resumptions are only added, and stand on the power's page for ever, with organs and without persons.
//! 3. A link to a case is told to nobody but those who may see that case today: it is not public, not the unit's, and
//! not for who must keep away (回避); neither a notice nor a public ledger entry holds it. 4. Whether powers of a page
//! are stopped costs one statement, however many they are.

pub mod graphql;
mod policy;
mod refusal;
mod rules;
mod service;
mod store;

pub use rules::covering;
pub use service::{OrderHalt, answer, halts_of, list, may_order, of_units, order, public_halt, resume};

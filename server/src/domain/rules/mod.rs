//! 制度库: the county's rules by which risks of powers are held down; everybody reads them where they are cited.
//!
//! Invariants: 1. A rule is known by its code; it comes by import, and is changed there. 2. One that ended stays where it is
//! cited, and is cited nowhere anew. 3. The list shows those that hold today.

pub mod graphql;
mod store;

pub use store::{holds, of_codes, of_ids, page};

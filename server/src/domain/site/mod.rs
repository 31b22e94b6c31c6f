//! 页脚和标识: what stands at the foot of a county's public pages, and the slot for its emblem.
//!
//! Invariants: 1. no emblem is shipped: state and party emblems are bound to law, the county answers for what it puts there.
//! 2. A picture is opened within limits, made small and written anew: nothing of the file that was sent is given out. 3. Of
//! two who change the foot at once the second is told. 4. Each change is on the ledger.

pub mod graphql;
mod picture;
mod policy;
mod service;

pub use service::emblem;

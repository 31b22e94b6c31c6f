//! 更新: whoever has a page open is told that something changed, as far as he may see it.
//!
//! Words: a *seat* is an open connection with whoever sits at it, a *watcher* one subscription, a *look* one pass over what
//! happened in a county, a *ring* the hint that there is something to look at.
//!
//! Invariants: 1. What is told names a thing and its version and nothing else; the page is asked for as ever. 2. Rights are
//! asked anew before each message, by the same `decide`; a session that ends ends its seat. 3. No message, and no end of
//! one's subscription, depends on a case that one may not see. 4. The events in the database are the truth: a ring that is
//! missed delays and loses nothing. 5. What is kept for a slow reader is bounded.

mod desks;
mod hub;
mod join;
mod log;
mod look;
mod seat;
mod sight;
pub mod version;
mod watch;
mod watcher;

pub use hub::{Live, Pace};
pub use seat::Seat;
pub use watch::Watch;
pub use watcher::News;

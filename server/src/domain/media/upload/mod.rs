//! Receiving: an upload is announced, its bytes come run by run, and then it is complete; or it is taken back.
//!
//! There is no lock. A run of bytes is sealed into a blob of its own first; then one transaction moves the count of
//! stored bytes from where the run begins, and only from there. Of two that send the same bytes one wins; the other
//! deletes its blob. So neither order, repetition nor parallelism can spoil a file, and a crash leaves at most a blob
//! that no row names.

mod append;
mod begin;
mod cancel;
mod create;

pub use append::{Append, MAX_RUN};
pub use begin::{Progress, look};
pub use cancel::{cancel, clear, refuse, refuse_in};
pub use create::{Announced, Created, create};

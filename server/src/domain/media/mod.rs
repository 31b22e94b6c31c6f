//! 证据材料: photos, recordings and films: received over bad networks, sealed as they arrive, shown only to who may look.
//!
//! Words: an *upload* is a medium on its way; a *part* is a run of its bytes, sealed in a blob of its own; a *rendition*
//! is a finished file: the sealed original, the view without metadata, the poster frame.
//!
//! Invariants: 1. What is read back is byte for byte what was sent, whatever the order, repetition or parallelism of
//! requests; its hash is taken at arrival, and checked whenever it is given out whole. 2. Nothing lies anywhere unsealed,
//! not even for a moment on disk. 3. A medium's key is the server's only until a report takes it and its files are
//! finished; then the report's content key alone opens it. 4. What a file is, its content says. 5. Parts go only after
//! the commit that records what was made of them.

mod attach;
mod finish;
pub mod graphql;
mod jobs;
mod limits;
mod model;
mod policy;
mod read;
mod refusal;
mod show;
mod sniff;
mod store;
mod sweep;
#[cfg(test)]
mod tests;
mod unfinished;
mod upload;

pub use attach::{attach, of_report, report_of};
pub use finish::finish;
pub use finish::photo::{NoView, opened as opened_picture, view as picture_view};
pub use jobs::{FINISH, finish_job, sweep_job};
pub use limits::{TOTAL, max_bytes};
pub use model::{MediaView, Viewer};
pub use policy::{Action, decide};
pub use refusal::{Upload, UploadError, UploadRefusal};
pub use show::{Address, Delivery, File, Opened, Shown, Urls, open, original_url, shown, view_urls};
pub use sniff::announced;
pub use sweep::sweep_expired;
pub use unfinished::{Unfinished, give_up, unfinished};
pub use upload::{Announced, Append, Created, MAX_RUN, Progress, cancel, clear, create, look};

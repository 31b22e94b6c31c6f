//! Showing: addresses that work for one viewer, one file and a short time, and the files behind them.
//!
//! An address carries the medium's key, sealed for the server alone and bound to viewer, file and time: whoever opened
//! the content may look, and the server needs no key of its own to serve it.

mod address;
mod deliver;
mod file;
mod letters;
mod mark;
mod open;

pub use address::{Address, Shown, Urls, original_url, shown, view_urls};
pub use deliver::Delivery;
pub use file::File;
pub use open::{Opened, open};

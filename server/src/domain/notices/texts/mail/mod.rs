//! 邮件文字: subject and body of the mail that rings for a member of the staff's in-box.
//!
//! Invariants: 1. a mail says that there is something and where, never what: nothing of reports, organs, units, no other
//! address, no number of anybody. 2. The way to the in-box stands in it once. 3. Words are only added to, numbered; the
//! standard text can be had back. 4. Words that the rules of today refuse are not used: the standard text is always sound.

pub mod graphql;
mod rules;
mod service;

pub use service::written;

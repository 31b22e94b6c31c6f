//! 短信文字: a county may say what its messages say in words of its own, within bounds.
//!
//! Words: a *place* is where the program puts a code or a day, written as `{验证码}`; *words* are the text with its places;
//! the staff's mail has words too, a subject and a body (`mail/`).
//!
//! Invariants: 1. kinds and their places are a closed list; each place stands there once. 2. What the reporter must read to
//! keep safe stays in: how to look, how to object, whom to call. 3. No word tells a stranger what it is about: nothing of
//! reports, organs, units, no link, no number of anybody. 4. Words are only added to, numbered; the default can be had
//! back. 5. A gateway with approved templates goes on sending those: the words are for those that take a text, and for what
//! is to be submitted for approval.

pub mod graphql;
mod leads;
pub mod mail;
mod policy;
mod rules;
mod service;
mod store;

pub use rules::name_of;
pub use service::said;

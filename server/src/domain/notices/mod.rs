//! 通知: one message to one person, by SMS to a reporter, by the in-box (and mail) to staff.
//!
//! Words: a *try* is one call of SendSms under an `out_id` of its own; a *look-up* asks the gateway what became of a
//! try; a *report* is what the gateway pushes when a message arrived or did not.
//!
//! Invariants: 1. a notice is written in the transaction of what it tells; it is sent after the commit. 2. Before the
//! network is touched the try stands in the row as SENDING. 3. A row found in SENDING is looked up, never simply sent
//! again; a new try needs two look-ups that found nothing, the last one after the settling time: nothing that the
//! gateway accepted is sent twice. 4. The phone is opened here to be
//! called, and where its report is written to be sealed anew, nowhere else; each opening leaves an entry.
//! 5. No text names a subject, a unit or content.

mod clocks;
pub mod graphql;
mod jobs;
mod model;
mod policy;
mod rules;
mod service;
mod store;
mod sweep;
#[cfg(test)]
mod tests;

pub use clocks::{Reminded, about_case_below, remind};
pub use jobs::{mail, send, send_code};
pub use model::{Report, SendState};
pub use service::{
    About, CaseNotice, MAIL, SEND, about_halt, about_kinship, delivered, inbox, many, mark_read, of_case, to_reporter, to_staff, told,
};
pub use sweep::sweep;

//! 通知: one message to one person, by SMS to a reporter, by the in-box (and mail) to staff.
//!
//! Words: a *try* is one call of SendSms under an `out_id` of its own; a *look-up* asks the gateway what became of a
//! try; a *report* is what the gateway pushes when a message arrived or did not; to *ask after* a message is a look-up
//! because no report came; a notice is *held back* in quiet hours and when the day's messages are used up; a *mail* rings
//! for an in-box and says nothing else.
//!
//! Invariants: 1. a notice is written in the transaction of what it tells; it is sent after the commit. 2. Before the
//! network is touched the try stands in the row as SENDING. 3. A row found in SENDING is looked up, never simply sent
//! again; a new try needs two look-ups that found nothing, the last one after the settling time: nothing that the
//! gateway accepted is sent twice. Where nobody can be asked, an unclear try is the last one, and is shown as not
//! delivered. 4. The phone is opened in `service/phone.rs`, and where its report is written to be sealed anew, nowhere
//! else; each opening leaves an entry. 5. No text names a subject, a unit or content; a mail not even what the notice is about. 6. What is held back goes out
//! in the morning and is never dropped; what somebody waits for is never held back by the night. 7. Codes, what reporters
//! cause and what organs tell are counted apart in a day.

mod clocks;
pub mod graphql;
mod handed;
mod jobs;
mod model;
mod policy;
mod restored;
mod rules;
mod service;
mod store;
mod sweep;
#[cfg(test)]
mod tests;
pub mod texts;

pub use clocks::{Reminded, about_case_below, remind};
pub use handed::{about_staff, of_many};
pub use jobs::{ask_after, codes_used_up, mail, send, send_code};
pub use model::{Report, SendState};
pub use restored::restored;
pub use rules::about;
pub use service::{
    About, CaseNotice, MAIL, NOT_DELIVERED, SEND, Undelivered, about_clearing, about_halt, about_kinship, about_opinion, about_power,
    delivered, inbox, many, mark_read, note_failure, of_case, show_phone, to_author, to_reporter, to_staff, told, undelivered,
    without_quiet_hours,
};
pub use sweep::sweep;

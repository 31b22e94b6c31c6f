//! 举报: what the reporter submitted; sealed on arrival, never changed afterwards, only supplemented.
//!
//! Words: the *submission key* is made once by the client and kept over retries; the *receipt* proves what was
//! submitted when, without showing it; *telling* is sealed text as it stands inside an envelope.
//!
//! Invariants: 1. text and names are sealed before the row is written; in clear stay subject ids, ids of officials whom the
//! other names may mean (they must keep away), times and hashes.
//! 2. One submission key gives one report: a repeat gets the first answer, the same query code included, and the same
//! key with other input is refused. 3. The name lies in an envelope of its own, which handlers do not open; so does
//! the name of the person a helper filed for. 4. The query code is stored nowhere; only its keyed hash is.
//! So is the receipt's salt: both come from the submission key, so that a repeat gets the same ones.
//! 5. A lost one is replaced three days after it was asked for, and dies in the moment in which the new one is fetched.

mod model;
mod read;
mod record;
mod reissue;
mod store;

pub use model::{
    Kept, Lines, NewReport, NewSupplement, Organs, PaidRecord, Receipt, Recorded, SubjectLine, Telling, submission_key_is_sound,
};
pub use read::{Content, Supplement, by_code, by_phone, content};
pub use record::{earlier, record, reseal_for, supplement, within_day};
pub use reissue::{ask_reissue, is_pending, lapse_reissue, ready_reissue, stop_reissue, take_reissue, wants_reissue};
pub use store::{add_subject, by_id, of_ids, reissue, reissues_of};

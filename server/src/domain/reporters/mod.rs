//! 举报人: a phone code proves a number, and a token carries that proof for one purpose.
//!
//! Words: a *challenge* is work that the client does before an SMS is sent; a *code* is the six digits of the SMS; a
//! *purpose* is what the code was asked for; an *upload grant* lets the holder of a proven phone upload for a day.
//!
//! Invariants: 1. no SMS without a proof of work, and a proof is spent once. 2. One phone gets at most one code a
//! minute, five an hour and eight a day, over all counties; one county sends at most its cap a day. 3. A known and an
//! unknown phone get the same answer by the same statements. 4. A code is kept as a keyed hash, lives five minutes,
//! takes five tries and works once. 5. A token for one purpose does nothing else. 6. No phone is ever logged.
//! 7. A phone tries at most ten query codes a day that there are not; then right and wrong ones get the same answer.
//! 8. A sealed number belongs to one code or to one report, under a key of its own.

mod actor;
mod contact;
pub mod graphql;
mod limits;
mod proof;
mod refusal;
mod service;
mod store;
mod sweep;

pub use actor::{UploadActor, actor_from_token, current, upload_actor};
pub use contact::{add_contact, proven_phone};
pub use limits::{
    A_DAY, ANSWERS_A_DAY, CHALLENGE_LIFE, MAXIMA, PhoneUploads, REPORTS_A_DAY, SUPPLEMENTS_A_DAY, UPLOADS_A_DAY, UploadMaximum,
    WITHDRAWALS_A_DAY,
};
pub use proof::{Challenge, challenge, spend_proof};
pub use refusal::ReporterRefusal;
pub use service::guess::{before_query_code, count_wrong_query_code};
pub use service::request::{CODES_USED_UP, RequestPhoneCode, Requested, request_phone_code};
pub use service::send::{Drawn, SEND_CODE, draw_code};
pub use service::upload::{Granted, grant_upload, hold_phone, put_upload_grant, renew_upload_grant, submission_hash, upload_grant};
pub use service::verify::{Verified, VerifyPhoneCode, verify_phone_code};
pub use sweep::sweep;

use crate::domain::keys;
use crate::kernel::keyring::KeyRing;
use crate::kernel::{Outcome, Phone};

/// The keyed hash under which a phone is found; the same in all counties.
///
/// # Errors
/// A fault, if the key is missing.
pub fn phone_hash(keys: &KeyRing, phone: &Phone) -> Outcome<Vec<u8>> {
    keys::keyed_hash(keys, "phone", phone.reveal().as_bytes())
}

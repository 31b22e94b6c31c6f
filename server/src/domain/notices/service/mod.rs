//! The verbs of notices.

mod inbox;
mod phone;
mod put;
mod quiet;
mod reports;

pub use inbox::{inbox, mark_read};
pub(super) use phone::open_phone;
pub use phone::show_phone;
pub use put::{About, about_clearing, about_halt, about_kinship, about_opinion, about_power, many, to_author, to_reporter, to_staff};
pub(super) use put::{blank, put};
pub use quiet::{QuietSet, quiet_hours, set_quiet_hours, without_quiet_hours};
pub(super) use reports::settle;
pub use reports::{CaseNotice, Undelivered, delivered, note_failure, of_case, told, undelivered};

use crate::domain::notices::policy::{Action, Decision, decide};
use crate::kernel::{Ctx, Failure, Outcome, StaffActor};

/// Topic: a notice by SMS. Payload: `noticeId`.
pub const SEND: &str = "notices.send";
/// Topic: a mail that says that something lies in the in-box. Payload: `noticeId`, that of the mail.
pub const MAIL: &str = "notices.mail";
/// Topic: a message about a case did not arrive; the cases tell its handler. Payload: `noticeId`.
pub const NOT_DELIVERED: &str = "notices.not_delivered";

fn allowed(ctx: &Ctx, action: Action) -> Outcome<&StaffActor> {
    match decide(&ctx.actor, action, ctx.actor.staff().map(|staff| staff.account_id)) {
        Decision::Allow(staff) => Ok(staff),
        Decision::Hide => Err(Failure::hidden()),
        Decision::SignIn => Err(Failure::SignInNeeded),
    }
}

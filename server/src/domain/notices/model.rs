//! The life of a notice that goes by SMS or mail: each step takes the row and gives the next one, and what the worker
//! does then.

use crate::domain::notices::rules;
use crate::kernel::Phone;
use crate::ports::mail::MailOutcome;
use crate::ports::sms::{Found, SendOutcome};
use entity::moment::Moment;
use entity::notice;
use entity::words::{NoticeKind, NoticeState};
use time::Duration;

/// What the worker does next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing: it was taken, or it never will be.
    Done,
    /// Goes on at once.
    Again,
    /// Comes back later.
    Wait {
        /// How long.
        after: Duration,
        /// For the operator.
        why: String,
    },
    /// Leaves it to the operator.
    Park(String),
}

/// What the worker finds when it takes a notice up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendState {
    /// No try is open: a new one may begin.
    Free,
    /// A try is open and nobody knows what became of it.
    Open,
    /// Nothing to be done.
    Ended,
}

/// What the gateway pushed about one message.
#[derive(Clone, Debug)]
pub struct Report {
    /// Our id of the try.
    pub out_id: String,
    /// To whom it says it went.
    pub phone: Option<Phone>,
    /// The gateway's id of the message.
    pub biz_id: String,
    /// Whether it arrived.
    pub success: bool,
    /// The network's code.
    pub code: String,
}

/// What the worker finds.
#[must_use]
pub const fn state(row: &notice::Model) -> SendState {
    match row.state {
        NoticeState::Queued | NoticeState::Parked => SendState::Free,
        NoticeState::Sending => SendState::Open,
        NoticeState::Sent | NoticeState::Delivered | NoticeState::Failed => SendState::Ended,
    }
}

/// Opens a new try: to be written down before the network is touched.
#[must_use]
pub fn begin(row: notice::Model, now: Moment) -> notice::Model {
    let attempts = row.attempts.saturating_add(1);
    let out_id = Some(rules::out_id(row.id, attempts));
    let row = notice::Model { state: NoticeState::Sending, attempts, out_id, tried_at: Some(now), ..row };
    notice::Model { look_ups: 0, look_at: None, error: None, updated_at: now, ..row }
}

/// Nothing goes out before then.
#[must_use]
pub fn hold_back(row: notice::Model, until: Moment, now: Moment) -> notice::Model {
    notice::Model { not_before: Some(until), updated_at: now, ..row }
}

/// Sending it has no sense any more.
#[must_use]
pub fn give_up(row: notice::Model, why: &str, now: Moment) -> notice::Model {
    notice::Model { state: NoticeState::Failed, error: Some(why.to_owned()), look_at: None, updated_at: now, ..row }
}

/// What a try came to.
#[must_use]
pub fn after_send(row: notice::Model, outcome: SendOutcome, now: Moment, jitter: u8) -> (notice::Model, Next) {
    match outcome {
        SendOutcome::Accepted { provider_id } => (sent(notice::Model { provider_id: Some(provider_id), ..row }, now), Next::Done),
        SendOutcome::Refused { code, operator } if !operator || row.kind == NoticeKind::PhoneCode => (give_up(row, &code, now), Next::Done),
        SendOutcome::Refused { code, .. } => later(row, rules::OPERATOR_PAUSE, code, now),
        SendOutcome::Limited { code } => {
            let pause = rules::limit_pause(row.kind, row.attempts);
            later(row, pause, code, now)
        }
        SendOutcome::NotSent { error } => {
            let pause = rules::back_off(row.attempts, jitter);
            later(row, pause, error, now)
        }
        SendOutcome::Unknown { error } => {
            let row = notice::Model { error: Some(error.clone()), updated_at: now, ..row };
            (row, Next::Wait { after: rules::FIRST_LOOK_UP, why: error })
        }
    }
}

/// What a look-up of the open try found.
#[must_use]
pub fn after_look_up(row: notice::Model, found: Found, now: Moment) -> (notice::Model, Next) {
    let ended = |row: notice::Model, state| (notice::Model { state, updated_at: now, ..row }, Next::Done);
    match found {
        Found::Waiting => (sent(row, now), Next::Done),
        Found::Delivered => ended(row, NoticeState::Delivered),
        Found::Failed => (give_up(row, "NOT_DELIVERED", now), Next::Done),
        Found::Nothing => {
            let row = notice::Model { look_ups: row.look_ups.saturating_add(1), updated_at: now, ..row };
            match rules::unsettled(row.tried_at.unwrap_or(row.created_at), row.look_ups, now) {
                None => (notice::Model { state: NoticeState::Queued, ..row }, Next::Again),
                Some(after) => (row, Next::Wait { after, why: "not found at the gateway yet".to_owned() }),
            }
        }
    }
}

/// The gateway took it. Where somebody is shown whether it arrived, it is asked after unless a report comes.
fn sent(row: notice::Model, now: Moment) -> notice::Model {
    let look_at = rules::about(row.kind).and_then(|_| rules::next_look(row.tried_at.unwrap_or(now), now));
    notice::Model { state: NoticeState::Sent, look_at, updated_at: now, ..row }
}

/// An open try at a gateway that can't be asked: it is not made again, so after the settling time nobody will know.
#[must_use]
pub fn without_look_up(row: notice::Model, now: Moment) -> (notice::Model, Next) {
    let left = rules::SETTLING - now.since(row.tried_at.unwrap_or(row.created_at));
    if left > Duration::ZERO {
        return (row, Next::Wait { after: left, why: "the gateway can't be asked: a late report may still say".to_owned() });
    }
    (give_up(row, "UNKNOWN", now), Next::Done)
}

/// What the gateway says later of a message that it took; none if nothing new.
#[must_use]
pub fn after_asking(row: notice::Model, found: Found, now: Moment) -> Option<notice::Model> {
    match (row.state, found) {
        (NoticeState::Sent, Found::Delivered) => {
            Some(notice::Model { state: NoticeState::Delivered, look_at: None, updated_at: now, ..row })
        }
        (NoticeState::Sent, Found::Failed) => Some(give_up(row, "NOT_DELIVERED", now)),
        _ => None,
    }
}

/// What a mail came to. An unknown one is not sent again: the in-box has what it would only have pointed at.
#[must_use]
pub fn after_mail(row: notice::Model, outcome: MailOutcome, now: Moment, jitter: u8) -> (notice::Model, Next) {
    match outcome {
        MailOutcome::Accepted => (notice::Model { state: NoticeState::Sent, updated_at: now, ..row }, Next::Done),
        MailOutcome::Unknown { error } => (give_up(row, &format!("UNKNOWN_{error}"), now), Next::Done),
        MailOutcome::Refused { code } => {
            let row = notice::Model { state: NoticeState::Parked, error: Some(code.clone()), updated_at: now, ..row };
            (row, Next::Park(code))
        }
        MailOutcome::Barred { code } => later(row, rules::OPERATOR_PAUSE, code, now),
        MailOutcome::NotSent { error } => {
            let pause = rules::back_off(row.attempts, jitter);
            later(row, pause, error, now)
        }
    }
}

/// What a report changes; none if nothing: a repeated one, one about another message, or one that came too late.
#[must_use]
pub fn after_report(row: notice::Model, report: &Report, now: Moment) -> Option<notice::Model> {
    let current = row.out_id.as_deref() == Some(report.out_id.as_str());
    if current && row.provider_id.as_ref().is_some_and(|id| *id != report.biz_id) {
        return None;
    }
    match (row.state, report.success) {
        // An earlier try arrived after all: the phone has the message.
        (NoticeState::Queued | NoticeState::Sending | NoticeState::Sent, true) => {
            let row = notice::Model { provider_id: Some(report.biz_id.clone()), look_at: None, ..row };
            Some(notice::Model { state: NoticeState::Delivered, updated_at: now, ..row })
        }
        (NoticeState::Sending | NoticeState::Sent, false) if current => {
            let row = notice::Model { provider_id: Some(report.biz_id.clone()), ..row };
            Some(give_up(row, &rules::code(&report.code), now))
        }
        _ => None,
    }
}

/// Back in the queue, unless it has waited so long that a person must look.
fn later(row: notice::Model, after: Duration, why: String, now: Moment) -> (notice::Model, Next) {
    let row = notice::Model { error: Some(why.clone()), updated_at: now, ..row };
    // What was held back on purpose has not been tried in vain meanwhile.
    if now.since(row.not_before.unwrap_or(row.created_at)) > rules::PATIENCE {
        return (notice::Model { state: NoticeState::Parked, ..row }, Next::Park(why));
    }
    (notice::Model { state: NoticeState::Queued, ..row }, Next::Wait { after, why })
}

//! The life of a notice that goes by SMS: each step takes the row and gives the next one, and what the worker does then.

use crate::domain::notices::rules;
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
    notice::Model { state: NoticeState::Sending, attempts, out_id, tried_at: Some(now), look_ups: 0, error: None, updated_at: now, ..row }
}

/// Sending it has no sense any more.
#[must_use]
pub fn give_up(row: notice::Model, why: &str, now: Moment) -> notice::Model {
    notice::Model { state: NoticeState::Failed, error: Some(why.to_owned()), updated_at: now, ..row }
}

/// What a try came to.
#[must_use]
pub fn after_send(row: notice::Model, outcome: SendOutcome, now: Moment, jitter: u8) -> (notice::Model, Next) {
    match outcome {
        SendOutcome::Accepted { provider_id } => {
            let row = notice::Model { state: NoticeState::Sent, provider_id: Some(provider_id), updated_at: now, ..row };
            (row, Next::Done)
        }
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
        Found::Waiting => ended(row, NoticeState::Sent),
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
            Some(notice::Model { state: NoticeState::Delivered, provider_id: Some(report.biz_id.clone()), updated_at: now, ..row })
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
    if now.since(row.created_at) > rules::PATIENCE {
        return (notice::Model { state: NoticeState::Parked, ..row }, Next::Park(why));
    }
    (notice::Model { state: NoticeState::Queued, ..row }, Next::Wait { after, why })
}

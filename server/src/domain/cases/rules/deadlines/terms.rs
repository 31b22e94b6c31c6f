//! The terms of the law and of the seed: which clock, from what, how long.

use entity::moment::Moment;
use entity::words::{DeadlineCause, DeadlineKind};
use std::ops::RangeInclusive;
use time::Date;

/// Version of these rules, as it stands in a deadline's row.
pub const VERSION: &str = "2026-1";
/// 受理告知: working days from submission.
pub const ACCEPTANCE_DAYS: u16 = 15;
/// 结果告知: working days from conclusion.
pub const TELL_RESULT_DAYS: u16 = 15;
/// 转办签收: working days for the receiver.
pub const FORWARD_DAYS: u16 = 5;
/// Calendar days to say satisfied or not.
pub const ANSWER_DAYS: u16 = 15;
/// Calendar days until a withdrawal takes effect.
pub const WITHDRAWAL_DAYS: u16 = 3;

/// Calendar days that a closing waits for material nobody has acknowledged, and that the reporter has left to answer once it
/// was. Source: peers.md, row 4: new material stops any expiry.
pub const MATERIAL_DAYS: u16 = 5;
/// Calendar days from the end of a case to the question whether it is really solved (回访): four weeks.
pub const FOLLOW_UP_DAYS: u16 = 28;
/// Calendar days in which that question may be answered.
pub const FOLLOW_UP_ANSWER_DAYS: u16 = 30;
/// 补充材料通知: the fewest and the most calendar days that a reporter gets to bring what was asked for.
pub const ASKED_DAYS: RangeInclusive<u16> = 5..=30;

/// How long a clock runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Working days after the first day.
    WorkingDays(u16),
    /// The same day some months later, or that month's last day if it has no such day.
    Months(u8),
    /// Calendar days after the first day.
    Days(u16),
}

/// What a clock is asked to be, before any calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Which clock.
    pub kind: DeadlineKind,
    /// What it counts from.
    pub cause: DeadlineCause,
    /// When that was.
    pub starts_at: Moment,
    /// How long it runs.
    pub term: Term,
}

/// What a result clock counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultFrom {
    /// Acceptance at the first instance.
    Acceptance,
    /// Escalation to the superior organ.
    Escalation,
    /// The organ's decision to go on without the reporter.
    Continuation,
}

/// Tell the reporter of acceptance: 15 working days after submission.
#[must_use]
pub const fn acceptance(submitted: Moment) -> Terms {
    Terms::new(DeadlineKind::Acceptance, DeadlineCause::Submitted, submitted, Term::WorkingDays(ACCEPTANCE_DAYS))
}

/// The same after the organ decided to go on with what was withdrawn.
#[must_use]
pub const fn acceptance_anew(decided: Moment) -> Terms {
    Terms::new(DeadlineKind::Acceptance, DeadlineCause::Continued, decided, Term::WorkingDays(ACCEPTANCE_DAYS))
}

/// The same after whoever was to take it outside has sent it back: 5 working days, as for every case that comes from
/// elsewhere, so that nobody wins a new term by sending a case out.
#[must_use]
pub const fn acceptance_of_returned(returned: Moment) -> Terms {
    Terms::new(DeadlineKind::Acceptance, DeadlineCause::Returned, returned, Term::WorkingDays(FORWARD_DAYS))
}

/// Tell the result: 15 working days after conclusion.
#[must_use]
pub const fn tell_result(concluded: Moment) -> Terms {
    Terms::new(DeadlineKind::TellResult, DeadlineCause::Concluded, concluded, Term::WorkingDays(TELL_RESULT_DAYS))
}

/// Take a transferred case or send it on: 5 working days.
#[must_use]
pub const fn forward(transferred: Moment) -> Terms {
    Terms::new(DeadlineKind::Forward, DeadlineCause::Transferred, transferred, Term::WorkingDays(FORWARD_DAYS))
}

/// 回执: whoever is to take it outside says so, or sends it back: the same 5 working days, which this organ asks after.
#[must_use]
pub const fn receipt(handed: Moment) -> Terms {
    Terms::new(DeadlineKind::Receipt, DeadlineCause::HandedOver, handed, Term::WorkingDays(FORWARD_DAYS))
}

/// The result: one month, three once filed (立案), after acceptance, escalation or the decision to go on.
#[must_use]
pub const fn result(from: ResultFrom, started: Moment, is_filed: bool) -> Terms {
    let cause = match from {
        ResultFrom::Acceptance => DeadlineCause::Accepted,
        ResultFrom::Escalation => DeadlineCause::Escalated,
        ResultFrom::Continuation => DeadlineCause::Continued,
    };
    Terms::new(DeadlineKind::Result, cause, started, Term::Months(if is_filed { 3 } else { 1 }))
}

/// Publish the result: within the term that the result itself had, with what was granted to it; `until` is the last moment of
/// that clock. Where it is over when the organ replies there is nothing left of it, and publishing has the days that telling has.
#[must_use]
pub fn publish_result(from: ResultFrom, started: Moment, is_filed: bool, (replied, until): (Moment, Option<Moment>)) -> Terms {
    let same = Terms { kind: DeadlineKind::PublishResult, ..result(from, started, is_filed) };
    if until.unwrap_or_else(|| same.due_at()) > replied {
        return same;
    }
    Terms::new(DeadlineKind::PublishResult, DeadlineCause::Concluded, replied, Term::WorkingDays(TELL_RESULT_DAYS))
}

/// The same once a head decided to publish after all: what was not urged meanwhile has the days that telling has.
#[must_use]
pub const fn publish_after_all(reopened: Moment) -> Terms {
    Terms::new(DeadlineKind::PublishResult, DeadlineCause::Reopened, reopened, Term::WorkingDays(TELL_RESULT_DAYS))
}

/// What is published says what is not true any more, for the finding was corrected: it has the days that telling has.
#[must_use]
pub const fn publish_anew(corrected: Moment) -> Terms {
    Terms::new(DeadlineKind::PublishResult, DeadlineCause::Corrected, corrected, Term::WorkingDays(TELL_RESULT_DAYS))
}

/// As which clock a pause or an extension was asked for that counts for this one too: publishing has the result's term.
#[must_use]
pub const fn granted_as(kind: DeadlineKind) -> DeadlineKind {
    match kind {
        DeadlineKind::PublishResult => DeadlineKind::Result,
        other => other,
    }
}

/// Say satisfied or not: 15 days after the reply.
#[must_use]
pub const fn answer(replied: Moment) -> Terms {
    Terms::new(DeadlineKind::Answer, DeadlineCause::Replied, replied, Term::Days(ANSWER_DAYS))
}

/// Object to a hand-over outside: the same days as after a reply. What left the platform must not bury a report either.
#[must_use]
pub const fn answer_to_hand_over(handed: Moment) -> Terms {
    Terms::new(DeadlineKind::Answer, DeadlineCause::HandedOver, handed, Term::Days(ANSWER_DAYS))
}

/// A withdrawal takes effect after 3 days.
#[must_use]
pub const fn withdrawal(asked: Moment) -> Terms {
    Terms::new(DeadlineKind::Withdrawal, DeadlineCause::WithdrawalAsked, asked, Term::Days(WITHDRAWAL_DAYS))
}

/// A reply or a decline is not settled while material waits: the day moves on.
#[must_use]
pub const fn answer_held(now: Moment) -> Terms {
    Terms::new(DeadlineKind::Answer, DeadlineCause::MaterialWaits, now, Term::Days(MATERIAL_DAYS))
}

/// A withdrawal does not take effect while material waits: the day moves on.
#[must_use]
pub const fn withdrawal_held(now: Moment) -> Terms {
    Terms::new(DeadlineKind::Withdrawal, DeadlineCause::MaterialWaits, now, Term::Days(WITHDRAWAL_DAYS))
}

/// What is left at least to answer, once the organ said what new material changes.
#[must_use]
pub const fn answer_after_material(seen: Moment) -> Terms {
    Terms::new(DeadlineKind::Answer, DeadlineCause::MaterialSeen, seen, Term::Days(MATERIAL_DAYS))
}

/// 补充材料通知: the reporter brings what was asked for.
#[must_use]
pub const fn material(asked: Moment, days: u16) -> Terms {
    Terms::new(DeadlineKind::Material, DeadlineCause::MaterialAsked, asked, Term::Days(days))
}

/// 回访: four weeks after the end.
#[must_use]
pub const fn follow_up(settled: Moment) -> Terms {
    Terms::new(DeadlineKind::FollowUp, DeadlineCause::Settled, settled, Term::Days(FOLLOW_UP_DAYS))
}

/// 回访: so long it may be answered.
#[must_use]
pub const fn follow_up_answer(asked: Moment) -> Terms {
    Terms::new(DeadlineKind::FollowUpAnswer, DeadlineCause::FollowUpAsked, asked, Term::Days(FOLLOW_UP_ANSWER_DAYS))
}

/// Whether the organ has to see to it that the day is kept, so that it is reminded and urged, and not just the end of a wait.
/// The receipt is another's to give; that it comes is asked after by whoever handed over.
#[must_use]
pub const fn is_legal(kind: DeadlineKind) -> bool {
    matches!(
        kind,
        DeadlineKind::Acceptance
            | DeadlineKind::Result
            | DeadlineKind::Forward
            | DeadlineKind::TellResult
            | DeadlineKind::PublishResult
            | DeadlineKind::Receipt
    )
}

/// Whether a pause or an extension may be asked for: of the result alone. To tell, to take and to forward are acts of
/// the organ itself, which nothing outside holds up.
#[must_use]
pub const fn is_holdable(kind: DeadlineKind) -> bool {
    matches!(kind, DeadlineKind::Result)
}

/// A day as people say it.
#[must_use]
pub fn day(day: Date) -> String {
    format!("{} 年 {} 月 {} 日", day.year(), u8::from(day.month()), day.day())
}

impl Terms {
    /// Terms of a clock.
    #[must_use]
    pub const fn new(kind: DeadlineKind, cause: DeadlineCause, starts_at: Moment, term: Term) -> Self {
        Self { kind, cause, starts_at, term }
    }

    /// Whether it waits because of material that came late, and not for the county's days.
    #[must_use]
    pub const fn is_for_material(&self) -> bool {
        matches!(self.cause, DeadlineCause::MaterialWaits | DeadlineCause::MaterialSeen)
    }

    /// Whether a calendar decides over them.
    #[must_use]
    pub const fn needs_calendar(&self) -> bool {
        matches!(self.term, Term::WorkingDays(_))
    }
}

impl Term {
    /// Reads what [`std::fmt::Display`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once('-')? {
            ("workdays", days) => days.parse().ok().map(Self::WorkingDays),
            ("days", days) => days.parse().ok().map(Self::Days),
            ("result", months) => months.strip_suffix('m')?.parse().ok().map(Self::Months),
            _ => None,
        }
    }
}

impl std::fmt::Display for Term {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::WorkingDays(days) => write!(f, "workdays-{days}"),
            Self::Months(months) => write!(f, "result-{months}m"),
            Self::Days(days) => write!(f, "days-{days}"),
        }
    }
}

/// The same day some months later, or that month's last day if it has no such day.
#[must_use]
pub fn months_after(start: Date, months: u8) -> Date {
    let month = start.month().nth_next(months);
    let passes_year = u8::from(month) < u8::from(start.month());
    let year = start.year() + i32::from(passes_year);
    let last_day = month.length(year);
    Date::from_calendar_date(year, month, start.day().min(last_day)).unwrap_or(Date::MAX)
}

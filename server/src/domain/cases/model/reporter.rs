//! What the reporter does to a case, and what happens when the reporter says nothing.

use super::{OPEN, Standing, Step, Stepped, Turn};
use crate::domain::cases::refusal::CaseRefusal;
use crate::domain::cases::rules::deadlines::{self, ResultFrom};
use entity::moment::Moment;
use entity::words::{CaseEventKind, CaseState, DeadlineKind, Light};

impl Standing {
    /// The reporter says satisfied or not. Not satisfied with the first instance (its reply, its decline, its
    /// hand-over outside) climbs at once; the review's answer
    /// is recorded and ends the case; an answer may be changed while the window is open.
    ///
    /// # Errors
    /// Refused when there is nothing to answer, or too late.
    pub fn answer(self, satisfied: bool, now: Moment) -> Stepped {
        let until = match (self.state, self.turn) {
            (CaseState::Replied | CaseState::Declined, _) | (CaseState::Settled, Turn::Review) => self.answer_until,
            (CaseState::Transferred, Turn::First) => self.answer_until,
            _ => None,
        };
        let until = until.ok_or(CaseRefusal::NothingToAnswer(self.state))?;
        if now > until {
            return Err(CaseRefusal::AnswerTooLate);
        }
        let next = Self { satisfied: Some(satisfied), answered_at: Some(now), ..self };
        if self.turn == Turn::Review {
            let closed_at = self.closed_at.unwrap_or(now);
            // Only the first answer ends it; asked again is four weeks after the end, whatever is changed later.
            let starts = if self.closed_at.is_none() { vec![deadlines::follow_up(now)] } else { vec![] };
            let next = next.closed(CaseState::Settled, closed_at);
            return Ok(Step { met: vec![DeadlineKind::Answer], starts, ..Step::to(next, CaseEventKind::Answered) });
        }
        if satisfied {
            return Ok(Step::to(next, CaseEventKind::Answered));
        }
        let climbed = next.escalated(now);
        // Whoever was to take it outside need not say any more whether it does.
        let cancelled = climbed.cancelled.iter().copied().chain([DeadlineKind::Receipt]).collect();
        Ok(Step { cancelled, ..climbed })
    }

    /// 升级: the superior organ, red light, a result clock of its own.
    pub(super) fn escalated(self, now: Moment) -> Step {
        let next = Self {
            state: CaseState::Accepted,
            light: Light::Red,
            turn: Turn::Review,
            result_from: Some(now),
            result_until: None,
            replied_at: None,
            closed_at: None,
            answer_until: None,
            withdraw_at: None,
            is_continued: false,
            material_until: None,
            follow_up_until: None,
            ..self
        };
        Step {
            met: vec![DeadlineKind::Answer],
            cancelled: vec![DeadlineKind::PublishResult],
            starts: vec![deadlines::result(ResultFrom::Escalation, now, self.is_filed)],
            ..Step::to(next, CaseEventKind::Escalated)
        }
    }

    /// The window for an answer is over: a reply is settled, a decline stays declined; the light goes out.
    ///
    /// # Errors
    /// Refused in other states.
    pub fn settle(self, now: Moment) -> Stepped {
        self.must_be(&[CaseState::Replied, CaseState::Declined], "不能办结")?;
        self.must_have_seen()?;
        let (state, starts) = match self.state {
            CaseState::Declined => (CaseState::Declined, vec![]),
            _ => (CaseState::Settled, vec![deadlines::follow_up(now)]),
        };
        Ok(Step { starts, ..Step::to(self.closed(state, now), CaseEventKind::Settled) })
    }

    /// The reporter asks to withdraw, which takes effect after 3 days.
    ///
    /// # Errors
    /// Refused after a reply or an end, and if it was asked for already.
    pub fn ask_withdrawal(self, now: Moment) -> Stepped {
        self.must_be(OPEN, "不能再撤回")?;
        if self.is_continued {
            return Err(CaseRefusal::ContinuedBefore);
        }
        if self.withdraw_at.is_some() {
            return Err(CaseRefusal::WithdrawalAsked);
        }
        let clock = deadlines::withdrawal(now);
        let next = Self { withdraw_at: Some(clock.due_at()), ..self };
        Ok(Step { starts: vec![clock], ..Step::to(next, CaseEventKind::WithdrawalAsked) })
    }

    /// The reporter thinks better of it within the 3 days.
    ///
    /// # Errors
    /// Refused if no withdrawal is under way.
    pub fn cancel_withdrawal(self, now: Moment) -> Stepped {
        if self.withdraw_at.is_none_or(|at| now > at) {
            return Err(CaseRefusal::NoWithdrawal);
        }
        let next = Self { withdraw_at: None, ..self };
        Ok(Step { cancelled: vec![DeadlineKind::Withdrawal], ..Step::to(next, CaseEventKind::WithdrawalCancelled) })
    }

    /// The 3 days are over.
    ///
    /// # Errors
    /// Refused if no withdrawal is under way.
    pub fn withdraw(self, now: Moment) -> Stepped {
        self.must_be(OPEN, "不能再撤回")?;
        if self.withdraw_at.is_none_or(|at| now <= at) {
            return Err(CaseRefusal::NoWithdrawal);
        }
        self.must_have_seen()?;
        let next = Self { withdraw_at: None, ..self.closed(CaseState::Withdrawn, now) };
        let cancelled = vec![DeadlineKind::Acceptance, DeadlineKind::Forward, DeadlineKind::Result];
        Ok(Step { cancelled, ..Step::to(next, CaseEventKind::Withdrawn) })
    }

    /// 继续办: the organ goes on with what the reporter withdrew, where it stood before, with a term of its own.
    ///
    /// # Errors
    /// Refused in any other state than `WITHDRAWN`.
    pub fn continue_without_reporter(self, was: CaseState, now: Moment) -> Stepped {
        self.must_be(&[CaseState::Withdrawn], "不用再说继续办")?;
        let light = if self.turn == Turn::Review { Light::Red } else { Light::Yellow };
        let next = Self { state: was, light, closed_at: None, is_continued: true, ..self };
        let (next, clock) = match was {
            CaseState::Submitted => (next, deadlines::acceptance_anew(now)),
            _ => (
                Self { result_from: Some(now), result_until: None, ..next },
                deadlines::result(ResultFrom::Continuation, now, self.is_filed),
            ),
        };
        Ok(Step { starts: vec![clock], ..Step::to(next, CaseEventKind::Continued) })
    }

    /// The reporter adds material: it answers what was asked for, and nothing closes before the organ acknowledges it.
    ///
    /// # Errors
    /// Refused after the end.
    pub fn supplement(self) -> Stepped {
        if self.closed_at.is_some() {
            return Err(CaseRefusal::NotNow(self.state, "不能再补充"));
        }
        let met = if self.material_until.is_some() { vec![DeadlineKind::Material] } else { vec![] };
        let next = Self { unseen: self.unseen.saturating_add(1), material_until: None, ..self };
        Ok(Step { met, ..Step::to(next, CaseEventKind::Supplemented) })
    }
}

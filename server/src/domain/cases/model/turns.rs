//! Turns of the staff beside the straight way: 签收 of a hand-over, what comes back, a corrected reply.

use super::{OPEN, Standing, Step, Stepped, Turn};
use crate::domain::cases::refusal::CaseRefusal;
use crate::domain::cases::rules::deadlines;
use entity::moment::Moment;
use entity::words::{CaseEventKind, CaseState, DeadlineKind, Light};

impl Standing {
    /// 签收: the organ has taken what was handed over; whether it accepts the case is said later, by the same day as ever.
    ///
    /// # Errors
    /// Refused after the end.
    pub fn sign_for(self) -> Stepped {
        if self.closed_at.is_some() {
            return Err(CaseRefusal::NotNow(self.state, "不用再签收"));
        }
        Ok(Step { met: vec![DeadlineKind::Forward], ..Step::to(self, CaseEventKind::HandOverSigned) })
    }

    /// 回执: whoever was to take it outside has taken it; nothing more is waited for.
    #[must_use]
    pub fn taken_outside(self) -> Step {
        Step { met: vec![DeadlineKind::Receipt], ..Step::to(self, CaseEventKind::HandOverTaken) }
    }

    /// 退回: whoever was to take it outside does not. It must be decided here again, or nobody would ever decide it.
    ///
    /// # Errors
    /// Refused in any other state than `TRANSFERRED`.
    pub fn taken_back(self, now: Moment) -> Stepped {
        self.must_be(&[CaseState::Transferred], "没有可以退回的")?;
        let next = Self { state: CaseState::Submitted, light: self.light_of_turn(), closed_at: None, answer_until: None, ..self };
        let starts = vec![deadlines::acceptance_of_returned(now)];
        let (met, cancelled) = (vec![DeadlineKind::Receipt], vec![DeadlineKind::Answer]);
        Ok(Step { met, cancelled, starts, ..Step::to(next, CaseEventKind::HandOverReturned) })
    }

    /// 更正结论: a reply anew. What was said of the first one is no answer to it, so the reporter is asked again; whether it is
    /// really solved is asked after the new end.
    ///
    /// # Errors
    /// Refused before a reply, and over material that nobody has acknowledged; what came after the end is acknowledged then.
    pub fn correct(self, now: Moment) -> Stepped {
        self.must_be(&[CaseState::Replied, CaseState::Settled], "还没有可以更正的结论")?;
        if self.closed_at.is_none() {
            self.must_have_seen()?;
        }
        let replied = self.replied(now, CaseEventKind::Corrected);
        let next = Self { light: self.light_of_turn(), closed_at: None, follow_up_until: None, ..replied.next };
        let cancelled = vec![DeadlineKind::Answer, DeadlineKind::FollowUp, DeadlineKind::FollowUpAnswer];
        Ok(Step { next, cancelled, ..replied })
    }

    /// Whether an organ still has to act.
    ///
    /// # Errors
    /// Refused in other states.
    pub fn open(self) -> Result<(), CaseRefusal> {
        self.must_be(OPEN, "不能再请别的组织联合办理")
    }

    /// Whether something is still to come.
    ///
    /// # Errors
    /// Refused after the end.
    pub const fn not_over(self) -> Result<(), CaseRefusal> {
        match self.closed_at {
            None => Ok(()),
            Some(_) => Err(CaseRefusal::NotNow(self.state, "不能再记")),
        }
    }

    const fn light_of_turn(&self) -> Light {
        match self.turn {
            Turn::First => Light::Yellow,
            Turn::Review => Light::Red,
        }
    }
}

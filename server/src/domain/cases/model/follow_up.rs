//! 回访: four weeks after the end the reporter is asked whether it is really solved.

use super::{Standing, Step, Stepped, Turn};
use crate::domain::cases::refusal::{CaseRefusal, MaterialRefusal};
use crate::domain::cases::rules::deadlines;
use entity::moment::Moment;
use entity::words::{CaseEventKind, CaseState, DeadlineKind};

impl Standing {
    /// The question is put.
    ///
    /// # Errors
    /// Refused in any other state than `SETTLED`.
    pub fn ask_follow_up(self, now: Moment) -> Stepped {
        self.must_be(&[CaseState::Settled], "不用回访")?;
        let clock = deadlines::follow_up_answer(now);
        let next = Self { follow_up_until: Some(clock.due_at()), ..self };
        Ok(Step { starts: vec![clock], ..Step::to(next, CaseEventKind::FollowUpAsked) })
    }

    /// The reporter answers. "No" with new material opens the review, once; everything else is recorded, and may be
    /// changed while the question is open.
    ///
    /// # Errors
    /// Refused if nothing is asked, or too late.
    pub fn answer_follow_up(self, is_solved: bool, has_material: bool, now: Moment) -> Stepped {
        let until = self.follow_up_until.ok_or(CaseRefusal::Material(MaterialRefusal::NoFollowUp))?;
        if now > until {
            return Err(CaseRefusal::Material(MaterialRefusal::TooLate));
        }
        if is_solved || !has_material || self.turn == Turn::Review {
            return Ok(Step::to(self, CaseEventKind::FollowUpAnswered));
        }
        let next = Self { satisfied: Some(false), answered_at: Some(now), unseen: self.unseen.saturating_add(1), ..self };
        let climbed = next.escalated(now);
        Ok(Step { met: vec![DeadlineKind::Answer, DeadlineKind::FollowUpAnswer], ..climbed })
    }

    /// Nobody answered.
    #[must_use]
    pub fn follow_up_lapses(self) -> Step {
        Step::to(Self { follow_up_until: None, ..self }, CaseEventKind::FollowUpLapsed)
    }
}

//! What happens to a case that is not over when an organ has nobody left who may handle it (回避、离任) or is closed, or when
//! it comes to be about more: recusal moves it upwards.

use super::{OPEN, Standing, Step, Stepped, Turn};
use crate::domain::cases::refusal::CaseRefusal;
use entity::moment::Moment;
use entity::words::{CaseEventKind, CaseState, DeadlineKind};

impl Standing {
    /// The next organ above takes it as it stands: light and clocks run on, and one not accepted yet has 5 working days. One
    /// that is answered goes too: somebody must be there to see what the reporter still adds.
    ///
    /// # Errors
    /// Refused after the end.
    pub fn hand_up(self, now: Moment) -> Stepped {
        if self.state == CaseState::Submitted {
            return self.transfer_inside(now);
        }
        self.not_closed("不用再转")?;
        Ok(Step::to(self, CaseEventKind::Transferred))
    }

    /// Nobody of the county is left: an organ above it takes it as the second instance, with red light and a month of
    /// its own. A withdrawal under way goes on.
    ///
    /// # Errors
    /// Refused when no organ has to act any more.
    pub fn hand_over(self, now: Moment) -> Stepped {
        self.must_be(OPEN, "不用再移交")?;
        if self.turn == Turn::Review {
            return Ok(Step::to(self, CaseEventKind::HandedOver));
        }
        let climbed = self.escalated(now);
        Ok(Step {
            next: Self { withdraw_at: self.withdraw_at, ..climbed.next },
            event: CaseEventKind::HandedOver,
            met: vec![],
            cancelled: vec![DeadlineKind::Acceptance, DeadlineKind::Forward, DeadlineKind::Result],
            ..climbed
        })
    }

    /// 增加反映对象: what came up while it was handled; clocks and state stay.
    ///
    /// # Errors
    /// Refused when no organ has to act any more.
    pub fn add_subject(self) -> Stepped {
        self.must_be(OPEN, "不能再增加反映对象")?;
        Ok(Step::to(self, CaseEventKind::SubjectAdded))
    }

    /// The handler may not go on, somebody else of the organ may.
    ///
    /// # Errors
    /// Refused after the end.
    pub fn lose_handler(self) -> Stepped {
        self.not_closed("不用再分派")?;
        Ok(Step::to(self, CaseEventKind::HandlerLeft))
    }

    /// Whether the reporter or an organ still has something to say.
    const fn not_closed(&self, why: &'static str) -> Result<(), CaseRefusal> {
        match self.closed_at {
            None => Ok(()),
            Some(_) => Err(CaseRefusal::NotNow(self.state, why)),
        }
    }
}

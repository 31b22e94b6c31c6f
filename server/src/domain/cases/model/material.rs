//! Material between the two sides: what the organ asks for (补充材料通知), and what it must acknowledge before anything closes.

use super::{OPEN, Standing, Step, Stepped};
use crate::domain::cases::refusal::{CaseRefusal, MaterialRefusal};
use crate::domain::cases::rules::deadlines;
use entity::moment::Moment;
use entity::words::{CaseEventKind, CaseState, DeadlineKind};

impl Standing {
    /// Nothing closes over material that nobody of the organ has acknowledged.
    pub(super) const fn must_have_seen(&self) -> Result<(), CaseRefusal> {
        if self.unseen == 0 { Ok(()) } else { Err(CaseRefusal::Material(MaterialRefusal::Unseen(self.unseen))) }
    }

    /// The organ has seen what was added. After a reply or a decline the reporter keeps some days to answer, however late
    /// it was; no day comes nearer.
    ///
    /// # Errors
    /// Refused if nothing waits, and after the end.
    pub fn acknowledge(self, now: Moment) -> Stepped {
        if self.closed_at.is_some() {
            return Err(CaseRefusal::NotNow(self.state, "不用再确认材料"));
        }
        if self.unseen == 0 {
            return Err(CaseRefusal::Material(MaterialRefusal::NothingUnseen));
        }
        let step = Step::to(Self { unseen: 0, ..self }, CaseEventKind::MaterialSeen);
        let clock = deadlines::answer_after_material(now);
        match self.state {
            CaseState::Replied | CaseState::Declined if self.answer_until.is_none_or(|until| until < clock.due_at()) => Ok(Step {
                next: Self { answer_until: Some(clock.due_at()), ..step.next },
                cancelled: vec![DeadlineKind::Answer],
                starts: vec![clock],
                ..step
            }),
            _ => Ok(step),
        }
    }

    /// A settling or a withdrawal whose day has come waits for the organ: its day moves on.
    ///
    /// # Errors
    /// Refused if nothing waits, or nothing is to close.
    pub fn hold_closing(self, now: Moment) -> Stepped {
        if self.unseen == 0 {
            return Err(CaseRefusal::Material(MaterialRefusal::NothingUnseen));
        }
        let (next, clock) = match self.state {
            CaseState::Replied | CaseState::Declined if self.closed_at.is_none() => {
                let clock = deadlines::answer_held(now);
                (Self { answer_until: Some(clock.due_at()), ..self }, clock)
            }
            _ if self.withdraw_at.is_some() => {
                let clock = deadlines::withdrawal_held(now);
                (Self { withdraw_at: Some(clock.due_at()), ..self }, clock)
            }
            state => return Err(CaseRefusal::NotNow(state, "没有要等的")),
        };
        Ok(Step { starts: vec![clock], ..Step::to(next, CaseEventKind::ClosingHeld) })
    }

    /// 补充材料通知: asks the reporter for material, one thing at a time. No clock of the organ stops by it.
    ///
    /// # Errors
    /// Refused when no organ has to act any more, and while something is asked for already.
    pub fn ask_material(self, days: u16, now: Moment) -> Stepped {
        self.must_be(OPEN, "不能再要材料")?;
        if self.material_until.is_some() {
            return Err(CaseRefusal::Material(MaterialRefusal::Asked));
        }
        let clock = deadlines::material(now, days);
        let next = Self { material_until: Some(clock.due_at()), ..self };
        Ok(Step { starts: vec![clock], ..Step::to(next, CaseEventKind::MaterialAsked) })
    }

    /// The reporter has none of what was asked for.
    ///
    /// # Errors
    /// Refused if nothing is asked for.
    pub fn has_no_material(self) -> Stepped {
        if self.material_until.is_none() {
            return Err(CaseRefusal::Material(MaterialRefusal::NotAsked));
        }
        let next = Self { material_until: None, ..self };
        Ok(Step { met: vec![DeadlineKind::Material], ..Step::to(next, CaseEventKind::MaterialNone) })
    }

    /// What was asked for did not come.
    #[must_use]
    pub fn material_lapses(self) -> Step {
        Step::to(Self { material_until: None, ..self }, CaseEventKind::MaterialLapsed)
    }
}

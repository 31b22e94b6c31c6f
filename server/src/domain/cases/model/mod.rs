//! The life of a case: each step takes the standing and gives the next one with its clocks, or a refusal.
//!
//! `SUBMITTED → ACCEPTED → INVESTIGATING (→ CASE_FILED) → REPLIED → SETTLED`, with the ends `DECLINED`, `TRANSFERRED`,
//! `WITHDRAWN`. A reply or a decline of the first instance climbs once, when the reporter is not satisfied.

mod follow_up;
mod material;
mod reporter;
mod turns;
mod upward;

use super::refusal::CaseRefusal;
use super::rules::deadlines::{self, ResultFrom, Terms};
use entity::moment::Moment;
use entity::words::{CaseEventKind, CaseState, DeadlineKind, Light};

/// 初办 or 复核.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// 初办.
    First,
    /// 复核: two levels end it.
    Review,
}

/// All of a case that a step may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// 办理状态.
    pub state: CaseState,
    /// 预警指示灯.
    pub light: Light,
    /// Which instance.
    pub turn: Turn,
    /// A case was filed (立案), at whichever instance.
    pub is_filed: bool,
    /// When the running result clock started: acceptance or escalation.
    pub result_from: Option<Moment>,
    /// The last moment of that clock, with all that was granted to it.
    pub result_until: Option<Moment>,
    /// When this instance replied.
    pub replied_at: Option<Moment>,
    /// When nothing more was to be done.
    pub closed_at: Option<Moment>,
    /// The reporter's standing answer.
    pub satisfied: Option<bool>,
    /// When it was given.
    pub answered_at: Option<Moment>,
    /// Until when this instance's reply or decline may be answered.
    pub answer_until: Option<Moment>,
    /// When an asked-for withdrawal takes effect.
    pub withdraw_at: Option<Moment>,
    /// In this instance the organ went on with what the reporter had withdrawn.
    pub is_continued: bool,
    /// Additions of the reporter that nobody of the organ has acknowledged: nothing closes over them.
    pub unseen: usize,
    /// Until when the reporter may bring what was asked for (补充材料通知).
    pub material_until: Option<Moment>,
    /// Until when the reporter may say whether it is really solved (回访).
    pub follow_up_until: Option<Moment>,
}

/// One step: what holds afterwards, what is told of it, and what it does to the clocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The standing afterwards.
    pub next: Standing,
    /// The event that tells of it.
    pub event: CaseEventKind,
    /// Clocks that the step fulfils.
    pub met: Vec<DeadlineKind>,
    /// Clocks that stop without being fulfilled.
    pub cancelled: Vec<DeadlineKind>,
    /// Clocks that start.
    pub starts: Vec<Terms>,
    /// Clocks that start and are fulfilled at once.
    pub told: Vec<Terms>,
}

type Stepped = Result<Step, CaseRefusal>;

impl Step {
    fn to(next: Standing, event: CaseEventKind) -> Self {
        Self { next, event, met: vec![], cancelled: vec![], starts: vec![], told: vec![] }
    }

    /// The same, where the clock of this kind waits for the reporter so many calendar days. What waits for the organ's word on
    /// new material, or for the reporter's after it, has days of its own.
    #[must_use]
    pub fn waiting(mut self, kind: DeadlineKind, days: u16) -> Self {
        for clock in self.starts.iter_mut().filter(|clock| clock.kind == kind && !clock.is_for_material()) {
            clock.term = deadlines::Term::Days(days);
            match kind {
                DeadlineKind::Answer => self.next.answer_until = Some(clock.due_at()),
                DeadlineKind::Withdrawal => self.next.withdraw_at = Some(clock.due_at()),
                _ => {}
            }
        }
        self
    }
}

/// The first step: submission lights the yellow light and starts the acceptance clock.
#[must_use]
pub fn submitted(now: Moment) -> Step {
    let next = Standing {
        state: CaseState::Submitted,
        light: Light::Yellow,
        turn: Turn::First,
        is_filed: false,
        result_from: None,
        result_until: None,
        replied_at: None,
        closed_at: None,
        satisfied: None,
        answered_at: None,
        answer_until: None,
        withdraw_at: None,
        is_continued: false,
        unseen: 0,
        material_until: None,
        follow_up_until: None,
    };
    Step { starts: vec![deadlines::acceptance(now)], ..Step::to(next, CaseEventKind::Submitted) }
}

impl Standing {
    /// 受理: the result clock starts.
    ///
    /// # Errors
    /// Refused in any other state than `SUBMITTED`.
    pub fn accept(self, now: Moment) -> Stepped {
        self.must_be(&[CaseState::Submitted], "不能再收")?;
        let next = Self { state: CaseState::Accepted, result_from: Some(now), result_until: None, ..self };
        Ok(Step {
            met: vec![DeadlineKind::Acceptance, DeadlineKind::Forward],
            starts: vec![deadlines::result(ResultFrom::Acceptance, now, false)],
            ..Step::to(next, CaseEventKind::Accepted)
        })
    }

    /// 不予受理: the light stays on while the reporter may still object.
    ///
    /// # Errors
    /// Refused in any other state than `SUBMITTED`.
    pub fn decline(self, now: Moment) -> Stepped {
        self.must_be(&[CaseState::Submitted], "不能再说不收")?;
        self.must_have_seen()?;
        let clock = deadlines::answer(now);
        let next = Self { state: CaseState::Declined, withdraw_at: None, answer_until: Some(clock.due_at()), ..self };
        Ok(Step {
            met: vec![DeadlineKind::Acceptance, DeadlineKind::Forward],
            cancelled: vec![DeadlineKind::Withdrawal],
            starts: vec![clock],
            ..Step::to(next, CaseEventKind::Declined)
        })
    }

    /// 转办 to an organ of this platform, which has 5 working days to take it; the acceptance clock runs on.
    ///
    /// # Errors
    /// Refused once the case was accepted.
    pub fn transfer_inside(self, now: Moment) -> Stepped {
        self.must_be(&[CaseState::Submitted], "不能再转出")?;
        Ok(Step { met: vec![DeadlineKind::Forward], starts: vec![deadlines::forward(now)], ..Step::to(self, CaseEventKind::Transferred) })
    }

    /// 转出 to somebody outside: an end here, but for the receipt and the reporter's word, which have clocks of their own.
    ///
    /// # Errors
    /// Refused once the case was accepted.
    pub fn transfer_outside(self, now: Moment) -> Stepped {
        self.must_be(&[CaseState::Submitted], "不能再转出")?;
        self.must_have_seen()?;
        let clock = deadlines::answer_to_hand_over(now);
        let next = Self { answer_until: Some(clock.due_at()), ..self.closed(CaseState::Transferred, now) };
        Ok(Step {
            met: vec![DeadlineKind::Acceptance, DeadlineKind::Forward],
            cancelled: vec![DeadlineKind::Withdrawal],
            starts: vec![deadlines::receipt(now), clock],
            ..Step::to(next, CaseEventKind::Transferred)
        })
    }

    /// 开始核查.
    ///
    /// # Errors
    /// Refused in any other state than `ACCEPTED`.
    pub fn start_investigation(self) -> Stepped {
        self.must_be(&[CaseState::Accepted], "不能开始查")?;
        Ok(Step::to(Self { state: CaseState::Investigating, ..self }, CaseEventKind::InvestigationStarted))
    }

    /// 立案: three months instead of one, from the same day.
    ///
    /// # Errors
    /// Refused unless it is investigated, and if a case was filed before.
    pub fn file(self, now: Moment) -> Stepped {
        if self.is_filed {
            return Err(CaseRefusal::FiledBefore);
        }
        self.must_be(&[CaseState::Investigating], "要先开始查，才能立案")?;
        let from = self.result_counts_from();
        Ok(Step {
            cancelled: vec![DeadlineKind::Result],
            starts: vec![deadlines::result(from, self.result_from.unwrap_or(now), true)],
            ..Step::to(Self { state: CaseState::CaseFiled, is_filed: true, ..self }, CaseEventKind::CaseFiled)
        })
    }

    /// 答复: concludes, and tells the reporter in the same moment.
    ///
    /// # Errors
    /// Refused unless it is investigated or filed.
    pub fn reply(self, now: Moment) -> Stepped {
        self.must_be(&[CaseState::Investigating, CaseState::CaseFiled], "要先受理、开始核查，才能答复")?;
        self.must_have_seen()?;
        Ok(self.concluded(now, CaseEventKind::Replied))
    }

    /// A reply, which is to be published within the term that it had itself.
    fn concluded(self, now: Moment, event: CaseEventKind) -> Step {
        let mut step = self.replied(now, event);
        let from = (self.result_counts_from(), self.result_from.unwrap_or(now));
        step.starts.push(deadlines::publish_result(from.0, from.1, self.is_filed, (now, self.result_until)));
        step
    }

    const fn result_counts_from(&self) -> ResultFrom {
        match (self.turn, self.is_continued) {
            (_, true) => ResultFrom::Continuation,
            (Turn::First, false) => ResultFrom::Acceptance,
            (Turn::Review, false) => ResultFrom::Escalation,
        }
    }

    /// What the organ above the county found, entered by the county commission.
    ///
    /// # Errors
    /// Refused unless the case is with the second instance and not replied yet.
    pub fn external_result(self, now: Moment) -> Stepped {
        self.must_be(&[CaseState::Accepted, CaseState::Investigating, CaseState::CaseFiled], "不能录入结果")?;
        if self.turn == Turn::First {
            return Err(CaseRefusal::NotExternal);
        }
        self.must_have_seen()?;
        Ok(self.concluded(now, CaseEventKind::ExternalResult))
    }

    fn replied(self, now: Moment, event: CaseEventKind) -> Step {
        let clock = deadlines::answer(now);
        // What was said of an earlier reply is no answer to this one.
        let (satisfied, answered_at, replied_at) = (None, None, Some(now));
        let answer_until = Some(clock.due_at());
        let next = Self { state: CaseState::Replied, satisfied, answered_at, replied_at, answer_until, withdraw_at: None, ..self };
        Step {
            met: vec![DeadlineKind::Result],
            cancelled: vec![DeadlineKind::Withdrawal],
            starts: vec![clock],
            told: vec![deadlines::tell_result(now)],
            ..Step::to(next, event)
        }
    }

    fn closed(self, state: CaseState, at: Moment) -> Self {
        Self { state, light: Light::None, closed_at: Some(at), withdraw_at: None, material_until: None, ..self }
    }

    fn must_be(&self, states: &[CaseState], why: &'static str) -> Result<(), CaseRefusal> {
        if states.contains(&self.state) { Ok(()) } else { Err(CaseRefusal::NotNow(self.state, why)) }
    }
}

/// States in which an organ still has to act.
pub const OPEN: &[CaseState] = &[CaseState::Submitted, CaseState::Accepted, CaseState::Investigating, CaseState::CaseFiled];

#[cfg(test)]
mod tests;

//! What people read about a case: states, clocks and steps in plain Chinese.

use super::rules::deadlines;
use entity::moment::Moment;
use entity::words::{CaseState, DeadlineKind, StepAsideReason};

/// A state as people say it.
#[must_use]
pub const fn state(state: CaseState) -> &'static str {
    match state {
        CaseState::Submitted => "已提交",
        CaseState::Accepted => "已受理",
        CaseState::Investigating => "核查中",
        CaseState::CaseFiled => "已立案",
        CaseState::Replied => "已答复",
        CaseState::Settled => "已办结",
        CaseState::Declined => "不予受理",
        CaseState::Transferred => "已转出",
        CaseState::Withdrawn => "已撤回",
    }
}

/// Why somebody keeps away, as people say it.
#[must_use]
pub const fn step_aside(reason: StepAsideReason) -> &'static str {
    match reason {
        StepAsideReason::Kin => "有亲属关系",
        StepAsideReason::Interest => "有利害关系",
        StepAsideReason::Witness => "当过证人",
        StepAsideReason::Other => "其他原因",
    }
}

/// A clock as people say it.
#[must_use]
pub const fn deadline(kind: DeadlineKind) -> &'static str {
    match kind {
        DeadlineKind::Acceptance => "告知是否受理",
        DeadlineKind::Result => "答复",
        DeadlineKind::TellResult => "告知结果",
        DeadlineKind::Forward => "签收转办",
        DeadlineKind::Answer => "评价",
        DeadlineKind::Withdrawal => "撤回生效",
        DeadlineKind::Material => "补充材料",
        DeadlineKind::FollowUp => "回访",
        DeadlineKind::FollowUpAnswer => "回答回访",
    }
}

/// The day of a moment in China.
#[must_use]
pub fn day(at: Moment) -> String {
    deadlines::day(at.in_china().date())
}

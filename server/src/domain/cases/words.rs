//! What people read about a case: states, clocks and steps in plain Chinese.

use super::rules::deadlines;
use entity::moment::Moment;
use entity::words::{CaseEventKind, CaseState, DeadlineKind, DeclineGround, Finding, RightChannel, StepAsideReason};

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
        DeadlineKind::PublishResult => "公开结果",
        DeadlineKind::Material => "补充材料",
        DeadlineKind::FollowUp => "回访",
        DeadlineKind::FollowUpAnswer => "回答回访",
    }
}

/// A finding as people say it.
#[must_use]
pub const fn finding(finding: Finding) -> &'static str {
    match finding {
        Finding::Substantiated => "属实",
        Finding::PartlySubstantiated => "部分属实",
        Finding::NotSubstantiated => "不属实",
        Finding::CannotBeVerified => "没法核实",
    }
}

/// Why something is not taken on, as people say it.
#[must_use]
pub const fn ground(ground: DeclineGround) -> &'static str {
    match ground {
        DeclineGround::NotDiscipline => "不属于纪检监察的受理范围",
        DeclineGround::OtherAuthority => "依法由别的机关管",
        DeclineGround::InProceedings => "已经在诉讼、仲裁或者行政复议中",
        DeclineGround::EndedBefore => "以前办结过，没有新的线索",
        DeclineGround::NothingConcrete => "没有可以查的具体内容",
        DeclineGround::Other => "其他情形",
    }
}

/// The right channel, as people look for it.
#[must_use]
pub const fn channel(channel: RightChannel) -> &'static str {
    match channel {
        RightChannel::Petitions => "县信访局",
        RightChannel::Police => "公安机关，紧急的打 110",
        RightChannel::Court => "人民法院",
        RightChannel::Reconsideration => "行政复议机关（县司法局）",
        RightChannel::Arbitration => "劳动人事争议仲裁委员会",
        RightChannel::Hotline => "政务服务便民热线 12345",
        RightChannel::Superior => "上级纪检监察机关，12388",
    }
}

/// What happened beside the straight way.
#[must_use]
pub const fn turn(kind: CaseEventKind) -> &'static str {
    match kind {
        CaseEventKind::HandOverSigned => "签收了转来的材料",
        CaseEventKind::HandOverTaken => "接收单位接下了，有回执",
        CaseEventKind::HandOverReturned => "接收单位退回，重新决定是否受理",
        CaseEventKind::JointInvited => "请别的组织联合办理",
        CaseEventKind::JointEnded => "联合办理结束",
        CaseEventKind::NoteAdded => "记了一笔",
        CaseEventKind::Corrected => "更正了结论，重新答复",
        CaseEventKind::MaliceProposed => "提请上级认定恶意举报",
        CaseEventKind::MaliceFound => "经上级认定，这件属于恶意举报",
        CaseEventKind::MaliceRefused => "上级没有认定恶意举报",
        CaseEventKind::ClarificationNoted => "登记了是否要澄清",
        CaseEventKind::ClarificationPrepared => "准备了澄清的文字",
        other => of_reporter(other),
    }
}

/// What happened around material, the question whether it is really solved, and recusal.
const fn of_reporter(kind: CaseEventKind) -> &'static str {
    match kind {
        CaseEventKind::MaterialSeen => "看过了补充的材料",
        CaseEventKind::MaterialAsked => "请举报人补充材料",
        CaseEventKind::MaterialNone => "没有要补充的",
        CaseEventKind::MaterialLapsed => "要的材料到期没有补充",
        CaseEventKind::ClosingHeld => "补充的材料还没有确认，先不办结",
        CaseEventKind::FollowUpAsked => "回访：问举报人是不是真的解决了",
        CaseEventKind::FollowUpAnswered => "回答了回访",
        CaseEventKind::FollowUpLapsed => "回访到期，举报人没有回答",
        CaseEventKind::SteppedAside => "申请回避",
        _ => "办理有新进展",
    }
}

/// Why the rules gave a case to another organ, behind the name of the one that had it.
#[must_use]
pub fn moved(why: Option<String>) -> &'static str {
    if why.as_deref() == Some("ORGAN_CLOSED") { "已经撤销" } else { "没有能办这件的人" }
}

/// The day of a moment in China.
#[must_use]
pub fn day(at: Moment) -> String {
    deadlines::day(at.in_china().date())
}

//! What people read about a case: states, clocks and steps in plain Chinese.

use super::rules::deadlines;
use entity::moment::Moment;
use entity::words::{CaseState, DeadlineKind, DeclineGround, Finding, RightChannel, StepAsideReason, WithholdReason};

/// A state as people say it.
#[must_use]
pub const fn state(state: CaseState) -> &'static str {
    match state {
        CaseState::Submitted => "还没定收不收",
        CaseState::Accepted => "已收下",
        CaseState::Investigating => "正在查",
        CaseState::CaseFiled => "已立案",
        CaseState::Replied => "已答复",
        CaseState::Settled => "已办结",
        CaseState::Declined => "没有收",
        CaseState::Transferred => "已转出",
        CaseState::Withdrawn => "举报人撤回了",
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

/// What a clock asks for, as people say it.
#[must_use]
pub fn deadline(kind: DeadlineKind, reporter: &str) -> String {
    match kind {
        DeadlineKind::Acceptance => format!("告诉{reporter}收不收"),
        DeadlineKind::Result => format!("答复{reporter}"),
        DeadlineKind::TellResult => format!("告诉{reporter}结果"),
        DeadlineKind::Forward => "签收".to_owned(),
        DeadlineKind::Answer => format!("{reporter}回话"),
        DeadlineKind::Withdrawal => "撤回生效".to_owned(),
        DeadlineKind::PublishResult => "公开结果".to_owned(),
        DeadlineKind::Material => format!("{reporter}补充材料"),
        DeadlineKind::FollowUp => "回访".to_owned(),
        DeadlineKind::FollowUpAnswer => format!("{reporter}回答回访"),
        DeadlineKind::Receipt => "收到接收单位的回执".to_owned(),
    }
}

/// Why a result is not published, as people say it.
#[must_use]
pub const fn withheld(reason: WithholdReason) -> &'static str {
    match reason {
        WithholdReason::StateSecret => "涉及国家秘密",
        WithholdReason::PublicSafety => "公开会危及公共安全",
        WithholdReason::TradeSecret => "涉及商业秘密",
        WithholdReason::Privacy => "涉及个人隐私",
        WithholdReason::Minor => "涉及未成年人",
        WithholdReason::ReporterIdentifiable => "公开会让人认出举报人",
        WithholdReason::OpenProceedings => "会影响正在办的案件",
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

/// Why the rules gave a case to another organ, behind the name of the one that had it.
#[must_use]
pub fn moved(why: Option<&str>) -> &'static str {
    if why == Some("ORGAN_CLOSED") { "已经撤销" } else { "没有能办这件的人" }
}

/// The day of a moment in China.
#[must_use]
pub fn day(at: Moment) -> String {
    deadlines::day(at.in_china().date())
}

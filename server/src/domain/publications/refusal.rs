//! What a person is told instead of being obeyed.

use super::rules::{Left, MarkKind};
use crate::kernel::{ErrorCode, Failure};
use entity::words::PublicationState;

/// Why nothing was drafted, sent, published, corrected or hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicationRefusal {
    /// No role that has to do with publishing.
    NoPart,
    /// Somebody else handles the case.
    HandledByAnother,
    /// Approves it, and is not of the organ that writes it.
    NotOfOrgan,
    /// Only a head may.
    HeadOnly,
    /// Nobody approves what he wrote.
    OwnDraft,
    /// The case has no result yet, or is open again.
    NotConcluded,
    /// There is one of this kind already.
    Drafted,
    /// It is not in a state for this.
    NotNow(PublicationState),
    /// It is hidden.
    Hidden,
    /// A correction is under way.
    Correcting,
    /// Somebody else was faster.
    Changed,
    /// Nobody is there to approve it.
    NobodyToApprove,
    /// What may not stand in public still does.
    Left(Left),
}

impl From<PublicationRefusal> for Failure {
    fn from(refusal: PublicationRefusal) -> Self {
        use ErrorCode as E;
        use PublicationRefusal as R;
        match refusal {
            R::NoPart => Self::refuse(E::Forbidden, "公开结果由办理的纪检组织办。您没有这样的角色。"),
            R::HandledByAnother => Self::refuse(E::Forbidden, "这件由别人承办，您可以看，不能写公开稿。"),
            R::NotOfOrgan => Self::refuse(E::Forbidden, "公开稿由办理的组织写，您只管审批。要改请退回。"),
            R::HeadOnly => Self::refuse(E::Forbidden, "只有负责人能审批和撤下；点名曝光由县纪委监委的负责人审批。"),
            R::OwnDraft => Self::refuse(E::Forbidden, "自己写的、自己送审的不能自己批，请由别的负责人批。"),
            R::NotConcluded => Self::refuse(E::State, "这件还没有办出结果，或者正在复核，不能公开。"),
            R::Drafted => Self::refuse(E::Conflict, "这一种公开稿已经有了，请打开接着写。"),
            R::NotNow(state) => Self::refuse(E::State, format!("这份公开稿现在是“{}”，不能这样办。", state_word(state))),
            R::Hidden => Self::refuse(E::State, "已经撤下，不能再改。"),
            R::Correcting => Self::refuse(E::Conflict, "正在更正，请打开那一份接着写。"),
            R::Changed => Self::refuse(E::Conflict, "刚刚有人改过这一份。请刷新后再看。"),
            R::NobodyToApprove => Self::refuse(E::State, "没有能审批的负责人：自己写的不能自己批，要回避的也不能批。请换一个人起草。"),
            R::Left(left) => Self::field(E::Invalid, "text", left_word(left)),
        }
    }
}

/// A state as people say it.
#[must_use]
pub const fn state_word(state: PublicationState) -> &'static str {
    match state {
        PublicationState::Draft => "起草中",
        PublicationState::Waiting => "等审批",
        PublicationState::Returned => "被退回",
        PublicationState::Published => "已公开",
        PublicationState::Corrected => "已更正",
    }
}

/// What has to be hidden first.
#[must_use]
pub const fn left_word(left: Left) -> &'static str {
    match left {
        Left::Number(MarkKind::IdNumber) => "还有身份证号没有遮住。证件号、电话、银行卡号不能公开。",
        Left::Number(MarkKind::Phone) => "还有电话号码没有遮住。证件号、电话、银行卡号不能公开。",
        Left::Number(_) => "还有银行卡号没有遮住。证件号、电话、银行卡号不能公开。",
        Left::Subject => "还有反映对象的名字没有遮住。点名只能用“点名曝光”，或者本人要求的“澄清”。",
        Left::Case => "里面有办理件的编号或者举报人的代称，不能公开。",
    }
}

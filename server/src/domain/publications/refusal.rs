//! What a person is told instead of being obeyed.

use super::rules::{Left, MarkKind};
use crate::kernel::{ErrorCode, Failure};
use entity::words::{PublicationState, WithholdingState};

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
    /// What may not stand in public still does, in this field.
    Left(&'static str, Left),
    /// The words of this field still speak to the reporter, or of him.
    Addressed(&'static str, &'static str),
    /// So many marks that the program suggests nobody has looked at.
    Unseen(usize),
    /// Nobody is exposed whom no decision names that can't be objected to any more.
    NoDecision,
    /// Another result of the unit has the same title.
    SameTitle,
    /// It is decided, or proposed, that this result is not published.
    Withheld,
    /// There is a draft, or it is published: it can't be decided that it is not.
    HasPublication,
    /// Such a proposal is not in a state for this.
    WithholdingNotNow(WithholdingState),
    /// The official wishes no clarification, or it can't be said yet.
    NoWish,
}

impl From<PublicationRefusal> for Failure {
    fn from(refusal: PublicationRefusal) -> Self {
        use ErrorCode as E;
        use PublicationRefusal as R;
        match refusal {
            R::NoPart => Self::refuse(E::Forbidden, "公开结果由办理的纪检组织办。您没有这样的角色。"),
            R::HandledByAnother => Self::refuse(E::Forbidden, "这件由别人承办，您可以看，不能写公开稿。"),
            R::NotOfOrgan => Self::refuse(E::Forbidden, "公开稿由办理的组织写，您只管审批。要改请退回。"),
            R::HeadOnly => {
                Self::refuse(E::Forbidden, "只有负责人能审批、撤下，能决定不公开或者还是公开；点名曝光由县纪委监委的负责人审批。")
            }
            R::OwnDraft => Self::refuse(E::Forbidden, "自己写的、自己送审的不能自己批，请由别的负责人批。"),
            R::NotConcluded => Self::refuse(E::State, "这件还没有办出结果，或者正在复核，不能公开。"),
            R::Drafted => Self::refuse(E::Conflict, "这一种公开稿已经有了，请打开接着写。"),
            R::NotNow(state) => Self::refuse(E::State, format!("这份公开稿现在是“{}”，不能这样办。", state_word(state))),
            R::Hidden => Self::refuse(E::State, "已经撤下，不能再改。"),
            R::Correcting => Self::refuse(E::Conflict, "正在更正，请打开那一份接着写。"),
            R::Changed => Self::refuse(E::Conflict, "刚刚有人改过这一份。请刷新后再看。"),
            R::NobodyToApprove => Self::refuse(E::State, "没有能审批的负责人：自己写的不能自己批，要回避的也不能批。请换一个人起草。"),
            R::Left(field, left) => Self::field(E::Invalid, field, left_word(left)),
            R::Addressed(field, word) => {
                Self::field(E::Invalid, field, format!("还有“{word}”，像是写给举报人的信。公开的文字是给大家看的，请改过来。"))
            }
            R::Unseen(marks) => Self::field(E::Invalid, "marks", format!("还有 {marks} 处没有看过，请一处一处看，遮住或者不遮。")),
            R::NoDecision => Self::refuse(E::State, "点名曝光要等这件办结，而且给了处分或者移送司法机关。"),
            R::SameTitle => Self::field(E::Conflict, "title", "这个单位已经有一件同样标题的，请改一改，让人分得清是哪一件。"),
            R::Withheld => Self::refuse(E::State, "这件已经提请或者决定不公开结果。要公开，请负责人先决定还是公开。"),
            R::HasPublication => Self::refuse(E::State, "这件结果已经公开，或者有公开稿。没有公开的稿先作废；已经公开的用“撤下”。"),
            R::WithholdingNotNow(state) => Self::refuse(E::State, format!("不公开的事现在是“{}”，不能这样办。", withholding_word(state))),
            R::NoWish => Self::refuse(E::State, "没有可以公开的澄清：要查明不属实，已经办结，登记了本人愿意，并且备好了澄清的文字。"),
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

/// How far a decision not to publish is, as people say it.
#[must_use]
pub const fn withholding_word(state: WithholdingState) -> &'static str {
    match state {
        WithholdingState::Proposed => "等审批",
        WithholdingState::Decided => "已决定不公开",
        WithholdingState::Refused => "没有同意",
        WithholdingState::Reopened => "决定还是公开",
    }
}

/// What has to be hidden first.
#[must_use]
pub const fn left_word(left: Left) -> &'static str {
    match left {
        Left::Number(MarkKind::IdNumber) => "还有身份证号没有遮住。证件号、电话、银行卡号不能公开。",
        Left::Number(MarkKind::Phone) => "还有电话号码没有遮住。证件号、电话、银行卡号不能公开。",
        Left::Number(_) => "还有银行卡号没有遮住。证件号、电话、银行卡号不能公开。",
        Left::Subject => "还有反映对象的名字没有遮住。点名只能用“点名曝光”；“澄清”只能写提出要求的本人。",
        Left::Case => "里面有办理件的编号或者举报人的代称，不能公开。",
    }
}

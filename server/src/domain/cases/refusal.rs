//! What a person is told instead of being obeyed.

use super::words;
use crate::kernel::{ErrorCode, Failure};
use entity::words::CaseState;

/// Why a verb of a case did not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseRefusal {
    /// The state does not allow it, and what it does not allow.
    NotNow(CaseState, &'static str),
    /// There is no reply to answer in this state.
    NothingToAnswer(CaseState),
    /// The 15 days are over.
    AnswerTooLate,
    /// A case was filed before.
    FiledBefore,
    /// The case is not with an organ above the county.
    NotExternal,
    /// A withdrawal is under way already.
    WithdrawalAsked,
    /// No withdrawal is under way.
    NoWithdrawal,
    /// The organ went on with it after a withdrawal.
    ContinuedBefore,
    /// Somebody else handles it.
    HandledByAnother,
    /// Only the head of the organ may.
    HeadOnly,
    /// Only the case's handler and the head of its organ may have the evidence as it was sent.
    OriginalForHandler,
    /// The organ's turn is over: it may read.
    ReadOnly,
    /// The organ above the county has it; its result is entered.
    WithExternal,
    /// An end or a turn beside the straight way.
    Turn(TurnRefusal),
    /// A phone code and the query code are needed, of the same report.
    BothCodes,
    /// A pause, an extension, or the request for one.
    Clock(ClockRefusal),
    /// Material, or the question whether it is really solved.
    Material(MaterialRefusal),
    /// Somebody else was faster.
    Changed,
    /// The phone of an official of the subject's town files for somebody.
    PhoneOfOfficial,
    /// The stated name is not that of the official whose phone it is.
    NameOfPhone,
    /// It is about this official or unit already.
    SubjectThere,
    /// More subjects than one case may have.
    SubjectsFull,
    /// Above this platform's remit: who to turn to.
    RouteElsewhere,
    /// The same submission key with other input.
    KeyUsedOtherwise,
}

/// Why a hand-over, joint handling, a word on malice or a clarification did not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TurnRefusal {
    /// The organ helps the one in charge: it reads and notes.
    JointHelps,
    /// The organ helps already, or no longer.
    JointKnown,
    /// As many organs were asked in this turn as may be.
    JointFull,
    /// No hand-over waits for an answer.
    NoHandOver,
    /// Only what was settled as "not substantiated" can come from malice, and only if nothing waits or was decided.
    NoMalice,
    /// There is nothing to clarify for this official.
    NothingToClarify,
}

impl From<TurnRefusal> for Failure {
    fn from(refusal: TurnRefusal) -> Self {
        use TurnRefusal as R;
        match refusal {
            R::JointHelps => Self::refuse(ErrorCode::Forbidden, "本组织是联合办理，可以看、可以记，不能作决定。"),
            R::JointKnown => Self::field(ErrorCode::Invalid, "organId", "这个纪检组织不能联合办理这件，请从列表里选。"),
            R::JointFull => Self::refuse(ErrorCode::State, "这一轮已经请过五次联合办理，不能再请。"),
            R::NoHandOver => Self::refuse(ErrorCode::State, "没有等着签收或者回执的交接单。"),
            R::NoMalice => {
                Self::refuse(ErrorCode::State, "只有已经办结、结论是不属实的，才能提请认定恶意举报；正在等批或者已经认定的不用再提。")
            }
            R::NothingToClarify => {
                Self::field(ErrorCode::State, "officialId", "这位干部现在没有可以澄清的：要有不属实的结论，还要先登记他要澄清。")
            }
        }
    }
}

/// Why a clock is not paused, extended or taken up again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockRefusal {
    /// Nobody answers his own request.
    OwnRequest,
    /// The organ that asks does not answer.
    SuperiorDecides,
    /// No clock runs that could be paused or extended.
    NothingToHold,
    /// No pause lies over today.
    NotPaused,
    /// Nobody above could answer a request.
    NobodyToAnswer,
    /// The request was answered before, or lapsed with its clock.
    RequestClosed,
}

impl From<ClockRefusal> for Failure {
    fn from(refusal: ClockRefusal) -> Self {
        use ClockRefusal as R;
        match refusal {
            R::OwnRequest => Self::refuse(ErrorCode::Forbidden, "自己申请的不能自己批，请由别的负责人批。"),
            R::SuperiorDecides => Self::refuse(ErrorCode::Forbidden, "暂停和延长只能由上级纪检组织的负责人批。"),
            R::NothingToHold => Self::refuse(ErrorCode::State, "现在没有可以暂停或者延长的期限。只有办理期限可以，而且要在到期以前。"),
            R::NotPaused => Self::refuse(ErrorCode::State, "现在没有暂停，不用恢复。"),
            R::NobodyToAnswer => Self::refuse(ErrorCode::State, "上级现在没有能批这件的负责人，请先联系县纪委。"),
            R::RequestClosed => Self::refuse(ErrorCode::State, "这个申请已经批过，或者期限已经结束，不能再批。"),
        }
    }
}

/// Why nothing is done about material, or about the question whether it is really solved (回访).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MaterialRefusal {
    /// So many additions wait for the organ's word: nothing closes before.
    Unseen(usize),
    /// Nothing waits to be acknowledged.
    NothingUnseen,
    /// More was added than the officer says he has seen.
    Came,
    /// The reporter is asked for material already.
    Asked,
    /// Asked for material as often as may be.
    AskedEnough,
    /// Nothing is asked for.
    NotAsked,
    /// The reporter is asked nothing.
    NoFollowUp,
    /// The days to answer are over.
    TooLate,
}

impl From<MaterialRefusal> for Failure {
    fn from(refusal: MaterialRefusal) -> Self {
        use MaterialRefusal as R;
        match refusal {
            R::Unseen(count) => {
                Self::refuse(ErrorCode::State, format!("举报人补充的材料还有 {count} 份没有确认。请先看过、确认，再办这一步。"))
            }
            R::NothingUnseen => Self::refuse(ErrorCode::State, "没有等着确认的材料。"),
            R::Came => Self::field(ErrorCode::Conflict, "count", "刚刚又来了新材料。请刷新看过以后再确认。"),
            R::Asked => Self::refuse(ErrorCode::State, "已经请举报人补充材料，还没有到期。一次只能要一份。"),
            R::AskedEnough => Self::refuse(ErrorCode::TooMany, "这一级已经请举报人补充过 5 次材料，不能再要。"),
            R::NotAsked => Self::refuse(ErrorCode::State, "现在没有要您补充材料。"),
            R::NoFollowUp => Self::refuse(ErrorCode::State, "现在没有回访要回答。"),
            R::TooLate => Self::refuse(ErrorCode::Expired, "回访的 30 天已经过了。有新的情况可以重新举报。"),
        }
    }
}

impl From<CaseRefusal> for Failure {
    fn from(refusal: CaseRefusal) -> Self {
        use CaseRefusal as R;
        match refusal {
            R::NotNow(state, why) => Self::refuse(ErrorCode::State, format!("这件现在是“{}”，{why}。", words::state(state))),
            R::NothingToAnswer(state) => {
                Self::refuse(ErrorCode::State, format!("这件现在是“{}”，还没有可以评价的答复。", words::state(state)))
            }
            R::AnswerTooLate => Self::refuse(ErrorCode::Expired, "评价的期限已经过了，这件已经办结。有新的情况可以重新举报。"),
            R::FiledBefore => Self::refuse(ErrorCode::State, "这件已经立过案了。"),
            R::NotExternal => Self::refuse(ErrorCode::State, "这件不在县外的上级那里，不能录入它的结果。"),
            R::WithdrawalAsked => Self::refuse(ErrorCode::State, "已经申请过撤回，正在等期满。"),
            R::NoWithdrawal => Self::refuse(ErrorCode::State, "没有正在等待的撤回申请。"),
            R::ContinuedBefore => Self::refuse(ErrorCode::State, "您撤回过一次，办理单位决定继续办，不能再撤回。"),
            R::HandledByAnother => Self::refuse(ErrorCode::Forbidden, "这件由别人承办，您可以看，不能办。"),
            R::HeadOnly => Self::refuse(ErrorCode::Forbidden, "只有本组织的负责人能做这一步。"),
            R::OriginalForHandler => Self::refuse(ErrorCode::Forbidden, "原件只给这一件的承办人和本组织的负责人，别人看副本。"),
            R::ReadOnly => Self::refuse(ErrorCode::Forbidden, "这件已经转到上一级，您可以看，不能再办。"),
            R::WithExternal => Self::refuse(ErrorCode::Forbidden, "这件已经移交县外的上级，只能由县纪委负责人录入它的结果。"),
            R::Turn(why) => why.into(),
            R::BothCodes => Self::refuse(ErrorCode::CodeRequired, "这一步既要查询码，也要同一个手机号的验证码。"),
            R::Clock(why) => why.into(),
            R::Material(why) => why.into(),
            R::Changed => Self::refuse(ErrorCode::Conflict, "刚刚有人动过这一件。请刷新后再看。"),
            R::PhoneOfOfficial => {
                let told = "这个手机号不能替人反映这件事。请用本人的手机号，或者请跟这个乡镇没有关系的人来帮忙。";
                Self::field(ErrorCode::PhoneRefused, "onBehalfOf", told)
            }
            R::NameOfPhone => {
                let told = "姓名和手机号对不上，不能提交。请写您自己的姓名，用您自己的手机号；要替别人反映，写明替谁。";
                Self::field(ErrorCode::PhoneRefused, "reporterName", told)
            }
            R::SubjectThere => Self::field(ErrorCode::Conflict, "subjectId", "这一位（这个单位）已经在反映对象里了。"),
            R::SubjectsFull => Self::field(ErrorCode::TooLong, "subjectId", "反映对象已经太多了，不能再增加。"),
            R::RouteElsewhere => {
                Self::field(ErrorCode::RouteElsewhere, "subjectIds", "这件不归本平台办。请按页面上写的途径举报，内容没有保存。")
            }
            R::KeyUsedOtherwise => {
                Self::field(ErrorCode::Conflict, "submissionKey", "这一份已经提交过，内容和这次不一样。要再举报，请重新打开举报页面。")
            }
        }
    }
}

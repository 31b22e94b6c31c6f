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
    /// A phone code and the query code are needed, of the same report.
    BothCodes,
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
    /// So many additions wait for the organ's word: nothing closes before.
    MaterialUnseen(usize),
    /// Nothing waits to be acknowledged.
    NothingUnseen,
    /// More was added than the officer says he has seen.
    MaterialCame,
    /// The reporter is asked for material already.
    MaterialAsked,
    /// Asked for material as often as may be.
    MaterialAskedEnough,
    /// Nothing is asked for.
    NoMaterialAsked,
    /// The reporter is asked nothing.
    NoFollowUp,
    /// The days to answer are over.
    FollowUpTooLate,
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

impl From<CaseRefusal> for Failure {
    fn from(refusal: CaseRefusal) -> Self {
        use CaseRefusal as R;
        match refusal {
            R::NotNow(state, why) => Self::refuse(ErrorCode::State, format!("这件现在是“{}”，{why}。", words::state(state))),
            R::NothingToAnswer(state) => {
                Self::refuse(ErrorCode::State, format!("这件现在是“{}”，还没有可以评价的答复。", words::state(state)))
            }
            R::AnswerTooLate => Self::refuse(ErrorCode::Expired, "评价的 15 天已经过了，这件已经办结。有新的情况可以重新举报。"),
            R::FiledBefore => Self::refuse(ErrorCode::State, "这件已经立过案了。"),
            R::NotExternal => Self::refuse(ErrorCode::State, "这件不在县外的上级那里，不能录入它的结果。"),
            R::HandledByAnother => Self::refuse(ErrorCode::Forbidden, "这件由别人承办，您可以看，不能办。"),
            R::HeadOnly => Self::refuse(ErrorCode::Forbidden, "只有本组织的负责人能做这一步。"),
            R::OriginalForHandler => Self::refuse(ErrorCode::Forbidden, "原件只给这一件的承办人和本组织的负责人，别人看副本。"),
            R::ReadOnly => Self::refuse(ErrorCode::Forbidden, "这件已经转到上一级，您可以看，不能再办。"),
            R::WithExternal => Self::refuse(ErrorCode::Forbidden, "这件已经移交县外的上级，只能由县纪委负责人录入它的结果。"),
            R::BothCodes => Self::refuse(ErrorCode::CodeRequired, "这一步既要查询码，也要同一个手机号的验证码。"),
            R::OwnRequest => Self::refuse(ErrorCode::Forbidden, "自己申请的不能自己批，请由别的负责人批。"),
            R::SuperiorDecides => Self::refuse(ErrorCode::Forbidden, "暂停和延长只能由上级纪检组织的负责人批。"),
            R::NothingToHold => Self::refuse(ErrorCode::State, "现在没有可以暂停或者延长的期限。只有办理期限可以，而且要在到期以前。"),
            R::NotPaused => Self::refuse(ErrorCode::State, "现在没有暂停，不用恢复。"),
            R::NobodyToAnswer => Self::refuse(ErrorCode::State, "上级现在没有能批这件的负责人，请先联系县纪委。"),
            R::RequestClosed => Self::refuse(ErrorCode::State, "这个申请已经批过，或者期限已经结束，不能再批。"),
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
            turns => about_turns(turns),
        }
    }
}

/// What is said around withdrawals, material, and the question whether it is really solved.
fn about_turns(refusal: CaseRefusal) -> Failure {
    use CaseRefusal as R;
    let refuse = |code, told: &str| Failure::refuse(code, told.to_owned());
    match refusal {
        R::MaterialUnseen(count) => {
            refuse(ErrorCode::State, &format!("举报人补充的材料还有 {count} 份没有确认。请先看过、确认，再办这一步。"))
        }
        R::WithdrawalAsked => refuse(ErrorCode::State, "已经申请过撤回，正在等 3 天期满。"),
        R::NoWithdrawal => refuse(ErrorCode::State, "没有正在等待的撤回申请。"),
        R::ContinuedBefore => refuse(ErrorCode::State, "您撤回过一次，办理单位决定继续办，不能再撤回。"),
        R::NothingUnseen => refuse(ErrorCode::State, "没有等着确认的材料。"),
        R::MaterialCame => Failure::field(ErrorCode::Conflict, "count", "刚刚又来了新材料。请刷新看过以后再确认。"),
        R::MaterialAsked => refuse(ErrorCode::State, "已经请举报人补充材料，还没有到期。一次只能要一份。"),
        R::MaterialAskedEnough => refuse(ErrorCode::TooMany, "这一级已经请举报人补充过 5 次材料，不能再要。"),
        R::NoMaterialAsked => refuse(ErrorCode::State, "现在没有要您补充材料。"),
        R::FollowUpTooLate => refuse(ErrorCode::Expired, "回访的 30 天已经过了。有新的情况可以重新举报。"),
        _ => refuse(ErrorCode::State, "现在没有回访要回答。"),
    }
}

//! What somebody is told instead of being served.

use crate::kernel::{ErrorCode, Failure};

/// Why nothing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficialRefusal {
    /// Only the administrator and whoever keeps the files move officials.
    NotPersonnel,
    /// Nobody moves himself.
    OwnMove,
    /// The account has no official behind it.
    NoOfficial,
    /// A head of the organ answers.
    NotApprover,
    /// Nobody answers his own wish, nor one about himself.
    OwnEnding,
    /// It is declared already.
    Declared,
    /// He declared as many as anybody may.
    TooMany,
    /// Nobody is kin to himself.
    OneselfKin,
    /// Somebody asked already.
    EndingAsked,
    /// Nobody could answer.
    NobodyToAnswer,
    /// It was answered before.
    Answered,
    /// The post ended before, or somebody else was faster.
    PostEnded,
    /// The same post is held already.
    PostHeld,
}

impl From<OfficialRefusal> for Failure {
    fn from(refusal: OfficialRefusal) -> Self {
        use OfficialRefusal as R;
        match refusal {
            R::NotPersonnel => Self::refuse(ErrorCode::Forbidden, "只有县管理员和档案查阅人能登记干部变动。"),
            R::OwnMove => Self::refuse(ErrorCode::Forbidden, "自己的变动要由别人登记。"),
            R::NoOfficial => Self::refuse(ErrorCode::Forbidden, "这个账号没有对应的干部，不能申报亲属关系。请找县管理员。"),
            R::NotApprover => Self::refuse(ErrorCode::Forbidden, "这个申请由所在纪检组织的负责人批。"),
            R::OwnEnding => Self::refuse(ErrorCode::Forbidden, "跟自己有关的申请不能自己批，请由别的负责人批。"),
            R::Declared => Self::field(ErrorCode::Conflict, "relativeId", "跟这一位的亲属关系已经申报过了。"),
            R::TooMany => Self::refuse(ErrorCode::TooMany, "申报的亲属太多了，最多 30 位。还有要申报的，请找县纪委。"),
            R::OneselfKin => Self::field(ErrorCode::Invalid, "relativeId", "不能和自己是亲属。"),
            R::EndingAsked => Self::refuse(ErrorCode::Conflict, "已经申请过撤销，请等负责人批。"),
            R::NobodyToAnswer => Self::refuse(ErrorCode::State, "现在没有能批的负责人，请联系县纪委。"),
            R::Answered => Self::refuse(ErrorCode::Conflict, "这个申请已经批过了。"),
            R::PostEnded => Self::field(ErrorCode::Conflict, "endPostId", "这个岗位已经登记过最后一天。请刷新后再看。"),
            R::PostHeld => Self::field(ErrorCode::Conflict, "title", "这名干部已经有同样的岗位了。"),
        }
    }
}

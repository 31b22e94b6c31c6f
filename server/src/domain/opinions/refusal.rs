//! What a person is told instead of being obeyed.

use crate::domain::opinions::rules::{FOLLOW_UPS, OPINIONS_A_DAY};
use crate::kernel::{ErrorCode, Failure};

/// Why nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpinionRefusal {
    /// Neither publisher nor reviewer of the unit that answers.
    NotOfUnit,
    /// Not the unit's publisher.
    NotPublisher,
    /// Not of the county's commission.
    NotCommission,
    /// Not its head.
    NotHead,
    /// It is about himself, or somebody near him.
    KeepsAway,
    /// No role that has to do with opinions.
    NoPart,
    /// Not the author's phone.
    NotAuthor,
    /// It is over.
    Closed,
    /// It is answered.
    Answered,
    /// It is not answered yet.
    NotAnswered,
    /// Somebody else was faster.
    Changed,
    /// It sounds like an accusation.
    Accusation,
    /// Enough for one day.
    OpinionsOfDay,
    /// Asked on often enough.
    FollowUps,
    /// The same key, other words.
    UsedKey,
    /// The author does not want it published.
    NotWished,
    /// It is public, and so are all its words.
    IsPublic,
    /// It is not published.
    IsRefused,
    /// The commission decided who may read it.
    OfCounty,
    /// No colleague of the unit.
    NoColleague,
    /// The opinion is on no power of this list.
    NotOfList,
}

impl From<OpinionRefusal> for Failure {
    fn from(refusal: OpinionRefusal) -> Self {
        use ErrorCode as E;
        use OpinionRefusal as R;
        match refusal {
            R::NotOfUnit => Self::refuse(E::Forbidden, "只有答复这条意见的单位的公开发布人或公开审核人能办。"),
            R::NotPublisher => Self::refuse(E::Forbidden, "只有这个单位的公开发布人，或者县纪委监委的负责人，能定公开不公开。"),
            R::NotCommission => Self::refuse(E::Forbidden, "只有县纪委监委的负责人和承办人能督办，能看全县的情况。"),
            R::NotHead => Self::refuse(E::Forbidden, "只有县纪委监委的负责人能改单位定下的公开不公开。"),
            R::KeepsAway => Self::refuse(
                E::Forbidden,
                "这条意见提的是您本人，或者您要回避的人；账号没有对上干部的，也看不出要不要回避。公开不公开要由别人定：单位定不了的，由县纪委监委的负责人定。",
            ),
            R::NoPart => Self::refuse(E::Forbidden, "意见建议由单位的公开发布人或公开审核人答复，由县纪委监委督办。您没有这样的角色。"),
            R::NotAuthor => Self::hidden(),
            R::Closed => Self::refuse(E::State, "这条意见已经办结。还有话要说，请再提一条。"),
            R::Answered => Self::refuse(E::State, "这条意见已经答复，正在等提意见的人看。"),
            R::NotAnswered => Self::refuse(E::State, "单位还没有答复，请等答复以后再说。"),
            R::Changed => Self::refuse(E::Conflict, "刚才有人办过这条意见，请看了最新的情况再办。"),
            R::Accusation => Self::field(
                E::RouteElsewhere,
                "text",
                "这段话像是在说有人违纪违法。那样的事请走举报：举报保密，由纪检组织查；意见建议是公开答复的，不保密。如果只是提意见，请在下面勾选“这不是举报”再交。",
            ),
            R::OpinionsOfDay => {
                Self::refuse(E::TooMany, format!("一个手机号一天最多提 {OPINIONS_A_DAY} 条意见，今天已经提满了。请明天再提。"))
            }
            R::FollowUps => Self::refuse(E::Limit, format!("一条意见最多追问 {FOLLOW_UPS} 次。还有话要说，请再提一条。")),
            R::UsedKey => Self::field(E::Conflict, "submissionKey", "这一条已经交过，内容和这次不一样。要再提一条，请重新打开页面。"),
            R::NotWished => Self::refuse(E::State, "提意见的人选了不公开，不能公开。"),
            R::IsPublic => Self::refuse(E::State, "这条意见已经公开，没有等着公开的话。"),
            R::IsRefused => Self::refuse(E::State, "这条意见已经定了不公开。"),
            R::OfCounty => Self::refuse(E::Forbidden, "公开不公开已经由县纪委监委定了，单位不能再改。"),
            R::NoColleague => Self::field(E::NotFound, "accountId", "没有找到：只能分给本单位的公开发布人或公开审核人。"),
            R::NotOfList => Self::field(E::State, "opinionId", "这条意见提的不是这份清单里的权力，不能写进这一版。"),
        }
    }
}

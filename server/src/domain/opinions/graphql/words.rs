//! The closed lists of opinions as the schema shows them.

use async_graphql::Enum;

/// What an opinion is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::OpinionSubject")]
pub enum OpinionSubject {
    /// 单位.
    Unit,
    /// 权力事项.
    Power,
    /// 行权结果.
    Outcome,
    /// 干部.
    Official,
    /// 公开的办理结果.
    Publication,
    /// 补贴: a record of one's own household.
    Subsidy,
}

/// Part of a power; none for the power as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::OpinionPart")]
pub enum OpinionPart {
    /// 依据.
    Basis,
    /// 过程.
    Process,
    /// 结果.
    Outcome,
}

/// How far an opinion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::OpinionState")]
pub enum OpinionState {
    /// 已收到.
    Received,
    /// 已读.
    Read,
    /// 已分办.
    Assigned,
    /// 已答复.
    Replied,
    /// 追问: its author asked on, and an answer is owed again.
    FollowedUp,
    /// 办结: rated, or silent for fifteen days after the answer.
    Closed,
}

/// Who may read an opinion, or words in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::OpinionSight")]
pub enum OpinionSight {
    /// Its author does not wish that everybody does.
    NotWished,
    /// A person of the unit reads it first.
    Waiting,
    /// Everybody.
    Public,
    /// A person decided that not everybody does.
    Refused,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::OpinionStep")]
pub enum OpinionStep {
    /// 收到.
    Received,
    /// 已读.
    Read,
    /// 分办.
    Assigned,
    /// 督办, by the commission.
    Urged,
    /// 超期催办, by the clock.
    Overdue,
    /// 答复.
    Replied,
    /// 追问.
    FollowedUp,
    /// 打分.
    Rated,
    /// 公开.
    Published,
    /// 不公开: the whole, or words that its author added.
    Refused,
    /// 采纳, by a version of the list of powers.
    Adopted,
    /// 办结.
    Closed,
}

/// Which opinions a list of the staff shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::domain::opinions::store::Which")]
pub enum OpinionList {
    /// An answer is owed; the nearest day first.
    Waiting,
    /// Its day is over; the longest first.
    Overdue,
    /// Something of it waits to be read and published.
    ToPublish,
    /// All, the newest first.
    All,
}

/// What the viewer may do with an opinion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum OpinionAction {
    /// 追问.
    FollowUp,
    /// 打分.
    Rate,
    /// 分办.
    Assign,
    /// 答复.
    Reply,
    /// 公开.
    Publish,
    /// 不公开.
    Refuse,
    /// 督办.
    Urge,
}

//! The closed lists of clearing as the schema shows them.

use crate::domain::clearing::model::Part;
use crate::domain::clearing::service::ChangeKind;
use async_graphql::Enum;

/// How far a round of 清权 is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::ClearingState")]
pub enum ClearingState {
    /// 起草.
    Draft,
    /// 送审: with the county.
    Sent,
    /// 退回 by the county.
    Returned,
    /// 公布.
    Published,
    /// 并入: taken over by the round of the unit's successor.
    Merged,
}

/// What becomes of one power.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::ItemDecision")]
pub enum ItemDecision {
    /// 保留.
    Kept,
    /// 调整.
    Adjusted,
    /// 取消.
    Cancelled,
    /// 新增.
    Added,
}

/// One step of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::ClearingStep")]
pub enum ClearingStep {
    /// 开始.
    Started,
    /// 收进来.
    Gathered,
    /// 新加一项.
    Added,
    /// 改内容.
    Saved,
    /// 决定.
    Decided,
    /// 删掉新加的.
    Dropped,
    /// 送审.
    Sent,
    /// 撤回.
    Recalled,
    /// 退回.
    Returned,
    /// 公布.
    Published,
    /// 并入.
    Merged,
}

/// What of a power can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Part")]
pub enum PowerPart {
    /// 名称.
    Name,
    /// 职权种类.
    Kind,
    /// 职权类型.
    AdministrativeType,
    /// 说明.
    Summary,
    /// 三重一大.
    IsMajor,
    /// 行权依据.
    LegalBases,
    /// 裁量标准.
    Standards,
    /// 操作指引.
    Guides,
    /// 流程.
    Flow,
    /// 风险点和防控措施.
    Risks,
    /// 行权主体.
    ExercisingBody,
    /// 监督主体.
    SupervisingBody,
    /// 追责主体.
    AccountableBody,
}

/// How one power changed from one version to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "ChangeKind")]
pub enum ListChangeKind {
    /// 新增.
    Added,
    /// 并入: taken over from a unit that was merged into this one.
    Merged,
    /// 调整.
    Adjusted,
    /// 取消.
    Cancelled,
}

/// What the viewer may do with a round now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ClearingAction {
    /// 改内容, 决定, 收进来.
    Edit,
    /// 送审.
    Send,
    /// 撤回.
    Recall,
    /// 退回.
    Return,
    /// 公布.
    Publish,
}

//! The closed lists of publications as the schema shows them.

use async_graphql::Enum;

/// What is published of a case: 结果公开, 点名道姓曝光 of a typical case, 澄清.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::PublicationKind")]
pub enum PublicationKind {
    Result,
    Exposure,
    Clarification,
}

/// How far one version of a publication is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::PublicationState")]
pub enum PublicationState {
    Draft,
    Waiting,
    Returned,
    Published,
    Corrected,
}

/// Why a version took the place of another (更正).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::CorrectionReason")]
pub enum CorrectionReason {
    Mistake,
    Update,
    Privacy,
}

/// Why a publication shows no text any more (撤下): a closed list, public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::HideReason")]
pub enum HideReason {
    Privacy,
    CourtOrder,
    DecisionChanged,
    Inaccurate,
    TermOver,
}

/// Why a result is not published (不予公开).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::WithholdReason")]
pub enum WithholdReason {
    /// 涉及国家秘密.
    StateSecret,
    /// 公开会危及公共安全.
    PublicSafety,
    /// 涉及商业秘密.
    TradeSecret,
    /// 涉及个人隐私.
    Privacy,
    /// 涉及未成年人.
    Minor,
    /// 公开会让人认出举报人.
    ReporterIdentifiable,
    /// 会影响正在办的案件.
    OpenProceedings,
}

/// How far a decision not to publish a result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::WithholdingState")]
pub enum WithholdingState {
    /// 等审批.
    Proposed,
    /// 已决定不公开.
    Decided,
    /// 没有同意.
    Refused,
    /// 决定还是公开.
    Reopened,
}

/// What a mark hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::domain::publications::rules::MarkKind")]
pub enum MarkKind {
    Name,
    IdNumber,
    Phone,
    BankCard,
    Plate,
    Amount,
    Place,
    Date,
    Other,
}

/// What a person made of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::domain::publications::rules::MarkState")]
pub enum MarkState {
    /// The program suggests it; nobody has looked yet.
    Suggested,
    /// Hide it.
    Accepted,
    /// It may stand.
    Removed,
}

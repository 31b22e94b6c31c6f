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

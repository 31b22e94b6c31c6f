//! The closed lists of ends and turns as the schema shows them.

use async_graphql::Enum;

/// To whom a case is handed over: on this platform, outside of it, or above the county.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::HandOverKind")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum HandOverKind {
    Inside,
    Outside,
    Upward,
}

/// How far a hand-over is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::HandOverState")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum HandOverState {
    Open,
    Taken,
    SentOn,
    Returned,
    Lapsed,
}

/// 不予受理的情形: the closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::DeclineGround")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum DeclineGround {
    NotDiscipline,
    OtherAuthority,
    InProceedings,
    EndedBefore,
    NothingConcrete,
    Other,
}

/// Whom a reporter is sent to whose matter is none of the discipline organs'; each has its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::RightChannel")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum RightChannel {
    Petitions,
    Police,
    Court,
    Reconsideration,
    Arbitration,
    Hotline,
    Superior,
}

/// How far a proposal to call a report malicious is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::MaliceState")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum MaliceState {
    Open,
    Found,
    Refused,
    Lapsed,
}

/// How far a clarification is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::ClarificationState")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum ClarificationState {
    NotWished,
    Wished,
    Prepared,
    Published,
}

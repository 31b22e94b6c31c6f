//! Words of the life of a case.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// 办理状态.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum CaseState {
    Submitted,
    Accepted,
    Investigating,
    CaseFiled,
    Replied,
    Settled,
    Declined,
    Transferred,
    Withdrawn,
}

/// 预警指示灯.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum Light {
    None,
    Yellow,
    Red,
}

/// 办理结论.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum Finding {
    Substantiated,
    PartlySubstantiated,
    NotSubstantiated,
    CannotBeVerified,
}

/// 处理措施.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum MeasureKind {
    Talk,
    Admonition,
    CaseFiled,
    Discipline,
    HandedToJustice,
    MoneyRecovered,
    MoneyReturned,
}

/// Steps in the life of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum CaseEventKind {
    Submitted,
    Accepted,
    Assigned,
    InvestigationStarted,
    CaseFiled,
    Replied,
    Answered,
    Escalated,
    Settled,
    Declined,
    Transferred,
    Supplemented,
    WithdrawalAsked,
    WithdrawalCancelled,
    Withdrawn,
    Overdue,
    SuperiorMissing,
    ContentOpened,
    OriginalOpened,
    PhoneOpened,
    ExternalResult,
    HandedOver,
    HandlerLeft,
    SubjectAdded,
    Continued,
    CodeAsked,
    CodeStopped,
    CodeReady,
    CodeTaken,
    CodeLapsed,
    DeadlineAsked,
    DeadlinePaused,
    DeadlineExtended,
    DeadlineRefused,
    DeadlineResumed,
    CalendarMoved,
    ResultPublished,
    ResultWithheld,
    ResultReopened,
    HandOverSigned,
    HandOverTaken,
    HandOverReturned,
    JointInvited,
    JointEnded,
    NoteAdded,
    Corrected,
    MaliceProposed,
    MaliceFound,
    MaliceRefused,
    MaliceLapsed,
    ClarificationNoted,
    ClarificationPrepared,
    ClarificationPublished,
    MaterialSeen,
    MaterialAsked,
    MaterialNone,
    MaterialLapsed,
    ClosingHeld,
    FollowUpAsked,
    FollowUpAnswered,
    FollowUpLapsed,
    SteppedAside,
}

/// 时限种类.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum DeadlineKind {
    Acceptance,
    Result,
    TellResult,
    Forward,
    Answer,
    Withdrawal,
    PublishResult,
    Material,
    FollowUp,
    FollowUpAnswer,
    Receipt,
}

/// Whether a clock still runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum DeadlineState {
    Running,
    Met,
    Missed,
    Cancelled,
}

/// How far a lost query code is on its way to being replaced (补发查询码).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum ReissueState {
    Waiting,
    Ready,
    Taken,
    Stopped,
    Lapsed,
}

/// Why an officer says that he must keep away from a case (申请回避).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum StepAsideReason {
    Kin,
    Interest,
    Witness,
    Other,
}

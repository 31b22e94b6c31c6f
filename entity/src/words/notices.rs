//! Words of notices and the ledger.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// 通知种类.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum NoticeKind {
    PhoneCode,
    Received,
    Accepted,
    Declined,
    Transferred,
    InvestigationStarted,
    Filed,
    Replied,
    UploadStopped,
    UploadLapsed,
    Escalated,
    Settled,
    Withdrawing,
    Withdrawn,
    Continued,
    TermChanged,
    HandOverReturned,
    Corrected,
    MaliceFound,
    MaterialAsked,
    MaterialReminder,
    MaterialSeen,
    FollowUp,
    CodeAsked,
    CodeReady,
    CodeTaken,
    HandlerNew,
    HandlerDue,
    HandlerOverdue,
    HandlerEscalated,
    HandlerLeft,
    HandlerTook,
    CasesLeft,
    HandlerLeaving,
    OrganChanged,
    OrganAlone,
    HandlerSupplement,
    HandlerWithdrawing,
    HandlerKept,
    HandlerWithdrawn,
    HandlerAnswered,
    HandlerSettled,
    HandlerUndelivered,
    Urged,
    DeadlineAsked,
    DeadlineDecided,
    HandlerJoined,
    MaliceProposed,
    MaliceDecided,
    SuperiorMissing,
    ManyReports,
    PowerHalted,
    HaltAnswered,
    PowerResumed,
    PublicationWaiting,
    PublicationReturned,
    PublicationDone,
    WithholdingWaiting,
    WithholdingDone,
    ClearingWaiting,
    ClearingReturned,
    ClearingDone,
    ProcessChecked,
    OpinionNew,
    OpinionAnswered,
    OpinionFollowedUp,
    OpinionOverdue,
    OpinionUrged,
    HandlerMaterialWaits,
    HandlerMaterialNone,
    HandlerMaterialLapsed,
    HandlerFollowUp,
    KinshipEnding,
    KinshipDecided,
    KinshipNamed,
    KinshipNoted,
    OfficialMoved,
    RatingBurst,
    SmsUsedUp,
    Mail,
}

/// What messages of a day are counted apart: codes for phones, what a reporter's own act causes, what organs tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum SmsSort {
    Codes,
    Asked,
    Told,
}

/// How a notice travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum NoticeChannel {
    Sms,
    Inbox,
    Mail,
}

/// Life of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum NoticeState {
    Queued,
    Sending,
    Sent,
    Delivered,
    Failed,
    Parked,
}

/// How a leaf is merged into the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum LedgerClass {
    Public,
    Sealed,
}

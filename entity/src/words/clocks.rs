//! Words of clocks: what they count from, what is asked for them, days that a county counts otherwise.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What a clock counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum DeadlineCause {
    Submitted,
    Continued,
    Concluded,
    Transferred,
    Accepted,
    Escalated,
    Replied,
    WithdrawalAsked,
    Returned,
    MaterialAsked,
    MaterialWaits,
    MaterialSeen,
    Settled,
    FollowUpAsked,
    Reopened,
    HandedOver,
    Corrected,
}

/// 暂停 or 延长.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum DeadlineRequestKind {
    Pause,
    Extension,
}

/// How far a request for a pause or an extension is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum DeadlineRequestState {
    Open,
    Granted,
    Refused,
    Lapsed,
}

/// How a county counts a day: as a day of rest, as a working day, or as it was announced after all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum CalendarDayKind {
    Rest,
    Work,
    AsAnnounced,
}

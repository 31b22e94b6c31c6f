//! Words of sealing, phones and evidence.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// The envelopes of a report, that of one medium, that of a request to a superior, that of the reason for an opening, that of a
/// result on its way to the public, that of a hand-over, and that of why somebody rated low.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum EnvelopeKind {
    Content,
    Contact,
    Name,
    Media,
    Request,
    Publication,
    Opening,
    HandOver,
    Rating,
    Archive,
}

/// For whom a key is wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum WrapHolder {
    Intake,
    Organ,
    Review,
    Reporter,
    Reissue,
    Notice,
    Custodian,
    Content,
}

/// What a sealed text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum PartKind {
    Report,
    Supplement,
    Reply,
    Name,
    Phone,
    Reason,
    Note,
    Draft,
    Paid,
}

/// What a phone code is for; a code for one does nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum PhonePurpose {
    Report,
    Track,
    Subsidies,
    Rate,
    Opinion,
}

/// Kinds of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum MediaKind {
    Photo,
    Audio,
    Video,
}

/// Life of a medium.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum MediaState {
    Receiving,
    Received,
    Ready,
    Refused,
}

/// Finished files of a medium.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum RenditionKind {
    Original,
    View,
    Poster,
}

/// What a report or a sticker can point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum SubjectKind {
    Unit,
    Official,
    Power,
    Outcome,
}

//! What the verbs of publications take.

use super::parsed;
use super::words::{CorrectionReason, HideReason, MarkKind, MarkState, PublicationKind};
use crate::domain::publications::model::Terms;
use crate::domain::publications::rules::Mark;
use crate::domain::publications::service::{DraftPublication, SavePublication};
use crate::kernel::Outcome;
use crate::kernel::graphql::scalars::Date;
use async_graphql::{ID, InputObject};

/// 起草.
#[derive(Debug, InputObject)]
pub struct DraftPublicationInput {
    /// A concluded case.
    pub case_id: ID,
    /// What is published of it.
    pub kind: PublicationKind,
    /// On whose page; the first unit that the case is about if not given.
    pub unit_id: Option<ID>,
    /// For a clarification: whose recorded wish it meets; the first one if not given.
    pub official_id: Option<ID>,
}

/// A word that is hidden wherever it stands.
#[derive(Debug, InputObject)]
pub struct PublicationMarkInput {
    /// As it stands in the text, 1 to 60 characters.
    pub word: String,
    /// What it is.
    pub kind: MarkKind,
    /// What stands there instead, 1 to 20 characters.
    pub instead: String,
    /// What a person made of it.
    pub state: MarkState,
}

/// 改草稿.
#[derive(Debug, InputObject)]
pub struct SavePublicationInput {
    /// Which publication.
    pub publication_id: ID,
    /// The version that was read.
    pub version: i32,
    /// Title before it is redacted, 5 to 60 characters.
    pub title: String,
    /// Words before they are redacted, 10 to 8000 characters.
    pub text: String,
    /// What is hidden, or may stand; at most 300.
    pub marks: Vec<PublicationMarkInput>,
    /// For an exposure: the day on which the decision took effect.
    pub decided_on: Option<Date>,
    /// For an exposure: its number.
    pub document_number: Option<String>,
    /// For an exposure: its last day.
    pub ends_on: Option<Date>,
}

/// 送审.
#[derive(Debug, InputObject)]
pub struct SendPublicationInput {
    /// Which publication.
    pub publication_id: ID,
    /// The version that was read.
    pub version: i32,
}

/// 批准公开.
#[derive(Debug, InputObject)]
pub struct PublishCaseInput {
    /// Which publication.
    pub publication_id: ID,
    /// The version that was read.
    pub version: i32,
}

/// 退回.
#[derive(Debug, InputObject)]
pub struct ReturnPublicationInput {
    /// Which publication.
    pub publication_id: ID,
    /// The version that was read.
    pub version: i32,
    /// Why, 2 to 1000 characters; for who wrote it.
    pub reason: String,
}

/// 作废草稿.
#[derive(Debug, InputObject)]
pub struct DiscardPublicationInput {
    /// Which publication.
    pub publication_id: ID,
    /// The version that was read.
    pub version: i32,
}

/// 更正.
#[derive(Debug, InputObject)]
pub struct CorrectPublicationInput {
    /// Which publication.
    pub publication_id: ID,
    /// The version that was read.
    pub version: i32,
    /// Why; public.
    pub reason: CorrectionReason,
}

/// 撤下.
#[derive(Debug, InputObject)]
pub struct HidePublicationInput {
    /// Which publication.
    pub publication_id: ID,
    /// The version that was read.
    pub version: i32,
    /// Why; public.
    pub reason: HideReason,
}

impl DraftPublicationInput {
    /// What is to be drafted.
    ///
    /// # Errors
    /// Refused with the field for an id of nothing.
    pub fn read(&self) -> Outcome<DraftPublication> {
        let unit_id = self.unit_id.as_ref().map(|id| parsed("unitId", id)).transpose()?;
        let official_id = self.official_id.as_ref().map(|id| parsed("officialId", id)).transpose()?;
        Ok(DraftPublication { case_id: parsed("caseId", &self.case_id)?, kind: self.kind.into(), unit_id, official_id })
    }
}

impl SavePublicationInput {
    /// A draft as it was written.
    ///
    /// # Errors
    /// Refused with the field for an id of nothing.
    pub fn read(self) -> Outcome<SavePublication> {
        let id = parsed("publicationId", &self.publication_id)?;
        let terms = Terms {
            decided_on: self.decided_on.map(|day| day.0),
            document_number: self.document_number,
            ends_on: self.ends_on.map(|day| day.0),
        };
        let marks = self.marks.into_iter().map(Mark::from).collect();
        Ok(SavePublication { id, version: i64::from(self.version), title: self.title, text: self.text, marks, terms })
    }
}

impl From<PublicationMarkInput> for Mark {
    fn from(mark: PublicationMarkInput) -> Self {
        Self { word: mark.word, kind: mark.kind.into(), instead: mark.instead, state: mark.state.into() }
    }
}

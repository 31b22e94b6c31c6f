//! Decisions not to publish a result, as the staff sees them, and their verbs' inputs.

use super::parsed;
use super::words::{WithholdReason, WithholdingState};
use crate::domain::publications::policy::Action;
use crate::domain::publications::service::{WithheldView, WithholdResult};
use crate::kernel::Outcome;
use crate::kernel::graphql::ids;
use crate::kernel::graphql::scalars::DateTime;
use async_graphql::{Enum, ID, InputObject, SimpleObject};

/// 不予公开: the decision that a result is not published. For the staff of its organ alone.
#[derive(Clone, Debug, SimpleObject)]
pub struct Withholding {
    /// Opaque id.
    pub id: ID,
    /// Grows with each change; a verb names the one that was read.
    pub version: i32,
    /// How far it is.
    pub state: WithholdingState,
    /// Why.
    pub reason: WithholdReason,
    /// Why, in a sentence; none in a list.
    pub sentence: Option<String>,
    /// Whose result it is.
    pub organ_name: String,
    /// The case.
    pub case_id: ID,
    /// Its number.
    pub case_number: String,
    /// When it was proposed last.
    pub proposed_at: DateTime,
    /// When a head agreed, did not, or decided to publish after all.
    pub decided_at: Option<DateTime>,
    /// What the viewer may do now.
    pub viewer_can: Vec<WithholdingAction>,
}

/// What the viewer may do with a decision not to publish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum WithholdingAction {
    /// 批不公开.
    Decide,
    /// 决定还是公开.
    PublishAfterAll,
}

/// 提请不公开.
#[derive(Debug, InputObject)]
pub struct WithholdResultInput {
    /// A concluded case.
    pub case_id: ID,
    /// Why.
    pub reason: WithholdReason,
    /// Why, in a sentence of 5 to 500 characters; for the head, never public.
    pub sentence: String,
}

/// 批不公开.
#[derive(Debug, InputObject)]
pub struct DecideWithholdingInput {
    /// Which decision.
    pub withholding_id: ID,
    /// The version that was read.
    pub version: i32,
    /// Whether the result is not published.
    pub agrees: bool,
}

/// 决定还是公开.
#[derive(Debug, InputObject)]
pub struct PublishAfterAllInput {
    /// Which decision.
    pub withholding_id: ID,
    /// The version that was read.
    pub version: i32,
}

impl WithholdResultInput {
    /// What is proposed.
    ///
    /// # Errors
    /// Refused with the field for an id of nothing.
    pub fn read(self) -> Outcome<WithholdResult> {
        Ok(WithholdResult { case_id: parsed("caseId", &self.case_id)?, reason: self.reason.into(), sentence: self.sentence })
    }
}

impl From<WithheldView> for Withholding {
    fn from(view: WithheldView) -> Self {
        let WithheldView { row, organ, case_number, sentence, can } = view;
        Self {
            id: ids::show(row.id),
            version: i32::try_from(row.version).unwrap_or(i32::MAX),
            state: row.state.into(),
            reason: row.reason.into(),
            sentence: sentence.map(|text| text.reveal().to_owned()),
            organ_name: organ,
            case_id: ids::show(row.case_id),
            case_number,
            proposed_at: DateTime(row.proposed_at),
            decided_at: row.decided_at.map(DateTime),
            viewer_can: can.into_iter().filter_map(shown).collect(),
        }
    }
}

const fn shown(action: Action) -> Option<WithholdingAction> {
    match action {
        Action::DecideWithholding => Some(WithholdingAction::Decide),
        Action::PublishAfterAll => Some(WithholdingAction::PublishAfterAll),
        _ => None,
    }
}

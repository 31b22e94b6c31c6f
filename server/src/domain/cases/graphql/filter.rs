//! What the in-box shows, and the words in which it is asked for.

use crate::domain::cases::rules::due_span;
use crate::domain::cases::service::CaseFilter;
use crate::kernel::graphql::ids;
use crate::kernel::graphql::words::{CaseState, Light, SubjectKind};
use crate::kernel::{Failure, Outcome};
use async_graphql::{Enum, ID, InputObject};
use std::str::FromStr;

/// How near the day is by which an organ has to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "due_span::DueSpan")]
pub enum DueSpan {
    /// Past.
    Overdue,
    /// Today or tomorrow.
    Day,
    /// After that, within seven days.
    Week,
    /// Later.
    Later,
    /// No clock of the organ runs: the reporter's answer is waited for.
    Waiting,
}

/// What the in-box shows.
#[derive(Default, InputObject)]
#[graphql(name = "CaseFilter")]
pub struct CaseFilterInput {
    /// Only these states.
    pub states: Option<Vec<CaseState>>,
    /// Only these lights.
    pub lights: Option<Vec<Light>>,
    /// Only the viewer's own.
    pub mine: Option<bool>,
    /// Only those that this account handles.
    pub handler_id: Option<ID>,
    /// Only those that nobody handles.
    pub unassigned: Option<bool>,
    /// Only those whose turn it is at this organ.
    pub organ_id: Option<ID>,
    /// Only those past due, or only the others.
    pub overdue: Option<bool>,
    /// Only open ones whose day is so near.
    pub due: Option<Vec<DueSpan>>,
    /// Only those in which the reporter named something of this kind first.
    pub subject: Option<SubjectKind>,
    /// Only those not closed, or only the closed ones.
    pub open: Option<bool>,
    /// Only those at the viewer's organs whose result is still to be published, or published anew after a correction; finished
    /// ones too.
    pub unpublished: Option<bool>,
}

impl CaseFilterInput {
    /// As the verb takes it.
    ///
    /// # Errors
    /// Refused if an id is none of the kind asked for.
    pub fn parsed(self) -> Outcome<CaseFilter> {
        Ok(CaseFilter {
            states: self.states.map(|states| states.into_iter().map(Into::into).collect()),
            lights: self.lights.map(|lights| lights.into_iter().map(Into::into).collect()),
            mine: self.mine.unwrap_or(false),
            handler: id("handlerId", self.handler_id.as_ref())?,
            unassigned: self.unassigned.unwrap_or(false),
            turn: id("organId", self.organ_id.as_ref())?,
            overdue: self.overdue,
            dues: self.due.map(|spans| spans.into_iter().map(Into::into).collect()),
            subject: self.subject.map(Into::into),
            open: self.open,
            unpublished: self.unpublished.unwrap_or(false),
        })
    }
}

fn id<I: FromStr>(field: &'static str, id: Option<&ID>) -> Outcome<Option<I>> {
    id.map(|id| ids::parse(field, id)).transpose().map_err(|error| Failure::Refused(vec![error]))
}

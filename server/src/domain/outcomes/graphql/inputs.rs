//! What the verbs of outcomes take.

use super::objects::OutcomeCorrectionReason;
use crate::domain::outcomes::model::{Column, ColumnKind, RemovalReason};
use crate::domain::outcomes::service::{CorrectOutcome, PublishOutcome, SetKind, Wanted};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::scalars::Date;
use crate::kernel::{Failure, Outcome};
use async_graphql::{ID, InputObject};
use std::collections::BTreeMap;
use std::str::FromStr;

/// Which outcomes of a county.
#[derive(Debug, Default, InputObject)]
pub struct OutcomeFilter {
    /// Only of the unit with this code.
    pub unit: Option<String>,
    /// Only of the power with this code.
    pub power: Option<String>,
    /// Only of the kind with this code.
    pub kind: Option<String>,
    /// Not before this day.
    pub from: Option<Date>,
    /// Not after this day.
    pub until: Option<Date>,
    /// Only with these words, 2 to 40 characters, in the title or in a column that is searched.
    pub text: Option<String>,
}

/// A column of a kind.
#[derive(Debug, InputObject)]
pub struct OutcomeColumnInput {
    /// Letters, digits and underscores, at most 30, within the kind.
    pub key: String,
    /// What people read above it, 1 to 20 characters.
    pub label: String,
    /// What stands in it.
    pub kind: ColumnKind,
    /// Whether each row must have it.
    pub is_required: bool,
    /// Whether it is personal: public for the kind's term only.
    pub is_personal: bool,
    /// Whether a search finds what stands in it.
    pub is_searched: bool,
    /// For a choice: what can be chosen, at most 30.
    pub choices: Option<Vec<String>>,
}

/// 设类别.
#[derive(Debug, InputObject)]
pub struct SetOutcomeKindInput {
    /// Letters, digits and hyphens; an unknown one makes a new kind.
    pub code: String,
    /// What people read, 2 to 20 characters.
    pub name: String,
    /// Its columns, in order; 1 to 40.
    pub columns: Vec<OutcomeColumnInput>,
    /// So many days personal columns are public, at most three years; needed where a column is personal.
    pub personal_days: Option<i32>,
    /// Whether new outcomes may be published under it.
    pub is_open: bool,
    /// The version that was read; none for a new kind.
    pub no: Option<i32>,
}

/// What stands in one column.
#[derive(Debug, InputObject)]
pub struct OutcomeValueInput {
    /// The column's key.
    pub key: String,
    /// As people type it; at most 500 characters.
    pub text: String,
}

/// 公开.
#[derive(Debug, InputObject)]
pub struct PublishOutcomeInput {
    /// Who publishes it.
    pub unit_id: ID,
    /// Its kind.
    pub kind_id: ID,
    /// The version of the kind that the form was made of.
    pub kind_no: i32,
    /// Of which power of the unit, or of one above it.
    pub power_id: Option<ID>,
    /// What it is, in a line, 4 to 80 characters; never personal.
    pub title: String,
    /// The day on which it was decided, or came about.
    pub decided_on: Date,
    /// What stands in its columns.
    pub values: Vec<OutcomeValueInput>,
}

/// 更正.
#[derive(Debug, InputObject)]
pub struct CorrectOutcomeInput {
    /// Which outcome.
    pub outcome_id: ID,
    /// The revision that was read.
    pub revision: i32,
    /// Why.
    pub reason: OutcomeCorrectionReason,
    /// What it is, in a line, 4 to 80 characters; never personal.
    pub title: String,
    /// The day on which it was decided, or came about.
    pub decided_on: Date,
    /// What stands in its columns; personal ones whose term is over are left out.
    pub values: Vec<OutcomeValueInput>,
}

/// 拿掉.
#[derive(Debug, InputObject)]
pub struct RemoveOutcomeInput {
    /// Which outcome.
    pub outcome_id: ID,
    /// The revision that was read.
    pub revision: i32,
    /// Why; it stays on the trail.
    pub reason: RemovalReason,
}

impl From<OutcomeFilter> for Wanted {
    fn from(filter: OutcomeFilter) -> Self {
        let OutcomeFilter { unit, power, kind, from, until, text } = filter;
        Self { unit, power, kind, from: from.map(|day| day.0), until: until.map(|day| day.0), text }
    }
}

impl From<SetOutcomeKindInput> for SetKind {
    fn from(input: SetOutcomeKindInput) -> Self {
        let SetOutcomeKindInput { code, name, columns, personal_days, is_open, no } = input;
        let column = |column: OutcomeColumnInput| {
            let OutcomeColumnInput { key, label, kind, is_required, is_personal, is_searched, choices } = column;
            Column { key, label, kind, is_required, is_personal, is_searched, choices: choices.unwrap_or_default() }
        };
        Self { code, name, columns: columns.into_iter().map(column).collect(), personal_days, is_open, no }
    }
}

impl PublishOutcomeInput {
    /// # Errors
    /// Refused for an id of another form.
    pub fn read(self) -> Outcome<PublishOutcome> {
        let Self { unit_id, kind_id, kind_no, power_id, title, decided_on, values } = self;
        Ok(PublishOutcome {
            unit_id: parsed("unitId", &unit_id)?,
            kind_id: parsed("kindId", &kind_id)?,
            kind_no,
            power_id: power_id.map(|id| parsed("powerId", &id)).transpose()?,
            title,
            decided_on: decided_on.0,
            values: by_key(values),
        })
    }
}

impl CorrectOutcomeInput {
    /// # Errors
    /// Refused for an id of another form.
    pub fn read(self) -> Outcome<CorrectOutcome> {
        let Self { outcome_id, revision, reason, title, decided_on, values } = self;
        let (id, reason) = (parsed("outcomeId", &outcome_id)?, reason.into());
        Ok(CorrectOutcome { id, revision: revision.into(), reason, title, decided_on: decided_on.0, values: by_key(values) })
    }
}

/// The last one counts where a key comes twice.
fn by_key(values: Vec<OutcomeValueInput>) -> BTreeMap<String, String> {
    values.into_iter().map(|value| (value.key, value.text)).collect()
}

pub(super) fn parsed<I: FromStr>(field: &'static str, id: &ID) -> Outcome<I> {
    ids::parse(field, id).map_err(|refusal| Failure::Refused(vec![refusal]))
}

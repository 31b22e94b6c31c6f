//! What a case is about in the schema, and 增加反映对象.

use crate::domain::cases::service::Named;
use crate::kernel::graphql::ids::show;
use crate::kernel::graphql::words::SubjectKind;
use async_graphql::{ID, InputObject, SimpleObject};

/// One subject of a case.
#[derive(Clone, Debug, SimpleObject)]
pub struct CaseSubject {
    /// Opaque id.
    pub id: ID,
    /// What it is.
    pub kind: SubjectKind,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit_name: String,
    /// An official's title.
    pub title: Option<String>,
    /// At which step of the power it went wrong, if the reporter said so.
    pub step_number: Option<i32>,
    /// Whether it came up while the case was handled, rather than with the report.
    pub added: bool,
}

/// 增加反映对象.
#[derive(InputObject)]
pub struct AddSubjectInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at; if it has moved on since, the answer is `CONFLICT` and says what changed.
    pub revision: Option<i32>,
    /// An official or a unit that came up while it was handled.
    pub subject_id: ID,
    /// Why; for colleagues, the reporter never reads it.
    pub reason: String,
}

impl From<Named> for CaseSubject {
    fn from(Named { facts, is_added, step_number }: Named) -> Self {
        Self {
            added: is_added,
            step_number,
            id: show(facts.id),
            kind: facts.kind.into(),
            name: facts.name,
            unit_name: facts.unit.map(|unit| unit.name).unwrap_or_default(),
            title: facts.title,
        }
    }
}

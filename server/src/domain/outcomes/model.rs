//! Columns of a kind, and the values of a row as they are kept.

use async_graphql::Enum;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Enum)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[graphql(name = "OutcomeColumnKind")]
pub enum ColumnKind {
    /// Words, at most 500 characters.
    Text,
    /// A number, at most six decimals.
    Number,
    /// Yuan, at most two decimals.
    Money,
    /// A day.
    Date,
    /// One of a list.
    Choice,
}

/// Why an outcome was taken away. Each protects somebody; what is only wrong is corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Enum)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[graphql(name = "OutcomeRemovalReason")]
pub enum RemovalReason {
    /// It says something personal that is not to be public.
    Personal,
    /// It tells of somebody's health, of a minor, or details of a disability.
    Forbidden,
    /// The person asked for it.
    Asked,
}

/// One column of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Letters and digits, within the kind; a value is known by it.
    pub key: String,
    /// What people read above it.
    pub label: String,
    /// What stands in it.
    pub kind: ColumnKind,
    /// Whether each row must have it.
    pub is_required: bool,
    /// Whether it is personal: public for the kind's term only.
    pub is_personal: bool,
    /// Whether a search finds what stands in it.
    pub is_searched: bool,
    /// What can be chosen.
    #[serde(default)]
    pub choices: Vec<String>,
}

/// Values by the key of their column, each in its one form: `1840.00`, `2026-03-01`.
pub type Values = BTreeMap<String, String>;

//! 叫停 as the demonstration's file tells it: which power, where, why, what the unit said, and how it ended.

use super::SubjectSpec;
use serde::Deserialize;

/// One order and what became of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HaltText {
    /// In which of the staffed towns, from 0.
    pub town: usize,
    /// The power.
    pub subject: SubjectSpec,
    /// At which step.
    pub step: Option<i32>,
    /// So many days ago.
    pub days_ago: i64,
    /// Why.
    pub reason: String,
    /// What the unit answered, oldest first.
    pub answers: Vec<Said>,
    /// Why and when it was let go on; none while it is stopped.
    pub resume: Option<Said>,
}

/// Words of one day.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Said {
    /// So many days ago.
    pub days_ago: i64,
    /// The words.
    pub text: String,
}

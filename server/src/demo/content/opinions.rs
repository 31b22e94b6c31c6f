//! 意见建议 as the demonstration's file tells them: on which power, in which words, and what became of them.

use super::SubjectSpec;
use super::halts::Said;
use entity::words::OpinionPart;
use serde::Deserialize;

/// One opinion and what became of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpinionText {
    /// In which of the staffed towns, from 0.
    pub town: usize,
    /// The power.
    pub subject: SubjectSpec,
    /// Its part; none for the whole.
    pub part: Option<OpinionPart>,
    /// So many days ago.
    pub days_ago: i64,
    /// Who says so; invented.
    pub name: String,
    /// The words.
    pub text: String,
    /// Its author wishes that everybody reads it.
    pub is_public: bool,
    /// When a person published it; none while it waits.
    pub published_days_ago: Option<i64>,
    /// What the unit answered.
    pub reply: Option<Said>,
    /// What its author said of the answer.
    pub rating: Option<Mark>,
}

/// A rating of one day.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Mark {
    /// So many days ago.
    pub days_ago: i64,
    /// 1 to 5.
    pub mark: i32,
    /// The words beside it.
    pub words: String,
}

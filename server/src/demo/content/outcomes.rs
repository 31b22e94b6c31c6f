//! 行权结果 and 补贴 as the demonstration's file tells them: kinds of the county, what units published, what was paid.

use super::SubjectSpec;
use crate::domain::outcomes::Column;
use entity::words::CorrectionReason;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The whole file, for the home county.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomesText {
    /// Kinds that the county set.
    pub kinds: Vec<KindText>,
    /// What was published.
    pub outcomes: Vec<OutcomeText>,
    /// What was paid.
    pub subsidies: Vec<SubsidyText>,
}

/// A kind with its columns.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KindText {
    /// Letters and digits.
    pub code: String,
    /// What people read.
    pub name: String,
    /// So many days personal columns are public.
    pub personal_days: Option<i32>,
    /// Its columns, in order.
    pub columns: Vec<Column>,
}

/// One outcome of a unit, or of one of its powers.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OutcomeText {
    /// In which of the staffed towns, from 0.
    pub town: usize,
    /// The unit, or its power.
    pub subject: SubjectSpec,
    /// Code of its kind.
    pub kind: String,
    /// Decided and published so many days ago.
    pub days_ago: i64,
    /// What it is, in a line; no other outcome of the unit has the same.
    pub title: String,
    /// Values by the key of their column.
    pub values: BTreeMap<String, String>,
    /// What it says since it was corrected.
    pub corrected: Option<CorrectedText>,
}

/// A correction.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectedText {
    /// So many days ago.
    pub days_ago: i64,
    /// Why.
    pub reason: Reason,
    /// Values by the key of their column.
    pub values: BTreeMap<String, String>,
}

/// Why something was corrected, as the file spells it.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Reason {
    /// It was wrong.
    Mistake,
    /// Things changed since.
    Update,
}

impl From<Reason> for CorrectionReason {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::Mistake => Self::Mistake,
            Reason::Update => Self::Update,
        }
    }
}

/// A list of what a unit says was paid.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubsidyText {
    /// In which of the staffed towns, from 0.
    pub town: usize,
    /// The unit.
    pub subject: SubjectSpec,
    /// Which subsidy.
    pub kind: String,
    /// For the year so many years before.
    pub years_ago: i32,
    /// Given and paid so many days ago.
    pub days_ago: i64,
    /// Name, last four digits, yuan.
    pub households: Vec<[String; 3]>,
}

//! Ratings as everybody sees them: what is asked, and what is public.

use crate::domain::ratings::model::Group;
use crate::domain::ratings::service::{Form, PublicFigure, SetRow};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::scalars::DateTime;
use crate::kernel::graphql::words::SubjectKind;
use async_graphql::{Enum, ID, SimpleObject};

/// For whom or what a set of indicators is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::IndicatorKind")]
pub enum IndicatorKind {
    /// 党员干部.
    Party,
    /// 非党员干部.
    NonParty,
    /// 权力事项.
    Power,
    /// 行权结果.
    Outcome,
}

/// What a group of questions is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::domain::ratings::model::Side")]
pub enum IndicatorSide {
    /// 廉: the six disciplines.
    Integrity,
    /// 勤.
    Diligence,
    /// How a power is exercised.
    Process,
    /// What came of it.
    Result,
}

/// What a burst of ratings came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::BurstState")]
pub enum BurstState {
    /// It waits; it counts nowhere.
    Open,
    /// It was found to be in order, and counts.
    Counted,
    /// It stays out; nothing of it is deleted.
    Out,
}

/// 指标: what is asked, in one version.
#[derive(Clone, Debug, SimpleObject)]
pub struct IndicatorSet {
    /// For whom or what.
    pub kind: IndicatorKind,
    /// Counts the versions, from 1.
    pub no: i32,
    /// Since when; none for the one that every county begins with, until the first sheet.
    pub set_at: Option<DateTime>,
    /// What is asked, in order.
    pub groups: Vec<IndicatorGroup>,
}

/// Questions that are shown together.
#[derive(Clone, Debug, SimpleObject)]
pub struct IndicatorGroup {
    /// What people read above them.
    pub name: String,
    /// What they are about.
    pub side: IndicatorSide,
    /// The questions, in order.
    pub questions: Vec<Indicator>,
}

/// One question.
#[derive(Clone, Debug, SimpleObject)]
pub struct Indicator {
    /// Stays through all versions.
    pub code: String,
    /// What people read.
    pub text: String,
}

/// What is rated, as its page names it.
#[derive(Clone, Debug, SimpleObject)]
pub struct RatedSubject {
    /// Opaque id.
    pub id: ID,
    /// What it is.
    pub kind: SubjectKind,
    /// What it is called.
    pub name: String,
    /// An official's post.
    pub title: Option<String>,
    /// Name of its unit.
    pub unit_name: String,
    /// Its page within the site; that of its unit for an official.
    pub path: String,
}

/// 评一评: a form to be filled.
#[derive(Clone, Debug, SimpleObject)]
pub struct RatingForm {
    /// What is rated.
    pub subject: RatedSubject,
    /// What is asked.
    pub indicators: IndicatorSet,
    /// The month that a sheet of today counts in, e.g. `2026-11`.
    pub month: String,
    /// What everybody reads of it.
    pub figure: RatingFigure,
}

/// What everybody reads of a subject.
#[derive(Clone, Debug, SimpleObject)]
pub struct RatingFigure {
    /// Whether the figure stays inside: an official's, unless his post leads and the county chose so.
    pub is_internal: bool,
    /// The latest month with a public figure; none while fewer than ten verified sheets are there.
    pub month: Option<String>,
    /// How many verified sheets it stands for.
    pub sheets: Option<i32>,
    /// Their mean, 1 to 5.
    pub score: Option<f64>,
}

/// Hundredths as people read them.
pub(super) fn points(hundredths: f64) -> f64 {
    hundredths.round() / 100.0
}

/// A mean as people read it; none of nothing.
#[expect(clippy::cast_precision_loss, reason = "sheets of one month are far below 2^52")]
pub(super) fn mean(sum: i64, sheets: i64) -> Option<f64> {
    (sheets > 0).then(|| points(sum as f64 / sheets as f64))
}

impl From<SetRow> for IndicatorSet {
    fn from(row: SetRow) -> Self {
        let group = |group: Group| IndicatorGroup {
            name: group.name,
            side: group.side.into(),
            questions: group.questions.into_iter().map(|one| Indicator { code: one.code, text: one.text }).collect(),
        };
        let groups = row.groups.groups.into_iter().map(group).collect();
        Self { kind: row.kind.into(), no: row.no, set_at: row.set_at.map(DateTime), groups }
    }
}

impl From<PublicFigure> for RatingFigure {
    fn from(figure: PublicFigure) -> Self {
        let none = Self { is_internal: false, month: None, sheets: None, score: None };
        match figure {
            PublicFigure::TooFew => none,
            PublicFigure::Internal => Self { is_internal: true, ..none },
            PublicFigure::Of { month, sheets, score } => {
                Self { month: Some(month.to_string()), sheets: Some(sheets), score: mean(score, 1), ..none }
            }
        }
    }
}

impl From<Form> for RatingForm {
    fn from(form: Form) -> Self {
        let row = form.subject;
        let subject = RatedSubject {
            id: ids::show(row.rated),
            kind: row.rated.kind().into(),
            name: row.name,
            title: row.title,
            unit_name: row.unit_name,
            path: row.path,
        };
        Self { subject, indicators: form.set.into(), month: form.month.to_string(), figure: form.figure.into() }
    }
}

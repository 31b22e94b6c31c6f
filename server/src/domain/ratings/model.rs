//! What is rated, what is asked, and how a sheet holds its answers: a byte for each question.

use crate::kernel::{Failure, Outcome};
use entity::id::{OfficialId, OutcomeId, PowerId};
use entity::words::{IndicatorKind, SubjectKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// The byte of "don't know".
pub const DONT_KNOW: u8 = 9;
/// From here down an answer is low: it needs a proven phone, a name and a reason.
pub const LOW: u8 = 2;

/// What can be rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rated {
    /// 干部.
    Official(OfficialId),
    /// 权力事项.
    Power(PowerId),
    /// 行权结果.
    Outcome(OutcomeId),
}

/// A string that is the id of nothing that can be rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotRated;

impl Rated {
    /// What it is.
    #[must_use]
    pub const fn kind(self) -> SubjectKind {
        match self {
            Self::Official(_) => SubjectKind::Official,
            Self::Power(_) => SubjectKind::Power,
            Self::Outcome(_) => SubjectKind::Outcome,
        }
    }

    /// Which.
    #[must_use]
    pub fn id(self) -> Uuid {
        match self {
            Self::Official(id) => id.into(),
            Self::Power(id) => id.into(),
            Self::Outcome(id) => id.into(),
        }
    }

    /// As it stands in columns.
    ///
    /// # Errors
    /// A fault for a kind that is never rated.
    pub fn of_columns(kind: SubjectKind, id: Uuid) -> Outcome<Self> {
        match kind {
            SubjectKind::Official => Ok(Self::Official(id.into())),
            SubjectKind::Power => Ok(Self::Power(id.into())),
            SubjectKind::Outcome => Ok(Self::Outcome(id.into())),
            SubjectKind::Unit => Err(Failure::fault("a sheet on a unit")),
        }
    }
}

impl fmt::Display for Rated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Official(id) => id.fmt(f),
            Self::Power(id) => id.fmt(f),
            Self::Outcome(id) => id.fmt(f),
        }
    }
}

impl FromStr for Rated {
    type Err = NotRated;

    fn from_str(text: &str) -> Result<Self, NotRated> {
        let official = text.parse().map(Self::Official);
        official.or_else(|_| text.parse().map(Self::Power)).or_else(|_| text.parse().map(Self::Outcome)).map_err(|_| NotRated)
    }
}

/// A month as columns have it, e.g. 202611.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(pub i32);

impl Month {
    /// The month of a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self(day.year() * 100 + i32::from(u8::from(day.month())))
    }

    /// The month of a moment, in China.
    #[must_use]
    pub fn at(at: OffsetDateTime) -> Self {
        Self::of(at.date())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0 / 100, self.0 % 100)
    }
}

impl FromStr for Month {
    type Err = NotRated;

    fn from_str(text: &str) -> Result<Self, NotRated> {
        let (year, month) = text.split_once('-').ok_or(NotRated)?;
        let (year, month): (i32, i32) = (year.parse().map_err(|_| NotRated)?, month.parse().map_err(|_| NotRated)?);
        if (2000..=2200).contains(&year) && (1..=12).contains(&month) { Ok(Self(year * 100 + month)) } else { Err(NotRated) }
    }
}

/// What a group of questions is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Side {
    /// 廉: the six disciplines.
    Integrity,
    /// 勤.
    Diligence,
    /// How a power is exercised.
    Process,
    /// What came of it.
    Result,
}

/// One question. Its code stays through all versions, so that months can be compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Letters and digits.
    pub code: String,
    /// What people read.
    pub text: String,
}

/// Questions that are shown together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// What people read above them.
    pub name: String,
    /// What they are about.
    pub side: Side,
    /// The questions, in order.
    pub questions: Vec<Question>,
}

/// All groups of one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Groups {
    /// In order.
    pub groups: Vec<Group>,
}

impl Groups {
    /// All questions, in the order of the bytes of a sheet.
    pub fn questions(&self) -> impl Iterator<Item = (&Group, &Question)> {
        self.groups.iter().flat_map(|group| group.questions.iter().map(move |question| (group, question)))
    }

    /// What each question is about, by its code.
    #[must_use]
    pub fn sides(&self) -> BTreeMap<&str, Side> {
        self.questions().map(|(group, question)| (question.code.as_str(), group.side)).collect()
    }

    /// As a column has it.
    ///
    /// # Errors
    /// A fault for a column that was altered.
    pub fn of_column(groups: &serde_json::Value) -> Outcome<Self> {
        serde_json::from_value(groups.clone()).map_err(Failure::fault)
    }
}

/// What every county begins with; docs/adr/0220 says where the questions come from.
///
/// # Errors
/// A fault if the file can't be read; a test reads it.
pub fn given(kind: IndicatorKind) -> Outcome<Groups> {
    let all: BTreeMap<IndicatorKind, Groups> = serde_json::from_str(include_str!("indicators.json")).map_err(Failure::fault)?;
    all.into_iter().find(|(one, _)| *one == kind).map(|(_, groups)| groups).ok_or_else(|| Failure::fault("a kind without indicators"))
}

/// Score of one sheet in hundredths, 100 to 500, each answer counting alike; none if nothing but "don't know" was said.
#[must_use]
pub fn score(answers: &[u8]) -> Option<i64> {
    let said = || answers.iter().filter(|answer| (1..=5).contains(*answer));
    let (count, sum) = (i64::try_from(said().count()).ok()?, said().map(|answer| i64::from(*answer)).sum::<i64>());
    (count > 0).then(|| (100 * sum + count / 2) / count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ratings::rules;

    #[test]
    fn every_county_begins_with_indicators_that_it_could_have_set() {
        for (kind, count, groups) in
            [(IndicatorKind::Party, 30, 9), (IndicatorKind::NonParty, 30, 9), (IndicatorKind::Power, 3, 1), (IndicatorKind::Outcome, 1, 1)]
        {
            let set = given(kind).unwrap();
            assert_eq!((set.questions().count(), set.groups.len()), (count, groups), "{kind:?}");
            assert!(rules::check_groups(kind, set).is_ok(), "{kind:?}");
        }
        assert_ne!(given(IndicatorKind::Party).unwrap(), given(IndicatorKind::NonParty).unwrap());
    }

    #[test]
    fn a_sheet_speaks_with_the_mean_of_what_it_says() {
        assert_eq!(score(&[5, 4, DONT_KNOW, 0]), Some(450));
        assert_eq!(score(&[5, 5, 4]), Some(467), "467 hundredths, rounded");
        assert_eq!(score(&[DONT_KNOW, 0, DONT_KNOW]), None);
        assert_eq!(score(&[]), None);
    }

    #[test]
    fn a_month_is_written_as_people_write_it() {
        assert_eq!(Month(202_611).to_string(), "2026-11");
        assert_eq!("2026-11".parse(), Ok(Month(202_611)));
        for wrong in ["", "2026", "2026-13", "2026-00", "1999-12", "二〇二六-11"] {
            assert_eq!(wrong.parse::<Month>(), Err(NotRated), "{wrong}");
        }
    }
}

//! What an overview is made of.

use super::rules::{Days, Period, Placed, Times};
use crate::domain::cases::DueSpan;
use crate::domain::directory::OrganFacts;
use entity::id::AccountId;
use entity::words::{CaseState, SubjectKind};
use std::collections::BTreeMap;
use time::Date;

/// Numbers of one organ, or of all together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Open cases.
    pub open: i64,
    /// With a yellow light.
    pub yellow: i64,
    /// With a red light.
    pub red: i64,
    /// Nobody handles them, and the organ has to act.
    pub unassigned: i64,
    /// By how near the day is.
    pub dues: BTreeMap<DueSpan, i64>,
    /// By state.
    pub states: BTreeMap<CaseState, i64>,
    /// By what the reporter named first.
    pub subjects: BTreeMap<SubjectKind, i64>,
    /// Results that are still to be published, of finished cases too.
    pub unpublished: i64,
    /// 受理 and 不予受理 of the period.
    pub acceptance: Times,
    /// 答复 of the period.
    pub result: Times,
}

/// One organ and its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct OrganFigures {
    /// The organ and its place.
    pub placed: Placed,
    /// The viewer may open its cases: its numbers lead to lists.
    pub can_list: bool,
    /// The numbers.
    pub figures: Figures,
}

/// What one handler of an organ has in hand, or what nobody has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandlerFigures {
    /// The organ.
    pub organ: OrganFacts,
    /// Who and his name; none for cases that nobody handles.
    pub handler: Option<(AccountId, String)>,
    /// Cases on which he still has to act.
    pub open: i64,
    /// Of these, by how near the day is.
    pub dues: BTreeMap<DueSpan, i64>,
}

/// Everything that the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// As of which day.
    pub on: Date,
    /// Over which time decisions are looked at.
    pub period: Period,
    /// Its days.
    pub days: Days,
    /// All organs of the scope together.
    pub total: Figures,
    /// Each of them, the upper ones first.
    pub organs: Vec<OrganFigures>,
    /// Who has how much, in organs that the viewer heads himself.
    pub handlers: Vec<HandlerFigures>,
}

/// As what an overview is taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Lines of values between commas.
    Csv,
    /// A workbook.
    Xlsx,
}

impl Format {
    /// As the ledger says it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xlsx => "XLSX",
        }
    }
}

/// An overview as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// What the file is called.
    pub name: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a file; both say the same, cell by cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// UTF-8 with a mark, lines of values between commas.
    Csv(String),
    /// The bytes of a workbook.
    Xlsx(Vec<u8>),
}

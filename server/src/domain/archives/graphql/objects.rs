//! An archive in the schema.

use crate::domain::archives::kind;
use crate::domain::archives::model::{Answer, Archive as Whole, Chapter, Entry, Foreign};
use crate::domain::archives::sheet::{Sheet, SheetEntry};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::scalars::{Date, DateTime};
use async_graphql::{Enum, ID, SimpleObject};

/// What an entry of an archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kind::EntryKind")]
pub enum ArchiveEntryKind {
    /// 任职.
    Post,
    /// 办结的结论和措施.
    Finding,
    /// 公开的结果、曝光和澄清.
    Publication,
    /// 群众评判, by month.
    Rating,
    /// 公开的意见建议.
    Opinion,
    /// 任主要负责人期间，本单位的权力被叫停.
    Halt,
    /// 任主要负责人期间，过程检查不合规.
    Check,
    /// 本人申报的事项.
    Matter,
}

/// 电子廉洁档案 of one official: facts with their sources, as they were known on a day; never a score.
#[derive(SimpleObject)]
pub struct Archive {
    /// Whose.
    pub official_id: ID,
    /// His name.
    pub official_name: String,
    /// As known on this day.
    pub known_on: Date,
    /// The facts, the newest first.
    pub entries: Vec<ArchiveEntry>,
    /// What he says of all of it, the oldest first.
    pub remarks: Vec<ArchiveAnswer>,
    /// What came from other counties, the newest first; of one's own archive nothing.
    pub foreign: Vec<ForeignArchive>,
}

/// One fact with its source.
#[derive(SimpleObject)]
pub struct ArchiveEntry {
    /// How the archive names it.
    pub key: String,
    /// What it is.
    pub kind: ArchiveEntryKind,
    /// When it happened, or began.
    pub on: Date,
    /// Its last day, of what lasts.
    pub until: Option<Date>,
    /// Since when it is known here.
    pub known_since: DateTime,
    /// What it is, in a few words.
    pub title: String,
    /// What else there is to say.
    pub lines: Vec<String>,
    /// The official's own words, of what he declared.
    pub words: Option<String>,
    /// Whose fact it is.
    pub source: String,
    /// The page where everybody reads it; none of what is not public.
    pub link: Option<String>,
    /// What the official answered, the oldest first.
    pub answers: Vec<ArchiveAnswer>,
    /// The matter, of what he declared.
    pub matter_id: Option<ID>,
    /// Its kind.
    pub kind_id: Option<ID>,
}

/// The official's own words about what stands in his archive.
#[derive(SimpleObject)]
pub struct ArchiveAnswer {
    /// What he says.
    pub text: String,
    /// When.
    pub at: DateTime,
}

/// What another county signed of an official who came from there.
#[derive(SimpleObject)]
pub struct ForeignArchive {
    /// The county.
    pub county_name: String,
    /// 文号 under which it came.
    pub document: String,
    /// When it was taken in.
    pub taken_at: DateTime,
    /// What it says.
    pub sheet: ArchiveSheet,
    /// What counties before that one signed, the last one first.
    pub earlier: Vec<ArchiveSheet>,
}

/// A signed sheet.
#[derive(SimpleObject)]
pub struct ArchiveSheet {
    /// The county that signed it.
    pub county_name: String,
    /// Whether that county's key signed it.
    pub is_signed: bool,
    /// The day.
    pub signed_on: Date,
    /// The facts, the newest first.
    pub entries: Vec<ArchiveSheetEntry>,
    /// What the official said there of all of it.
    pub remarks: Vec<String>,
}

/// One fact of a signed sheet.
#[derive(SimpleObject)]
pub struct ArchiveSheetEntry {
    /// What it is.
    pub kind: ArchiveEntryKind,
    /// When it happened, or began.
    pub on: Date,
    /// Its last day.
    pub until: Option<Date>,
    /// Since which day it was known there.
    pub known_on: Date,
    /// What it is.
    pub title: String,
    /// What else there is to say.
    pub lines: Vec<String>,
    /// Whose fact it is.
    pub source: String,
    /// What the official answered there.
    pub answers: Vec<String>,
}

/// One part of the one-page summary.
#[derive(SimpleObject)]
pub struct ArchiveChapter {
    /// What it is about.
    pub heading: String,
    /// Facts, each with its source.
    pub facts: Vec<ArchiveFact>,
    /// How many more there are in the archive.
    pub more: i32,
}

/// One line of the summary.
#[derive(SimpleObject)]
pub struct ArchiveFact {
    /// What was the case, and when.
    pub text: String,
    /// Whose fact it is.
    pub source: String,
    /// The page where everybody reads it.
    pub link: Option<String>,
}

impl From<Whole> for Archive {
    fn from(whole: Whole) -> Self {
        Self {
            official_id: ids::show(whole.official.id),
            official_name: whole.official.name,
            known_on: Date(whole.known_on),
            entries: whole.entries.into_iter().map(Into::into).collect(),
            remarks: whole.remarks.into_iter().map(Into::into).collect(),
            foreign: whole.foreign.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Entry> for ArchiveEntry {
    fn from(entry: Entry) -> Self {
        let (matter, kind) = entry.matter.unzip();
        Self {
            key: entry.key,
            kind: entry.kind.into(),
            on: Date(entry.on),
            until: entry.until.map(Date),
            known_since: DateTime(entry.known_at),
            title: entry.title,
            lines: entry.lines,
            words: entry.words.map(|text| text.reveal().to_owned()),
            source: entry.source,
            link: entry.link,
            answers: entry.answers.into_iter().map(Into::into).collect(),
            matter_id: matter.map(ids::show),
            kind_id: kind.map(ids::show),
        }
    }
}

impl From<Answer> for ArchiveAnswer {
    fn from(answer: Answer) -> Self {
        Self { text: answer.text.reveal().to_owned(), at: DateTime(answer.at) }
    }
}

impl From<Foreign> for ForeignArchive {
    fn from(one: Foreign) -> Self {
        Self {
            county_name: one.county,
            document: one.document,
            taken_at: DateTime(one.taken_at),
            sheet: ArchiveSheet::new(one.sheet, one.is_signed),
            earlier: one.earlier.into_iter().map(|(sheet, is_signed)| ArchiveSheet::new(sheet, is_signed)).collect(),
        }
    }
}

impl ArchiveSheet {
    fn new(sheet: Sheet, is_signed: bool) -> Self {
        Self {
            county_name: sheet.county,
            is_signed,
            signed_on: Date(sheet.signed_on),
            entries: sheet.entries.into_iter().map(Into::into).collect(),
            remarks: sheet.remarks,
        }
    }
}

impl From<SheetEntry> for ArchiveSheetEntry {
    fn from(entry: SheetEntry) -> Self {
        Self {
            kind: entry.kind.into(),
            on: Date(entry.on),
            until: entry.until.map(Date),
            known_on: Date(entry.known_on),
            title: entry.title,
            lines: entry.lines,
            source: entry.source,
            answers: entry.answers,
        }
    }
}

impl From<Chapter> for ArchiveChapter {
    fn from(chapter: Chapter) -> Self {
        let fact = |one: crate::domain::archives::model::Fact| ArchiveFact { text: one.text, source: one.source, link: one.link };
        Self {
            heading: chapter.heading.to_owned(),
            facts: chapter.facts.into_iter().map(fact).collect(),
            more: i32::try_from(chapter.more).unwrap_or(i32::MAX),
        }
    }
}

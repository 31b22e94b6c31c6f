//! What an archive is made of.

use crate::domain::archives::kind::EntryKind;
use crate::domain::archives::sheet::{Package, Sheet};
use crate::kernel::secret::SealedText;
use entity::id::{ArchiveKindId, ArchiveMatterId};
use entity::moment::Moment;
use entity::official;
use time::Date;

/// One fact with its source.
pub struct Entry {
    /// How the archive names it; answers refer to it.
    pub key: String,
    /// What it is.
    pub kind: EntryKind,
    /// The day on which it happened, or began.
    pub on: Date,
    /// Its last day, of what lasts.
    pub until: Option<Date>,
    /// Since when it is known here.
    pub known_at: Moment,
    /// What it is, in a few words.
    pub title: String,
    /// What else there is to say.
    pub lines: Vec<String>,
    /// His own words, of what he declared.
    pub words: Option<SealedText>,
    /// Whose fact it is.
    pub source: String,
    /// Where everybody reads it; none of what is not public.
    pub link: Option<String>,
    /// How his own archive names the publication that tells of it.
    pub published: Option<String>,
    /// What he answered, the oldest first.
    pub answers: Vec<Answer>,
    /// What he declared, where he may change it.
    pub matter: Option<(ArchiveMatterId, ArchiveKindId)>,
}

/// The official's own words about an entry, or about all of it.
pub struct Answer {
    /// What he says.
    pub text: SealedText,
    /// When he said it.
    pub at: Moment,
}

/// An archive as it was known on a day.
pub struct Archive {
    /// Whose.
    pub official: official::Model,
    /// As known on this day.
    pub known_on: Date,
    /// The facts, the newest first.
    pub entries: Vec<Entry>,
    /// What he says of all of it, the oldest first.
    pub remarks: Vec<Answer>,
    /// What came from other counties, the newest first; of his own archive none.
    pub foreign: Vec<Foreign>,
}

/// A sheet that came from another county, as it was signed there.
pub struct Foreign {
    /// The county.
    pub county: String,
    /// 文号.
    pub document: String,
    /// When it was taken in.
    pub taken_at: Moment,
    /// What it says.
    pub sheet: Sheet,
    /// Whether its county's key signed it: asked anew each time.
    pub is_signed: bool,
    /// The sheet as it was signed, so that it can go on with him.
    pub package: Package,
    /// Sheets of earlier counties that came with it, each with the answer whether its county's key signed it.
    pub earlier: Vec<(Sheet, bool)>,
}

/// One part of a summary.
pub struct Chapter {
    /// What it is about.
    pub heading: &'static str,
    /// Facts, each with its source.
    pub facts: Vec<Fact>,
    /// How many more there are than the page holds.
    pub more: usize,
}

/// One line of a summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What was the case, and when.
    pub text: String,
    /// Whose fact it is.
    pub source: String,
    /// Where everybody reads it.
    pub link: Option<String>,
}

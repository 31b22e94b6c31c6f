//! Finding a report, and opening what is sealed in it.

use crate::domain::keys::{self, OpenKey, query_code};
use crate::domain::media::{self, Shown, Viewer};
use crate::domain::reports::model::{PaidRecord, Telling};
use crate::domain::reports::store;
use crate::kernel::secret::{QueryCode, SealedText};
use crate::kernel::{Failure, Outcome, Tx};
use entity::id::{MediaId, SealedPartId};
use entity::moment::Moment;
use entity::report;
use entity::words::PartKind;

/// A report's content, open in memory for a viewer that the policy let through.
#[derive(Clone, Debug)]
pub struct Content {
    /// What happened.
    pub text: SealedText,
    /// Other persons named.
    pub other_names: Vec<String>,
    /// The evidence that came with the report.
    pub media: Vec<Shown>,
    /// What a list says was paid, if the report is about that.
    pub paid: Option<PaidRecord>,
    /// What the reporter added later.
    pub supplements: Vec<Supplement>,
    /// Replies and reasons, which the cases' rows point at.
    pub parts: Vec<(SealedPartId, SealedText)>,
}

/// One addition.
#[derive(Clone, Debug)]
pub struct Supplement {
    /// When.
    pub at: Moment,
    /// The text.
    pub text: SealedText,
    /// The evidence that came with it.
    pub media: Vec<Shown>,
}

impl Content {
    /// The sealed text that a row points at.
    #[must_use]
    pub fn part(&self, id: Option<SealedPartId>) -> Option<&str> {
        let id = id?;
        self.parts.iter().find(|(part, _)| *part == id).map(|(_, text)| text.reveal())
    }
}

/// The report with this query code.
///
/// # Errors
/// A fault of the database.
pub async fn by_code(tx: &Tx, code: &QueryCode) -> Outcome<Option<report::Model>> {
    store::by_code_hash(tx, query_code::lookup_hash(&tx.kernel.keys, code)?).await
}

/// The reports of this phone in this county, newest first.
///
/// # Errors
/// A fault of the database.
pub async fn by_phone(tx: &Tx, phone_hash: &[u8]) -> Outcome<Vec<report::Model>> {
    store::by_phone(tx, phone_hash).await
}

/// Opens all that is sealed under the content key; the evidence with addresses that are good for this viewer alone.
///
/// # Errors
/// A fault, if something was altered.
pub async fn content(tx: &Tx, report: &report::Model, key: &OpenKey, viewer: &Viewer) -> Outcome<Content> {
    let all = media::shown(tx, report.id, key, viewer).await?;
    let pick = |ids: &[MediaId]| all.iter().filter(|one| ids.contains(&one.media.id)).cloned().collect::<Vec<_>>();
    let empty = SealedText::new(String::new());
    let mut content = Content { text: empty, other_names: vec![], media: vec![], paid: None, supplements: vec![], parts: vec![] };
    for part in keys::parts(tx, key).await? {
        match part.kind {
            PartKind::Report => {
                let telling = read(&part.text)?;
                content.media = pick(&telling.media_ids);
                content.text = SealedText::new(telling.text);
                content.other_names = telling.other_names;
            }
            PartKind::Supplement => {
                let telling = read(&part.text)?;
                let media = pick(&telling.media_ids);
                content.supplements.push(Supplement { at: part.created_at, text: SealedText::new(telling.text), media });
            }
            PartKind::Paid => content.paid = Some(serde_json::from_str(part.text.reveal()).map_err(Failure::fault)?),
            // What officers note for each other is not the reporter's to read.
            PartKind::Note if matches!(viewer, Viewer::Reporter(_)) => {}
            _ => content.parts.push((part.id, part.text)),
        }
    }
    Ok(content)
}

fn read(text: &SealedText) -> Outcome<Telling> {
    serde_json::from_str(text.reveal()).map_err(Failure::fault)
}

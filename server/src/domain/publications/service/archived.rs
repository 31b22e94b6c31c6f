//! What the archive of an official (电子廉洁档案) shows of publications: what was published of cases about him, and clarifications
//! that he wished.

use super::public::publisher;
use crate::domain::directory;
use crate::domain::publications::store;
use crate::kernel::{Outcome, Tx};
use entity::id::{CaseId, OfficialId, PublicationId};
use entity::moment::Moment;
use entity::publication;
use entity::words::{HideReason, PublicationKind};
use time::Date;

/// A publication as it stood at a moment.
#[derive(Clone, Debug)]
pub struct ArchivedPublication {
    /// The case behind it; for looking things up, never shown.
    pub case_id: CaseId,
    /// Which instance concluded it.
    pub instance_no: i32,
    /// What it is.
    pub kind: PublicationKind,
    /// Its address.
    pub code: String,
    /// Its title then; none where privacy took it away.
    pub title: Option<String>,
    /// Its words then.
    pub text: Option<String>,
    /// Who published it.
    pub organ: String,
    /// When it was first published.
    pub published_at: Moment,
    /// Number of the decision that an exposure tells of.
    pub document: Option<String>,
    /// The last day of an exposure.
    pub ends_on: Option<Date>,
    /// Why it shows no text any more, if it was hidden by then.
    pub hidden: Option<HideReason>,
    /// Whether it is the clarification that this official wished.
    pub clears_him: bool,
}

/// What was published by `until` of these cases, and the clarifications of this official, the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn archived_of(tx: &Tx, (official, cases): (OfficialId, &[CaseId]), until: Moment) -> Outcome<Vec<ArchivedPublication>> {
    let (clarified, rows) = store::archived(tx, (official, cases), until).await?;
    let ids: Vec<PublicationId> = rows.iter().map(|row| row.id).collect();
    let versions = store::versions(tx, &ids).await?;
    let organs = directory::organs(tx).await?;
    let whole = |row: publication::Model| {
        let published = |at: Option<Moment>| at.is_some_and(|at| at <= until);
        let version = versions.get(&row.id)?.iter().rfind(|one| published(one.published_at))?;
        Some(ArchivedPublication {
            organ: organs.iter().find(|organ| organ.id == publisher(&row)).map(|organ| organ.name.clone()).unwrap_or_default(),
            clears_him: row.clarification_id.is_some_and(|id| clarified.contains(&id)),
            hidden: row.hidden_reason.filter(|_| published(row.hidden_at)),
            title: version.title.clone(),
            text: version.text.clone(),
            case_id: row.case_id,
            instance_no: row.instance_no,
            kind: row.kind,
            published_at: row.published_at?,
            document: row.document_number,
            ends_on: row.ends_on,
            code: row.code,
        })
    };
    Ok(rows.into_iter().filter_map(whole).collect())
}

//! What a report waits for: files that stopped half-way. Whoever tells the reporter decides with it in one transaction.

use crate::domain::ledger::{self, Entry};
use crate::domain::media::model::deleted;
use crate::domain::media::refusal::UploadRefusal;
use crate::domain::media::store;
use crate::domain::media::upload::refuse_in;
use crate::kernel::{Actor, Outcome, Tx};
use entity::id::{MediaId, ReportId};
use entity::media;
use entity::moment::Moment;

/// A file that a report names and that is not all there.
#[derive(Clone, Debug)]
pub struct Unfinished {
    /// Its id.
    pub id: MediaId,
    /// The report that waits for it.
    pub report_id: ReportId,
    /// When its time is over.
    pub expires_at: Moment,
    upload: media::Model,
}

/// Files whose time is over by `until`, of all reports or of one.
///
/// # Errors
/// A fault of the database.
pub async fn unfinished(tx: &Tx, until: Moment, of: Option<ReportId>) -> Outcome<Vec<Unfinished>> {
    let found = store::unfinished(tx, until, of).await?.into_iter();
    let file = |upload: media::Model| {
        let (report_id, expires_at) = (upload.report_id?, upload.expires_at?);
        Some(Unfinished { id: upload.id, report_id, expires_at, upload })
    };
    Ok(found.filter_map(file).collect())
}

/// Ends the wait for a file: what came of it goes, the row stays with the reason, so that its readers see that something
/// did not arrive. False if more of it came since. The bytes are to be cleared away after the commit ([`super::clear`]).
///
/// # Errors
/// A fault of the database.
pub async fn give_up(tx: &Tx, actor: &Actor, file: &Unfinished) -> Outcome<bool> {
    if !refuse_in(tx, &file.upload, UploadRefusal::NeverFinished).await? {
        return Ok(false);
    }
    ledger::append(tx, actor, Entry::sealed("media.given_up", file.id, deleted(&file.upload))).await?;
    Ok(true)
}

//! media: shim of the agreed face until the real module is merged.

use crate::domain::keys::OpenKey;
use crate::kernel::{Outcome, ReporterActor, Tx};
use entity::id::{MediaId, ReportId};

/// One medium.
#[derive(Clone, Debug)]
pub struct MediaView {
    /// Its id.
    pub id: MediaId,
}

/// Attaches.
///
/// # Errors
/// None.
pub async fn attach(
    _tx: &Tx,
    _reporter: &ReporterActor,
    _submission_hash: &[u8],
    _ids: &[MediaId],
    _report: ReportId,
    _content: &OpenKey,
) -> Outcome<()> {
    Ok(())
}

/// Media of a report.
///
/// # Errors
/// None.
pub async fn of_report(_tx: &Tx, _report: ReportId) -> Outcome<Vec<MediaView>> {
    Ok(Vec::new())
}

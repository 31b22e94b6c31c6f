//! What became of messages: what the gateway reports, what handlers see, what must be told in another way.

use super::NOT_DELIVERED;
use crate::domain::notices::model::{Report, after_report};
use crate::domain::notices::{rules, store};
use crate::domain::{keys, reporters};
use crate::kernel::{Ctx, Outcome, Tx, outbox};
use entity::id::{CaseId, NoticeId, county_number};
use entity::moment::Moment;
use entity::notice;
use entity::words::{NoticeKind, NoticeState};
use serde_json::{Value, json};
use time::Duration;

/// So long after a message failed its number may be asked for: then the case has other ways, or is over.
const ASKED_FOR: Duration = Duration::days(90);

/// One message to the reporter of a case, as its handlers see it.
#[derive(Clone, Debug)]
pub struct CaseNotice {
    /// What it told.
    pub kind: NoticeKind,
    /// What became of it; `FAILED` is shown as "not delivered".
    pub state: NoticeState,
    /// When it was written: the moment of the step that it tells of.
    pub at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
}

/// A case whose reporter could not be told the last thing.
#[derive(Clone, Debug)]
pub struct Undelivered {
    /// The case.
    pub case_id: CaseId,
    /// The message.
    pub notice_id: NoticeId,
    /// What it told.
    pub about: &'static str,
    /// When it was written.
    pub at: Moment,
}

/// Text messages about a case, oldest first, without those about the reporter's own code. Whoever calls this has already
/// decided that the viewer may see the case.
///
/// # Errors
/// A fault of the database.
pub async fn of_case(tx: &Tx, case_id: CaseId) -> Outcome<Vec<CaseNotice>> {
    let rows = store::of_case(tx, case_id).await?;
    let shown = rows.into_iter().filter(|row| rules::about(row.kind).is_some());
    Ok(shown.map(|row| CaseNotice { kind: row.kind, state: row.state, at: row.created_at, updated_at: row.updated_at }).collect())
}

/// What messages of one kind about a case were written with, oldest first: so that nothing is told twice.
///
/// # Errors
/// A fault of the database.
pub async fn told(tx: &Tx, case_id: CaseId, kind: NoticeKind) -> Outcome<Vec<Value>> {
    Ok(store::of_case(tx, case_id).await?.into_iter().filter(|row| row.kind == kind).map(|row| row.params).collect())
}

/// Cases whose newest message to the reporter did not arrive, newest first, at most 200. A later one that
/// arrived, or is on its way, needs nobody's help.
///
/// # Errors
/// A fault of the database.
pub async fn undelivered(tx: &Tx) -> Outcome<Vec<Undelivered>> {
    let rows = store::newest_failed(tx, tx.now.after(-ASKED_FOR)).await?;
    let known = rows.into_iter().filter_map(|row| {
        let (case_id, about) = row.case_id.zip(rules::about(row.kind))?;
        Some(Undelivered { case_id, notice_id: row.id, about, at: row.created_at })
    });
    Ok(known.collect())
}

/// Takes the gateway's reports. A repeated report, and one about a message or a phone that is not ours, changes nothing.
///
/// # Errors
/// A fault of the database; the gateway then pushes again.
pub async fn delivered(ctx: &Ctx, reports: &[Report]) -> Outcome<()> {
    for report in reports {
        let Some(id) = rules::notice_of(&report.out_id) else { continue };
        let Some(county) = ctx.kernel.tenants.by_number(county_number(id.into())).await? else { continue };
        let tx = ctx.write(&county).await?;
        let Some(row) = store::lock(&tx, id).await? else { continue };
        if !is_of_phone(&tx, &row, report).await? {
            continue;
        }
        if let Some(row) = after_report(row, report, tx.now) {
            metrics::counter!("lianjing_sms_total", "state" => format!("{:?}", row.state)).increment(1);
            settle(&tx, row).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

/// Whether the report names the phone that the message went to; by its keyed hash, nothing is opened.
async fn is_of_phone(tx: &Tx, row: &notice::Model, report: &Report) -> Outcome<bool> {
    let (Some(contact), Some(phone)) = (row.contact_id, &report.phone) else { return Ok(false) };
    let Some(contact) = store::contact(tx, contact).await? else { return Ok(false) };
    Ok(keys::same(&contact.phone_hash, &reporters::phone_hash(&tx.kernel.keys, phone)?))
}

/// Writes down how a message stands; if it did not arrive, its case's handler is to be told.
pub(in crate::domain::notices) async fn settle(tx: &Tx, row: notice::Model) -> Outcome<()> {
    let is_lost = row.state == NoticeState::Failed && row.case_id.is_some() && rules::about(row.kind).is_some();
    if is_lost {
        outbox::enqueue(tx, NOT_DELIVERED, json!({ "noticeId": row.id }), tx.now).await?;
    }
    store::save(tx, row).await
}

/// Notes that the handler is told now of a message that did not arrive; its case, once.
///
/// # Errors
/// A fault of the database.
pub async fn note_failure(tx: &Tx, id: NoticeId) -> Outcome<Option<CaseId>> {
    let Some(row) = store::lock(tx, id).await? else { return Ok(None) };
    if row.state != NoticeState::Failed || row.noted_at.is_some() {
        return Ok(None);
    }
    let case_id = row.case_id;
    store::save(tx, notice::Model { noted_at: Some(tx.now), ..row }).await?;
    Ok(case_id)
}

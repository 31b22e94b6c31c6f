//! Sealing what was submitted.

use crate::domain::keys::{self, Holder, OpenKey, keyed_hash, query_code};
use crate::domain::reporters::ReporterRefusal;
use crate::domain::reports::model::{Kept, Lines, NewReport, NewSupplement, Organs, PaidRecord, Receipt, Recorded, Telling};
use crate::domain::reports::store;
use crate::domain::{ledger_tree, media, reporters};
use crate::kernel::secret::{QueryCode, SealedText};
use crate::kernel::{ErrorCode, Failure, Outcome, ReporterActor, Tx};
use entity::id::SealedPartId;
use entity::report;
use entity::words::{EnvelopeKind, PartKind, WrapHolder};

/// Crockford's digits, without letters that look like others.
const ALIAS_LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The first answer, if this submission arrived before.
///
/// # Errors
/// Refused as a conflict if the key was used for other input.
pub async fn earlier(tx: &Tx, reporter: &ReporterActor, new: &NewReport) -> Outcome<Option<Recorded>> {
    let hash = reporters::submission_hash(&tx.kernel.keys, &new.submission_key)?;
    let Some(row) = store::by_submission(tx, &hash).await? else { return Ok(None) };
    if !keys::same(&row.request_hash, &request_hash(tx, reporter, new)?) {
        let told = "这一份已经提交过，内容和这次不一样。要再举报，请重新打开举报页面。";
        return Err(Failure::field(ErrorCode::Conflict, "submissionKey", told));
    }
    let receipt = Receipt { promise: ledger_tree::promised(tx, row.id).await?, ..receipt_of(tx, new)? };
    let before = query_code::made_before(&tx.kernel.keys, tx.county.number, &new.submission_key, &row.query_code_hash)?;
    let Some(query_code) = before else {
        let told = "这一份已经提交过，查询码后来补发过新的。请用新的查询码查。";
        return Err(Failure::field(ErrorCode::Conflict, "submissionKey", told));
    };
    Ok(Some(Recorded { report_id: row.id, query_code, submitted_at: row.submitted_at, receipt }))
}

/// Whether this phone may file one more report today. Its row is held until the commit, so that reports sent at once
/// are counted one after the other.
///
/// # Errors
/// Refused if the day's number is reached.
pub async fn within_day(tx: &Tx, reporter: &ReporterActor) -> Outcome<()> {
    reporters::hold_phone(tx, &reporter.phone_hash).await?;
    let filed = store::count_of_phone(tx, &reporter.phone_hash, tx.now.after(-reporters::A_DAY)).await?;
    if filed < reporters::REPORTS_A_DAY { Ok(()) } else { Err(ReporterRefusal::ReportsOfDay.into()) }
}

/// Seals and writes a report; what its reporter gets, and its rows. None if the same submission was written by another request in this moment: nothing of
/// this transaction may then be committed.
///
/// # Errors
/// Refused if the evidence is not this person's.
pub async fn record(
    tx: &Tx,
    reporter: &ReporterActor,
    new: &NewReport,
    (lines, organs, paid): (Lines<'_>, Organs, Option<PaidRecord>),
) -> Outcome<Option<(Recorded, Kept)>> {
    let (query_code, phone) = (code_of(tx, new)?, reporters::proven_phone(tx, reporter).await?);
    let [content, name, contact] = envelopes(tx, organs, &query_code).await?;
    let (telling, receipt) = (new.telling(), receipt_of(tx, new)?);
    let row = report::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        submission_hash: reporters::submission_hash(&tx.kernel.keys, &new.submission_key)?,
        request_hash: request_hash(tx, reporter, new)?,
        phone_hash: reporter.phone_hash.clone(),
        contact_id: reporters::add_contact(tx, &contact, &reporter.phone_hash).await?,
        content_envelope_id: content.envelope_id,
        name_envelope_id: name.envelope_id,
        query_code_hash: query_code::lookup_hash(&tx.kernel.keys, &query_code)?,
        alias: alias(tx),
        content_hash: receipt.content_hash.clone(),
        wants_sms: new.wants_sms,
        is_proxy: new.on_behalf_of.is_some(),
        submitted_at: tx.now,
    };
    let Some(kept) = store::add(tx, row, lines).await? else { return Ok(None) };
    let told =
        [(&content, PartKind::Report, telling.canonical()), (&name, PartKind::Name, new.names()), (&contact, PartKind::Phone, phone)];
    keys::add_parts(tx, &told).await?;
    if let Some(paid) = paid {
        let text = SealedText::new(serde_json::to_string(&paid).map_err(Failure::fault)?);
        keys::add_part(tx, &content, PartKind::Paid, &text).await?;
    }
    let report = &kept.report;
    media::attach(tx, reporter, &report.submission_hash, &new.media_ids, report.id, &content).await?;
    Ok(Some((Recorded { report_id: report.id, query_code, submitted_at: tx.now, receipt }, kept)))
}

/// The report's three envelopes, each under a key of its own.
async fn envelopes(tx: &Tx, organs: Organs, query_code: &QueryCode) -> Outcome<[OpenKey; 3]> {
    let readers = [Holder::Organ(organs.handling), Holder::Review(organs.review), Holder::Reporter(query_code)];
    let content = (EnvelopeKind::Content, &readers[..]);
    let name = (EnvelopeKind::Name, &[Holder::Custodian][..]);
    keys::seal_each(tx, [content, name, (EnvelopeKind::Contact, &[Holder::Notice][..])]).await
}

/// Seals more material into an open report.
///
/// # Errors
/// Refused if the evidence is not this person's.
pub async fn supplement(
    tx: &Tx,
    reporter: &ReporterActor,
    (report, content): (&report::Model, &OpenKey),
    (new, submission_hash): (&NewSupplement, &[u8]),
) -> Outcome<SealedPartId> {
    let telling = Telling { text: new.text.reveal().to_owned(), other_names: Vec::new(), media_ids: new.media_ids.clone() };
    let part = keys::add_part(tx, content, PartKind::Supplement, &telling.canonical()).await?;
    media::attach(tx, reporter, submission_hash, &new.media_ids, report.id, content).await?;
    Ok(part)
}

/// Takes the content from the organs that held it and wraps it for others. Where nobody is here who could open it, that is
/// left to the next sign-in of one of those organs; until then nobody reads it.
///
/// # Errors
/// Hidden if `from` does not hold it.
pub async fn reseal_for(tx: &Tx, report: &report::Model, from: Holder<'_>, organs: Organs) -> Outcome<()> {
    let envelope = report.content_envelope_id;
    let (handling, review) = (Holder::Organ(organs.handling), Holder::Review(organs.review));
    let before = [WrapHolder::Organ, WrapHolder::Review];
    let key = match keys::open(tx, envelope, from).await {
        Err(shut) if keys::is_shut(&shut) => {
            return keys::leave(tx, envelope, &before.map(|holder| (holder, None)), &[handling, review]).await;
        }
        opened => opened?,
    };
    for holder in before {
        keys::drop_wrap(tx, envelope, holder).await?;
    }
    keys::wrap_for(tx, &key, handling).await?;
    keys::wrap_for(tx, &key, review).await
}

fn code_of(tx: &Tx, new: &NewReport) -> Outcome<QueryCode> {
    query_code::make(&tx.kernel.keys, tx.county.number, &new.submission_key)
}

/// The receipt of a submission. Its salt comes from the submission key, which only the reporter's client has, and from
/// a key outside the database: so it stands nowhere, and a repeat gets the same one. Whoever has the database can't try
/// texts against the hash.
fn receipt_of(tx: &Tx, new: &NewReport) -> Outcome<Receipt> {
    let salt = keyed_hash(&tx.kernel.keys, "receipt", new.submission_key.as_bytes())?;
    let salt = salt.first_chunk().copied().ok_or_else(|| Failure::fault("a keyed hash is shorter than a salt"))?;
    Ok(new.telling().receipt(salt))
}

fn request_hash(tx: &Tx, reporter: &ReporterActor, new: &NewReport) -> Outcome<Vec<u8>> {
    keyed_hash(&tx.kernel.keys, "request", new.fingerprint(&reporter.phone_hash).as_bytes())
}

/// What handlers see instead of a name, e.g. `举报人 7K3M`.
fn alias(tx: &Tx) -> String {
    let letters = tx.random::<4>().map(|byte| ALIAS_LETTERS.get(usize::from(byte % 32)).map_or('0', |letter| char::from(*letter)));
    format!("举报人 {}", letters.iter().collect::<String>())
}

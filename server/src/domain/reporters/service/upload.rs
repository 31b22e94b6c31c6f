//! Leave to upload: a day long, bound to a phone and a submission key, renewed by use.

use crate::domain::keys;
use crate::domain::reporters::limits::{A_DAY, GRANTS_A_DAY, UPLOAD_LIFE};
use crate::domain::reporters::refusal::ReporterRefusal;
use crate::domain::reporters::{actor, store};
use crate::kernel::keyring::KeyRing;
use crate::kernel::{Ctx, Outcome, ReporterActor, Tx};
use entity::moment::Moment;
use entity::upload_grant;
use entity::words::PhonePurpose;

/// Leave to upload.
#[derive(Clone, Debug)]
pub struct Granted {
    /// To be sent as `Authorization: Bearer` to `/uploads`.
    pub token: String,
    /// When the leave ends, unless it is used.
    pub expires_at: Moment,
}

/// Lets the holder of a phone proven for reporting upload for one submission. After a reload, a new code for the
/// same phone and the same key continue where it stopped.
///
/// # Errors
/// Refused without such a phone, and for a key of the wrong form.
pub async fn grant_upload(ctx: &Ctx, submission_key: &str) -> Outcome<Granted> {
    let reporter = actor::current(ctx, PhonePurpose::Report)?;
    let county = ctx.kernel.tenants.by_id(reporter.county_id).await?;
    let tx = ctx.write(&county).await?;
    let granted = put_upload_grant(&tx, reporter, submission_key).await?;
    tx.commit().await?;
    Ok(granted)
}

/// The grant itself, for a higher module that has decided that this person may have it; the caller commits.
///
/// # Errors
/// Refused for a key of the wrong form, and for one more submission than a phone may have in a day.
pub async fn put_upload_grant(tx: &Tx, reporter: &ReporterActor, submission_key: &str) -> Outcome<Granted> {
    check_key(submission_key)?;
    let submission_hash = submission_hash(&tx.kernel.keys, submission_key)?;
    hold_phone(tx, &reporter.phone_hash).await?;
    let is_known = store::grant(tx, &reporter.phone_hash, &submission_hash).await?.is_some();
    if !is_known && store::grants_since(tx, &reporter.phone_hash, tx.now.after(-A_DAY)).await? >= GRANTS_A_DAY {
        return Err(ReporterRefusal::GrantsOfDay.into());
    }
    let mut grant = upload_grant::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        contact_id: reporter.contact_id,
        phone_hash: reporter.phone_hash.clone(),
        submission_hash,
        expires_at: tx.now.after(UPLOAD_LIFE),
        created_at: tx.now,
    };
    grant.id = store::put_grant(tx, grant.clone()).await?;
    let token = actor::upload_token(tx, &grant)?;
    Ok(Granted { token, expires_at: grant.expires_at })
}

/// The grant of this phone for this submission, if it still holds.
///
/// # Errors
/// A fault of the database.
pub async fn upload_grant(tx: &Tx, phone_hash: &[u8], submission_hash: &[u8]) -> Outcome<Option<upload_grant::Model>> {
    Ok(store::grant(tx, phone_hash, submission_hash).await?.filter(|grant| tx.now < grant.expires_at))
}

/// Holds a phone's row until the commit, so that what it does at the same time is counted one after the other, over all
/// counties.
///
/// # Errors
/// A fault of the database.
pub async fn hold_phone(tx: &Tx, phone_hash: &[u8]) -> Outcome<()> {
    store::lock_sends(tx, phone_hash).await.map(drop)
}

/// Moves the end of a grant that is used now; false if it has ended. Its row is held until the commit, so that the
/// uploads of one submission are counted one after the other.
///
/// # Errors
/// A fault of the database.
pub async fn renew_upload_grant(tx: &Tx, phone_hash: &[u8], submission_hash: &[u8]) -> Outcome<bool> {
    store::renew_grant(tx, phone_hash, submission_hash, tx.now.after(UPLOAD_LIFE)).await
}

/// The keyed hash of a submission key.
///
/// # Errors
/// A fault, if the key is missing.
pub fn submission_hash(keys: &KeyRing, submission_key: &str) -> Outcome<Vec<u8>> {
    keys::keyed_hash(keys, "submission", submission_key.as_bytes())
}

fn check_key(key: &str) -> Outcome<()> {
    let known = (16..=64).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if known { Ok(()) } else { Err(ReporterRefusal::SubmissionKey.into()) }
}

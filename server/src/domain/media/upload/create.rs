//! An upload is announced: its length and kind, within the limits of its submission.

use crate::domain::keys::{self, Holder};
use crate::domain::media::limits::{TOTAL, UNFINISHED_LIFE, UNNAMED_LIFE, limit};
use crate::domain::media::refusal::{Upload, UploadRefusal};
use crate::domain::media::store::{self, signed, unsigned};
use crate::domain::media::upload::begin::Progress;
use crate::domain::reporters::{A_DAY, UPLOADS_A_DAY, UploadActor, hold_phone, renew_upload_grant};
use crate::kernel::{Ctx, Tx};
use aws_lc_rs::digest::{SHA256, digest};
use entity::id::MediaId;
use entity::media;
use entity::words::{EnvelopeKind, MediaKind, MediaState};

/// What the sender says of a file before it sends it.
#[derive(Clone, Copy, Debug)]
pub struct Announced {
    /// Bytes.
    pub length: u64,
    /// The kind; the content must be of it.
    pub kind: MediaKind,
}

/// An upload that was announced.
#[derive(Clone, Copy, Debug)]
pub struct Created {
    /// Its id.
    pub id: MediaId,
    /// How far it is: at the beginning.
    pub progress: Progress,
}

/// Announces an upload. Its key is wrapped for the server alone until a report takes it.
///
/// # Errors
/// Refused without a grant, or beyond a limit.
pub async fn create(ctx: &Ctx, grantee: &UploadActor, announced: Announced) -> Upload<Created> {
    let county = ctx.kernel.tenants.by_id(grantee.county_id).await?;
    let tx = ctx.write(&county).await?;
    // The phone before its grant, as when leave is given: the other way round the two would wait for each other.
    hold_phone(&tx, &grantee.phone_hash).await?;
    if !renew_upload_grant(&tx, &grantee.phone_hash, &grantee.submission_hash).await? {
        return Err(UploadRefusal::GrantEnded.into());
    }
    within_limits(&store::of_submission(&tx, grantee).await?, announced)?;
    within_day(&tx, grantee, announced).await?;
    let key = keys::seal_new(&tx, EnvelopeKind::Media, &[Holder::Intake]).await?;
    let mut upload = media::Model {
        county_id: county.id,
        id: tx.mint(),
        phone_hash: grantee.phone_hash.clone(),
        submission_hash: grantee.submission_hash.clone(),
        envelope_id: key.envelope_id,
        report_id: None,
        kind: announced.kind,
        state: MediaState::Receiving,
        length: signed(announced.length),
        received: 0,
        mime: None,
        sha256: None,
        refusal: None,
        created_at: tx.now,
        completed_at: None,
        expires_at: Some(tx.now.after(UNFINISHED_LIFE)),
    };
    if announced.length == 0 {
        make_empty(&tx, &mut upload);
    }
    let created = Created { id: upload.id, progress: Progress::from(&upload) };
    tx.add(upload).await?;
    tx.commit().await?;
    Ok(created)
}

/// Within what one phone may announce in a day, whatever submissions it names. Its row is held.
async fn within_day(tx: &Tx, grantee: &UploadActor, announced: Announced) -> Upload<()> {
    let announced_today = store::announced(tx, &grantee.phone_hash, tx.now.after(-A_DAY)).await?;
    let most = UPLOADS_A_DAY;
    let loose = announced_today.loose_files >= most.loose_files || announced_today.loose_bytes + announced.length > most.loose_bytes;
    if loose || announced_today.bytes + announced.length > most.bytes { Err(UploadRefusal::PhoneOfDay.into()) } else { Ok(()) }
}

/// An empty file is complete at once, and no evidence.
fn make_empty(tx: &Tx, upload: &mut media::Model) {
    upload.state = MediaState::Refused;
    upload.refusal = Some(UploadRefusal::TooShort.word().to_owned());
    upload.sha256 = Some(digest(&SHA256, b"").as_ref().to_vec());
    upload.completed_at = Some(tx.now);
    upload.expires_at = Some(tx.now.after(UNNAMED_LIFE));
}

fn within_limits(others: &[media::Model], announced: Announced) -> Result<(), UploadRefusal> {
    let limit = limit(announced.kind);
    if announced.length > limit.bytes {
        return Err(UploadRefusal::TooLarge(announced.kind));
    }
    if others.iter().filter(|other| other.kind == announced.kind).count() >= limit.count {
        return Err(UploadRefusal::TooMany(announced.kind));
    }
    let sum: u64 = others.iter().map(|other| unsigned(other.length)).sum();
    if sum + announced.length > TOTAL { Err(UploadRefusal::TotalTooLarge) } else { Ok(()) }
}

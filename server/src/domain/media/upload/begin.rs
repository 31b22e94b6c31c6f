//! How far an upload is, and whether the holder of a grant may go on with it.

use crate::domain::media::policy::{Action, decide};
use crate::domain::media::refusal::{Upload, UploadRefusal};
use crate::domain::media::store::{self, unsigned};
use crate::domain::reporters::{UploadActor, upload_grant};
use crate::kernel::{Ctx, Tx};
use entity::id::{MediaId, county_number};
use entity::media;
use entity::moment::Moment;
use entity::words::MediaState;

/// How far an upload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes stored.
    pub received: u64,
    /// Bytes announced.
    pub length: u64,
    /// When it runs out, as long as it is unfinished.
    pub expires_at: Option<Moment>,
}

impl From<&media::Model> for Progress {
    fn from(upload: &media::Model) -> Self {
        let unfinished = upload.received < upload.length;
        let expires_at = upload.expires_at.filter(|_| unfinished);
        Self { received: unsigned(upload.received), length: unsigned(upload.length), expires_at }
    }
}

/// How far an upload is.
///
/// # Errors
/// Refused if it is unknown, somebody else's, or gone.
pub async fn look(ctx: &Ctx, grantee: &UploadActor, id: MediaId) -> Upload<Progress> {
    let county = ctx.kernel.tenants.by_id(grantee.county_id).await?;
    let tx = ctx.read(&county).await?;
    Ok(Progress::from(&allowed(&tx, grantee, Action::Look, id).await?))
}

/// The upload, if this is allowed and it still lives.
pub(super) async fn allowed(tx: &Tx, grantee: &UploadActor, action: Action, id: MediaId) -> Upload<media::Model> {
    if county_number(id.into()) != tx.county.number {
        return Err(UploadRefusal::Unknown.into());
    }
    if upload_grant(tx, &grantee.phone_hash, &grantee.submission_hash).await?.is_none() {
        return Err(UploadRefusal::GrantEnded.into());
    }
    let upload = store::one(tx, id).await?.ok_or(UploadRefusal::Unknown)?;
    decide(grantee, action, &upload)?;
    // A file too short to be anything came whole: to the sender that is a success.
    let came_whole = upload.received == upload.length;
    let gone = store::is_over(&upload, tx.now) && upload.report_id.is_none() || upload.state == MediaState::Refused && !came_whole;
    if gone { Err(UploadRefusal::Gone.into()) } else { Ok(upload) }
}

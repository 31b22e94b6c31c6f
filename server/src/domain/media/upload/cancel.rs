//! An upload ends before it is evidence: taken back by its sender, or refused for its content.

use crate::domain::keys;
use crate::domain::ledger::{self, Entry};
use crate::domain::media::FINISH;
use crate::domain::media::model::{deleted, folder};
use crate::domain::media::policy::Action;
use crate::domain::media::refusal::{Upload, UploadRefusal};
use crate::domain::media::store;
use crate::domain::media::upload::begin::allowed;
use crate::domain::reporters::UploadActor;
use crate::kernel::{County, Ctx, Outcome, Tx, outbox};
use crate::ports::Ports;
use entity::id::MediaId;
use entity::media;
use entity::words::WrapHolder;
use serde_json::json;
use time::Duration;

/// What is not cleared at once is cleared after this.
const SOON: Duration = Duration::minutes(1);

/// Takes an upload back: nothing of it stays.
///
/// # Errors
/// Refused if it is unknown, somebody else's, or belongs to a report.
pub async fn cancel(ctx: &Ctx, ports: &Ports, grantee: &UploadActor, id: MediaId) -> Upload<()> {
    let county = ctx.kernel.tenants.by_id(grantee.county_id).await?;
    let tx = ctx.write(&county).await?;
    let upload = allowed(&tx, grantee, Action::Cancel, id).await?;
    if !store::retire(&tx, &upload).await? {
        return Err(UploadRefusal::WrongOffset.into());
    }
    store::delete(&tx, id).await?;
    keys::destroy(&tx, upload.envelope_id).await?;
    ledger::append(&tx, &ctx.actor, Entry::sealed("media.taken_back", id, deleted(&upload))).await?;
    clear_later(&tx, id).await?;
    tx.commit().await?;
    clear(ports, &county, id).await;
    Ok(())
}

/// Refuses an upload as it stands: its bytes and its key go, the reason stays. False if it has moved since.
///
/// # Errors
/// A fault of the database.
pub async fn refuse(ctx: &Ctx, ports: &Ports, county: &County, (upload, why): (&media::Model, UploadRefusal)) -> Outcome<bool> {
    let tx = ctx.write(county).await?;
    if !refuse_in(&tx, upload, why).await? {
        return Ok(false);
    }
    let facts = json!({ "why": why.word(), "deleted": deleted(upload) });
    ledger::append(&tx, &ctx.actor, Entry::sealed("media.refused", upload.id, facts)).await?;
    tx.commit().await?;
    clear(ports, county, upload.id).await;
    Ok(true)
}

/// The same inside a transaction; its bytes are cleared away after the commit.
///
/// # Errors
/// A fault of the database.
pub async fn refuse_in(tx: &Tx, upload: &media::Model, why: UploadRefusal) -> Outcome<bool> {
    if !store::refuse(tx, upload, why).await? {
        return Ok(false);
    }
    store::delete_parts(tx, upload.id).await?;
    keys::drop_wrap(tx, upload.envelope_id, WrapHolder::Intake).await?;
    clear_later(tx, upload.id).await?;
    Ok(true)
}

/// Clears away the bytes of a file that was refused, if the store is there; otherwise the job does it.
pub async fn clear(ports: &Ports, county: &County, id: MediaId) {
    if let Err(error) = ports.blobs.keep_only(&folder(&county.code, id), &[]).await {
        tracing::warn!(%error, "files that nobody needs stay until the store is back");
    }
}

/// A job that clears the medium's folder, should nobody have done it by then: the store may be away, or we may be killed.
async fn clear_later(tx: &Tx, id: MediaId) -> Outcome<()> {
    outbox::enqueue(tx, FINISH, json!({ "mediaId": id }), tx.now.after(SOON)).await.map(drop)
}

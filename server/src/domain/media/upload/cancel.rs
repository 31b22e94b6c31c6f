//! An upload ends before it is evidence: taken back by its sender, or refused for its content.

use crate::domain::keys;
use crate::domain::ledger::{self, Entry};
use crate::domain::media::model::{deleted, folder};
use crate::domain::media::policy::Action;
use crate::domain::media::refusal::{Upload, UploadRefusal};
use crate::domain::media::store;
use crate::domain::media::upload::begin::allowed;
use crate::domain::reporters::UploadActor;
use crate::kernel::{County, Ctx, Failure, Outcome, Tx};
use crate::ports::Ports;
use entity::id::MediaId;
use entity::media;
use entity::words::WrapHolder;
use serde_json::json;

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
    tx.commit().await?;
    Ok(ports.blobs.keep_only(&folder(&county.code, id), &[]).await.map_err(Failure::fault)?)
}

/// Refuses an upload as it stands: its bytes and its key go, the reason stays. False if it has moved since.
///
/// # Errors
/// A fault of the database or of the blob store.
pub async fn refuse(ctx: &Ctx, ports: &Ports, county: &County, (upload, why): (&media::Model, UploadRefusal)) -> Outcome<bool> {
    let tx = ctx.write(county).await?;
    if !refuse_in(&tx, upload, why).await? {
        return Ok(false);
    }
    let facts = json!({ "why": why.word(), "deleted": deleted(upload) });
    ledger::append(&tx, &ctx.actor, Entry::sealed("media.refused", upload.id, facts)).await?;
    tx.commit().await?;
    clear(ports, county, upload.id).await?;
    Ok(true)
}

/// The same inside a transaction; its bytes are cleared away after the commit.
///
/// # Errors
/// A fault of the database.
pub async fn refuse_in(tx: &Tx, upload: &media::Model, why: UploadRefusal) -> Outcome<bool> {
    if !store::refuse(tx, upload.id, (upload.state, upload.received), why).await? {
        return Ok(false);
    }
    store::delete_parts(tx, upload.id).await?;
    keys::drop_wrap(tx, upload.envelope_id, WrapHolder::Intake).await?;
    Ok(true)
}

/// Clears away the bytes of a file that was refused.
///
/// # Errors
/// A fault of the blob store.
pub async fn clear(ports: &Ports, county: &County, id: MediaId) -> Outcome<()> {
    ports.blobs.keep_only(&folder(&county.code, id), &[]).await.map_err(Failure::fault)
}

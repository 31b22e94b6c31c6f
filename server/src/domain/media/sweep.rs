//! Uploads whose time is over and that no report named. What a report waits for ends by `unfinished`, in a transaction
//! with the message to its reporter.

use crate::domain::keys;
use crate::domain::ledger::{self, Entry};
use crate::domain::media::model::{deleted, folder};
use crate::domain::media::store;
use crate::kernel::{County, Ctx, Failure, Outcome};
use crate::ports::Ports;
use entity::media;

const BATCH: u64 = 50;

/// Clears away a county's uploads whose time is over; answers how many.
///
/// # Errors
/// A fault of the database or of the blob store.
pub async fn sweep_expired(ctx: &Ctx, ports: &Ports, county: &County) -> Outcome<u64> {
    let tx = ctx.read(county).await?;
    let over = store::run_out(&tx, BATCH).await?;
    drop(tx);
    for upload in &over {
        forget(ctx, ports, county, upload).await?;
    }
    Ok(over.len() as u64)
}

/// In three steps, each of which may be repeated: out of use, files away, row away. If the machine dies between, the
/// row is still there for the next time.
async fn forget(ctx: &Ctx, ports: &Ports, county: &County, upload: &media::Model) -> Outcome<()> {
    let tx = ctx.write(county).await?;
    if !store::retire(&tx, upload).await? {
        return Ok(());
    }
    tx.commit().await?;
    ports.blobs.keep_only(&folder(&county.code, upload.id), &[]).await.map_err(Failure::fault)?;
    let tx = ctx.write(county).await?;
    if !store::delete(&tx, upload.id).await? {
        return Ok(());
    }
    keys::destroy(&tx, upload.envelope_id).await?;
    ledger::append(&tx, &ctx.actor, Entry::sealed("media.run_out", upload.id, deleted(upload))).await?;
    tx.commit().await
}

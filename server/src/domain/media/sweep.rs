//! Uploads whose time is over: what nobody finished, and what no report named.

use crate::domain::keys;
use crate::domain::media::model::folder;
use crate::domain::media::refusal::UploadRefusal;
use crate::domain::media::store;
use crate::domain::media::upload::refuse;
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
        if upload.report_id.is_some() {
            // The report keeps the row, so that its reader sees that something did not arrive.
            refuse(ctx, ports, county, (upload, UploadRefusal::NeverFinished)).await?;
        } else {
            forget(ctx, ports, county, upload).await?;
        }
    }
    Ok(over.len() as u64)
}

async fn forget(ctx: &Ctx, ports: &Ports, county: &County, upload: &media::Model) -> Outcome<()> {
    // The files go first: if the machine dies between, the row is still there for the next try. Sealed under a key
    // that goes with the row, they could not be read any more anyway.
    ports.blobs.keep_only(&folder(&county.code, upload.id), &[]).await.map_err(Failure::fault)?;
    let tx = ctx.write(county).await?;
    if store::delete(&tx, upload).await? {
        keys::destroy(&tx, upload.envelope_id).await?;
        tx.commit().await?;
    }
    Ok(())
}

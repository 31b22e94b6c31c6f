//! What the worker does: each night, when something was taken away, and when somebody asks for it.

use super::build::{build, sweep};
use super::{rules, store};
use crate::domain::removals;
use crate::kernel::{County, Ctx, JobError, outbox};
use crate::ports::Ports;
use serde_json::{Value, json};
use time::Duration;

/// Topic: an edition is to be made now.
pub const BUILD: &str = "open_data.build";

/// Leaves a job where a county's edition is due: a large county takes minutes, and what comes round does not wait for it.
///
/// # Errors
/// When to come back.
pub async fn nightly_job(ctx: Ctx, county: County) -> Result<(), JobError> {
    let tx = ctx.read(&county).await?;
    let built = store::whole(&tx).await?.first().and_then(|edition| edition.built_at);
    drop(tx);
    if !rules::is_due(ctx.now, built) {
        return Ok(());
    }
    let tx = ctx.write(&county).await?;
    if !store::is_asked_for(&tx, BUILD).await? {
        outbox::enqueue(&tx, BUILD, json!({}), tx.now).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Works `open_data.build`.
///
/// # Errors
/// When to come back.
pub async fn build_job(ctx: Ctx, ports: Ports, county: County, _: Value) -> Result<(), JobError> {
    made(&ctx, &ports, &county).await
}

/// Works `removals.noted`: an edition that was read before goes at once, and a new one takes its place. Of many jobs the first
/// one does it for all.
///
/// # Errors
/// When to come back.
pub async fn removed_job(ctx: Ctx, ports: Ports, county: County, _: Value) -> Result<(), JobError> {
    let tx = ctx.read(&county).await?;
    let (editions, removals) = (store::whole(&tx).await?, removals::count(&tx).await?);
    let is_begun = store::building(&tx).await?.is_some();
    drop(tx);
    let is_new = editions.first().is_some_and(|newest| newest.removals == removals);
    if is_new || editions.is_empty() && !is_begun {
        return Ok(sweep(&ctx, &*ports.blobs, &county).await?);
    }
    // Not served any more since the transaction that took it away; nothing of it may lie about either, however long this takes.
    sweep(&ctx, &*ports.blobs, &county).await?;
    made(&ctx, &ports, &county).await
}

async fn made(ctx: &Ctx, ports: &Ports, county: &County) -> Result<(), JobError> {
    if build(ctx, &*ports.blobs, county).await? {
        return Ok(());
    }
    Err(JobError::Wait { after: Duration::minutes(1), why: "another worker makes the county's open data".to_owned() })
}

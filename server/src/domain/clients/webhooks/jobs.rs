//! What the worker does: sends each change to each address, until it is taken.

use super::{sign, store};
use crate::domain::changes;
use crate::domain::clients::store as clients;
use crate::kernel::{County, Ctx, JobError, Kernel, Outcome, Tx, outbox};
use crate::ports::Ports;
use crate::ports::hooks::{Came, Parcel, Target};
use entity::id::WebhookId;
use entity::words::WebhookState;
use entity::{change, webhook};
use serde_json::{Value, json};
use std::sync::Arc;
use time::Duration;

/// Topic: an address is told of what it does not know yet.
pub const DELIVER: &str = "clients.deliver";
/// Changes that one job sends; then another job goes on, so that no address takes a place for long.
const AT_ONCE: usize = 20;
/// After so many tries in a row a person must look: some eleven hours.
const MOST_TRIES: i32 = 12;

/// Works `changes.noted`: each address that nobody looks after gets a job.
///
/// # Errors
/// When to come back.
pub async fn noted_job(ctx: Ctx, county: County) -> Result<(), JobError> {
    let tx = ctx.write(&county).await?;
    let mut is_any = false;
    for row in store::all(&tx).await? {
        // Held, so that a job that is just ending is not taken for one that goes on.
        let Some(row) = store::held(&tx, row.id).await?.filter(|row| row.state == WebhookState::Active && !row.is_queued) else { continue };
        store::set_queued(&tx, row.id, true).await?;
        queue(&tx, row.id, Duration::ZERO).await?;
        is_any = true;
    }
    if is_any {
        tx.commit().await?;
    }
    Ok(())
}

/// Leaves a job for an address.
pub(super) async fn queue(tx: &Tx, id: WebhookId, after: Duration) -> Outcome<()> {
    // Tries go by the machine's clock, as the worker does.
    let at = tx.kernel.calendar.in_real_time(tx.now).after(after);
    outbox::enqueue(tx, DELIVER, json!({ "webhook": id }), at).await.map(drop)
}

/// Works `clients.deliver`. It may run twice: then something is sent twice, with the same id.
///
/// # Errors
/// When to come back.
pub async fn deliver_job(ctx: Ctx, ports: Ports, county: County, payload: Value) -> Result<(), JobError> {
    let id = payload.get("webhook").and_then(Value::as_str).and_then(|text| text.parse::<WebhookId>().ok());
    let id = id.ok_or_else(|| JobError::Park("the job names no webhook".to_owned()))?;
    for _ in 0..AT_ONCE {
        let Some((row, next)) = next(&ctx, &county, id).await? else { return Ok(()) };
        let came = match parcel(&ctx.kernel, &county, &row, &next)? {
            Some(parcel) => ports.hooks.post(&parcel).await,
            None => Came::Not("NOT_PUBLIC".to_owned()),
        };
        if !settle(&ctx, &county, (id, next.number), came).await? {
            return Ok(());
        }
    }
    let tx = ctx.write(&county).await?;
    queue(&tx, id, Duration::ZERO).await?;
    Ok(tx.commit().await?)
}

/// The address and the next change for it; none if it knows all, or is not told any more: then no job looks after it.
async fn next(ctx: &Ctx, county: &County, id: WebhookId) -> Outcome<Option<(webhook::Model, change::Model)>> {
    let tx = ctx.write(county).await?;
    let Some(row) = store::held(&tx, id).await? else { return Ok(None) };
    let client = clients::one(&tx, row.client_id).await?.filter(|client| client.ended_at.is_none());
    let next = changes::next(&tx, row.told, 1).await?.pop();
    if let (Some(next), true) = (next, client.is_some()) {
        return Ok(Some((row, next)));
    }
    store::set_queued(&tx, id, false).await?;
    tx.commit().await?;
    Ok(None)
}

/// What is sent; none if the address may not be told any more, since it was registered in a demonstration.
fn parcel(kernel: &Arc<Kernel>, county: &County, row: &webhook::Model, change: &change::Model) -> Outcome<Option<Parcel>> {
    let Ok(target) = Target::parse(&row.url, kernel.settings.demo) else { return Ok(None) };
    let body = json!({
        "type": change.kind,
        "data": {
            "county": county.code, "number": change.number, "changedOn": change.changed_on.to_string(), "thing": change.thing,
            "address": change.address,
        },
    });
    let (body, id) = (body.to_string(), format!("{}-{}", county.code, change.number));
    let now = kernel.clock.now();
    let timestamp = now.0.div_euclid(1_000);
    let mut numbers = vec![row.secret_number];
    if row.old_secret_until.is_some_and(|until| now < until) {
        numbers.push(row.secret_number.saturating_sub(1));
    }
    let signature = sign::signature(&kernel.keys, (row.id, &numbers), (&id, timestamp, &body))?;
    Ok(Some(Parcel { target, id, timestamp, signature, body }))
}

/// Writes down what became of a try; whether to go on at once.
async fn settle(ctx: &Ctx, county: &County, (id, number): (WebhookId, i64), came: Came) -> Outcome<bool> {
    // By now, not by when the job began: others may have taken long before it.
    let ctx = Ctx { now: ctx.kernel.clock.now(), ..ctx.clone() };
    let tx = ctx.write(county).await?;
    let Some(row) = store::held(&tx, id).await? else { return Ok(false) };
    let goes_on = match came {
        Came::Taken => {
            store::taken(&tx, id, number).await?;
            true
        }
        Came::Not(why) => {
            let is_tried_again = row.failures.saturating_add(1) < MOST_TRIES;
            store::failed(&tx, &row, (&why, is_tried_again)).await?;
            if is_tried_again {
                queue(&tx, id, pause(row.failures)).await?;
            } else {
                tracing::warn!(webhook = %id, why, "a webhook is parked: its client or the county's administrator must look");
            }
            false
        }
    };
    tx.commit().await?;
    Ok(goes_on)
}

/// Ten seconds, doubled with each failure: half a minute lost to a restart, hours to a machine that is off.
fn pause(failures: i32) -> Duration {
    let doublings = u32::try_from(failures.clamp(0, MOST_TRIES)).unwrap_or_default();
    Duration::seconds(10 << doublings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_reach_over_a_night() {
        let all: Duration = (0..MOST_TRIES - 1).map(pause).sum();
        assert_eq!((pause(0), pause(1)), (Duration::seconds(10), Duration::seconds(20)));
        assert!(all > Duration::hours(5) && all < Duration::hours(12), "{all}");
    }
}

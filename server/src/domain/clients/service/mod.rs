//! What a county's administrator does with clients.

pub mod quota;
pub mod token;

use super::model::{ClientRow, MOST_CLIENTS, MOST_OVERLAP_HOURS, NewClient, OVERLAP_HOURS, Secret};
use super::policy::{Action, Decision, decide};
use super::store;
use crate::domain::clients::webhooks::{self, WebhookRow};
use crate::domain::keys;
use crate::domain::ledger::{self, Entry};
use crate::kernel::forget::forget;
use crate::kernel::keyring::KeyRing;
use crate::kernel::{County, Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::ClientId;
use entity::words::ClientScope;
use entity::{client, client_secret};
use serde_json::json;
use time::Duration;

/// The keyed hash of a secret.
fn hash(keys: &KeyRing, secret: &str) -> Outcome<Vec<u8>> {
    keys::keyed_hash(keys, "client-secret", secret.as_bytes())
}

/// All clients of the viewer's county, the newest first.
///
/// # Errors
/// Refused for everybody but the administrator and the auditor.
pub async fn all(ctx: &Ctx) -> Outcome<Vec<ClientRow>> {
    let staff = decide(&ctx.actor, Action::Read, None).staff()?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let (clients, secrets, uses) = (store::all(&tx).await?, store::secrets(&tx).await?, store::uses(&tx).await?);
    let hooks = webhooks::of_county(&tx).await?;
    let may_change = matches!(decide(&ctx.actor, Action::End, None), Decision::Staff(_));
    let whole = |client: client::Model| ClientRow {
        secrets: secrets.iter().filter(|secret| secret.client_id == client.id && client.ended_at.is_none()).cloned().collect(),
        webhooks: of(&hooks, client.id),
        used: uses.iter().find(|used| used.client_id == client.id).cloned(),
        may_change: may_change && client.ended_at.is_none(),
        client,
    };
    Ok(clients.into_iter().map(whole).collect())
}

/// Registers a client; its secret is shown now and never again.
///
/// # Errors
/// Refused unless by the county's administrator; with all fields that are wrong; beyond fifty that are not ended.
pub async fn register(ctx: &Ctx, new: NewClient) -> Outcome<(ClientRow, Secret)> {
    let staff = decide(&ctx.actor, Action::Register, None).staff()?;
    let county = ctx.kernel.tenants.by_id(staff.county_id).await?;
    let new = new.checked()?;
    let (secret, hash) = fresh(ctx)?;
    let tx = ctx.write(&county).await?;
    if store::living(&tx).await? >= MOST_CLIENTS {
        return Err(Failure::refuse(ErrorCode::Limit, format!("一个县最多登记 {MOST_CLIENTS} 个接口客户端，请先停用不用的。")));
    }
    let row = client::Model {
        county_id: county.id,
        id: tx.mint(),
        name: new.name,
        contact: new.contact,
        purpose: new.purpose,
        scopes: ClientScope::text(&new.scopes),
        created_by: staff.account_id,
        created_at: tx.now,
        ended_at: None,
    };
    tx.add(row.clone()).await?;
    let kept = keep(&tx, row.id, hash).await?;
    let facts = json!({ "name": row.name, "scopes": row.scopes });
    ledger::append(&tx, &ctx.actor, Entry::public("clients.registered", row.id, facts)).await?;
    tx.commit().await?;
    Ok((ClientRow { client: row, secrets: vec![kept], used: None, webhooks: Vec::new(), may_change: true }, secret))
}

/// A new secret; the one before stays good for so many hours, any older one ends now.
///
/// # Errors
/// Refused unless by the county's administrator; hidden if there is no such client; if it was ended; out of bounds.
pub async fn rotate(ctx: &Ctx, id: ClientId, overlap_hours: Option<i32>) -> Outcome<(ClientRow, Secret)> {
    decide(&ctx.actor, Action::Rotate, Some(id)).staff()?;
    let county = ctx.county_of(id).await?;
    let hours = overlap_hours.unwrap_or(OVERLAP_HOURS);
    let (secret, hash) = fresh(ctx)?;
    let tx = ctx.write(&county).await?;
    let row = living(store::held(&tx, id).await?)?;
    if !(0..=MOST_OVERLAP_HOURS).contains(&hours) {
        let why = format!("旧密钥还能用的时间要在 0 到 {MOST_OVERLAP_HOURS} 小时之间。");
        return Err(Failure::field(ErrorCode::Invalid, "overlapHours", why));
    }
    store::end_secrets(&tx, id, tx.now.after(Duration::hours(hours.into()))).await?;
    keep(&tx, id, hash).await?;
    ledger::append(&tx, &ctx.actor, Entry::public("clients.secret_rotated", id, json!({ "overlapHours": hours }))).await?;
    let whole = whole(&tx, row).await?;
    tx.commit().await?;
    Ok((whole, secret))
}

/// Ends a client: its secrets and tokens are void from this moment, and nothing is sent to it any more.
///
/// # Errors
/// Refused unless by the county's administrator; hidden if there is no such client; if it was ended already.
pub async fn end(ctx: &Ctx, id: ClientId) -> Outcome<ClientRow> {
    decide(&ctx.actor, Action::End, Some(id)).staff()?;
    let tx = ctx.write(&ctx.county_of(id).await?).await?;
    let row = living(store::held(&tx, id).await?)?;
    store::end(&tx, id).await?;
    store::end_secrets(&tx, id, tx.now).await?;
    webhooks::store::end_all(&tx, id).await?;
    ledger::append(&tx, &ctx.actor, Entry::public("clients.ended", id, json!({}))).await?;
    let whole = whole(&tx, client::Model { ended_at: Some(tx.now), ..row }).await?;
    tx.commit().await?;
    Ok(whole)
}

/// Forgets failed tries of yesterday.
///
/// # Errors
/// A fault of the database.
pub async fn sweep(ctx: &Ctx, county: &County) -> Outcome<u64> {
    forget(ctx, county, ("client_try", "since < $2"), Duration::days(1)).await
}

fn living(row: Option<client::Model>) -> Outcome<client::Model> {
    let row = row.ok_or_else(Failure::hidden)?;
    if row.ended_at.is_some() {
        return Err(Failure::refuse(ErrorCode::State, "这个接口客户端已经停用了。"));
    }
    Ok(row)
}

fn fresh(ctx: &Ctx) -> Outcome<(Secret, Vec<u8>)> {
    let secret = Secret::of(crate::kernel::clock::random(&*ctx.kernel.chance));
    let hash = hash(&ctx.kernel.keys, secret.reveal())?;
    Ok((secret, hash))
}

async fn keep(tx: &Tx, client_id: ClientId, hash: Vec<u8>) -> Outcome<client_secret::Model> {
    let row = client_secret::Model { county_id: tx.county.id, id: tx.mint(), client_id, hash, created_at: tx.now, ends_at: None };
    tx.add(row.clone()).await?;
    Ok(row)
}

async fn whole(tx: &Tx, client: client::Model) -> Outcome<ClientRow> {
    let mut secrets = store::secrets(tx).await?;
    secrets.retain(|secret| secret.client_id == client.id);
    let (used, may_change) = (store::used(tx, client.id).await?, client.ended_at.is_none());
    let webhooks = of(&webhooks::of_county(tx).await?, client.id);
    Ok(ClientRow { client, secrets, used, webhooks, may_change })
}

/// Those of one client.
fn of(webhooks: &[WebhookRow], client: ClientId) -> Vec<WebhookRow> {
    webhooks.iter().filter(|row| row.webhook.client_id == client).cloned().collect()
}

//! What a client does with its own addresses, and what its county's administrator may stop.

use super::{jobs, sign, store};
use crate::domain::changes;
use crate::domain::clients::policy::{Action, decide};
use crate::domain::ledger::{self, Entry};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use crate::ports::hooks::{NoTarget, Target};
use entity::id::WebhookId;
use entity::webhook;
use entity::words::WebhookState;
use serde_json::json;
use time::Duration;

/// Addresses of one client.
const MOST: u64 = 5;
/// So long the secret before signs as well.
const OVERLAP: Duration = Duration::hours(24);

/// An address as it is shown.
#[derive(Clone, Debug)]
pub struct WebhookRow {
    /// The row.
    pub webhook: webhook::Model,
    /// Changes that it was not told yet.
    pub waiting: i64,
}

/// The viewer's own addresses.
///
/// # Errors
/// Refused unless by a client with `webhooks:manage`.
pub async fn own(ctx: &Ctx) -> Outcome<Vec<WebhookRow>> {
    let client = decide(&ctx.actor, Action::ReadWebhooks, None).client()?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(client.county_id).await?).await?;
    let rows = store::of(&tx, client.client_id).await?;
    shown(&tx, rows).await
}

/// All addresses of the county, for the administrator's list.
///
/// # Errors
/// A fault of the database.
pub async fn of_county(tx: &Tx) -> Outcome<Vec<WebhookRow>> {
    shown(tx, store::all(tx).await?).await
}

/// Registers an address: it is told of each change from now on. Its secret is shown now and never again.
///
/// # Errors
/// Refused unless by a client with `webhooks:manage`; for an address that may not be told; beyond five.
pub async fn register(ctx: &Ctx, url: &str) -> Outcome<(WebhookRow, String)> {
    let client = decide(&ctx.actor, Action::ManageWebhooks, None).client()?;
    let target = Target::parse(url.trim(), ctx.kernel.settings.demo).map_err(refusal)?;
    let tx = ctx.write(&ctx.kernel.tenants.by_id(client.county_id).await?).await?;
    if store::living(&tx, client.client_id).await? >= MOST {
        return Err(Failure::refuse(ErrorCode::Limit, format!("一个客户端最多登记 {MOST} 个推送地址，请先停掉不用的。")));
    }
    let row = webhook::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        client_id: client.client_id,
        url: target.url().to_string(),
        state: WebhookState::Active,
        secret_number: 1,
        old_secret_until: None,
        told: changes::head(&tx).await?,
        is_queued: false,
        failures: 0,
        last_error: None,
        last_at: None,
        created_at: tx.now,
    };
    tx.add(row.clone()).await?;
    // Where it leads may hold a key of its owner's: the host says enough.
    let host = target.url().host_str().unwrap_or_default();
    let facts = json!({ "client": client.client_id, "host": host });
    ledger::append(&tx, &ctx.actor, Entry::public("clients.webhook_registered", row.id, facts)).await?;
    tx.commit().await?;
    let secret = sign::secret(&ctx.kernel.keys, row.id, row.secret_number)?;
    Ok((WebhookRow { webhook: row, waiting: 0 }, secret))
}

/// A new secret; the one before signs as well for a day.
///
/// # Errors
/// Refused unless by a client with `webhooks:manage`; hidden if it is not its own.
pub async fn rotate(ctx: &Ctx, id: WebhookId) -> Outcome<(WebhookRow, String)> {
    let (tx, row) = held(ctx, Action::ManageWebhooks, id).await?;
    store::next_secret(&tx, &row, tx.now.after(OVERLAP)).await?;
    let facts = json!({ "client": row.client_id });
    ledger::append(&tx, &ctx.actor, Entry::public("clients.webhook_rotated", id, facts)).await?;
    let row = one(&tx, id).await?;
    tx.commit().await?;
    let secret = sign::secret(&ctx.kernel.keys, id, row.webhook.secret_number)?;
    Ok((row, secret))
}

/// Ends an address: nothing is sent there any more.
///
/// # Errors
/// Refused unless by its client or the county's administrator; hidden if it is another client's.
pub async fn end(ctx: &Ctx, id: WebhookId) -> Outcome<()> {
    let (tx, row) = held(ctx, Action::StopWebhook, id).await?;
    store::change(&tx, id, |change| change.col_expr(webhook::Column::State, sea_orm::sea_query::Expr::value(WebhookState::Ended))).await?;
    let facts = json!({ "client": row.client_id });
    ledger::append(&tx, &ctx.actor, Entry::public("clients.webhook_ended", id, facts)).await?;
    tx.commit().await
}

/// Tries again at once where tries had ended.
///
/// # Errors
/// Refused unless by its client or the county's administrator; hidden if it is another client's; unless it is parked.
pub async fn resume(ctx: &Ctx, id: WebhookId) -> Outcome<WebhookRow> {
    let (tx, row) = held(ctx, Action::StopWebhook, id).await?;
    if row.state != WebhookState::Parked {
        return Err(Failure::refuse(ErrorCode::State, "这个推送没有停下来，不用恢复。"));
    }
    store::resume(&tx, id).await?;
    jobs::queue(&tx, id, Duration::ZERO).await?;
    let facts = json!({ "client": row.client_id });
    ledger::append(&tx, &ctx.actor, Entry::public("clients.webhook_resumed", id, facts)).await?;
    let row = one(&tx, id).await?;
    tx.commit().await?;
    Ok(row)
}

/// The row, if the viewer may do this with it. Who may nothing of the kind is told so before anything is looked up.
async fn held(ctx: &Ctx, action: Action, id: WebhookId) -> Outcome<(Tx, webhook::Model)> {
    decide(&ctx.actor, action, None).check()?;
    let tx = ctx.write(&ctx.county_of(id).await?).await?;
    let row = store::held(&tx, id).await?.ok_or_else(Failure::hidden)?;
    decide(&ctx.actor, action, Some(row.client_id)).check()?;
    Ok((tx, row))
}

async fn one(tx: &Tx, id: WebhookId) -> Outcome<WebhookRow> {
    let row = store::held(tx, id).await?.ok_or_else(Failure::hidden)?;
    shown(tx, vec![row]).await?.pop().ok_or_else(Failure::hidden)
}

async fn shown(tx: &Tx, rows: Vec<webhook::Model>) -> Outcome<Vec<WebhookRow>> {
    let head = if rows.is_empty() { 0 } else { changes::head(tx).await? };
    Ok(rows.into_iter().map(|webhook| WebhookRow { waiting: head.saturating_sub(webhook.told).max(0), webhook }).collect())
}

fn refusal(why: NoTarget) -> Failure {
    let told = match why {
        NoTarget::Form => "推送地址写得不对：要像 https://example.cn/hook 这样，里面不能有用户名和密码，最多 500 个字符。",
        NoTarget::Plain => "推送地址要用 https。",
        NoTarget::Inside => "推送地址要在公网上，不能是本机或者内网的。",
    };
    Failure::field(ErrorCode::Invalid, "url", told)
}

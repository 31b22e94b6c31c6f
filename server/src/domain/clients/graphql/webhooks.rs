//! Webhooks in the schema: what a client does with its own, and what the administrator may stop.

use crate::domain::clients::webhooks::{self, WebhookRow};
use crate::kernel::graphql::errors::{UserError, answer, ctx_of, required};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::scalars::DateTime;
use crate::kernel::page::few_cost;
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, Enum, ID, InputObject, Object, Result, SimpleObject};
use entity::id::WebhookId;

/// Whether an address is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::WebhookState")]
pub enum WebhookState {
    /// It is.
    Active,
    /// Twelve tries in a row failed: see `resumeWebhook`.
    Parked,
    /// It is not any more.
    Ended,
}

/// 推送: an address of a client that is told of each change in public.
#[derive(Clone, Debug, SimpleObject)]
pub struct Webhook {
    /// Opaque id.
    pub id: ID,
    /// Where to.
    pub url: String,
    /// Whether it is told.
    pub state: WebhookState,
    /// Changes that it was not told yet.
    pub waiting: i32,
    /// Tries in a row that failed.
    pub failures: i32,
    /// Why the last try failed: `HTTP_` and a status, `TIMEOUT`, `NO_CONNECTION`, `NOT_PUBLIC` or `BROKEN`.
    pub last_error: Option<String>,
    /// When it was last tried.
    pub last_at: Option<DateTime>,
    /// When it was registered.
    pub created_at: DateTime,
    /// Until when the secret before signs as well; none if there is none.
    pub old_secret_until: Option<DateTime>,
}

impl From<WebhookRow> for Webhook {
    fn from(row: WebhookRow) -> Self {
        let WebhookRow { webhook, waiting } = row;
        Self {
            id: ids::show(webhook.id),
            url: webhook.url,
            state: webhook.state.into(),
            waiting: i32::try_from(waiting).unwrap_or(i32::MAX),
            failures: webhook.failures,
            last_error: webhook.last_error,
            last_at: webhook.last_at.map(DateTime),
            created_at: DateTime(webhook.created_at),
            old_secret_until: webhook.old_secret_until.map(DateTime),
        }
    }
}

/// 登记推送.
#[derive(Debug, InputObject)]
pub struct RegisterWebhookInput {
    /// An https address on the internet, at most 500 characters, without a name and password.
    pub url: String,
}

/// Which address.
#[derive(Debug, InputObject)]
pub struct WebhookInput {
    /// The address's id.
    pub webhook_id: ID,
}

/// The address, and its new secret.
#[derive(Debug, SimpleObject)]
pub struct WebhookSecretPayload {
    /// The address; none if nothing was done.
    pub webhook: Option<Webhook>,
    /// `whsec_…`, which its messages are signed with; it stands nowhere else.
    pub secret: Option<String>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

/// The address as it stands now.
#[derive(Debug, SimpleObject)]
pub struct WebhookPayload {
    /// The address; none if nothing was done, or it was ended.
    pub webhook: Option<Webhook>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

/// Queries of the webhooks.
#[derive(Debug, Default)]
pub struct WebhooksQuery;

#[Object]
impl WebhooksQuery {
    /// The asking client's own addresses, the oldest first; for a client with `webhooks:manage`.
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn own_webhooks(&self, context: &Context<'_>) -> Result<Vec<Webhook>> {
        let ctx = ctx_of(context)?;
        Ok(required(ctx, webhooks::own(ctx).await)?.into_iter().map(Webhook::from).collect())
    }
}

/// Changes of the webhooks.
#[derive(Debug, Default)]
pub struct WebhooksMutation;

#[Object]
impl WebhooksMutation {
    /// Registers an address that is told of each change from now on; by a client with `webhooks:manage`.
    async fn register_webhook(&self, context: &Context<'_>, input: RegisterWebhookInput) -> Result<WebhookSecretPayload> {
        let ctx = ctx_of(context)?;
        let (made, errors) = answer(ctx, webhooks::register(ctx, &input.url).await)?;
        Ok(WebhookSecretPayload::new(made, errors))
    }

    /// Makes a new secret, shown in this answer and never again; for a day messages are signed with both.
    async fn rotate_webhook_secret(&self, context: &Context<'_>, input: WebhookInput) -> Result<WebhookSecretPayload> {
        let ctx = ctx_of(context)?;
        let (made, errors) = answer(ctx, rotated(ctx, &input.webhook_id).await)?;
        Ok(WebhookSecretPayload::new(made, errors))
    }

    /// Ends an address; by its client or the county's administrator.
    async fn end_webhook(&self, context: &Context<'_>, input: WebhookInput) -> Result<WebhookPayload> {
        let ctx = ctx_of(context)?;
        let (_, errors) = answer(ctx, ended(ctx, &input.webhook_id).await)?;
        Ok(WebhookPayload { webhook: None, errors })
    }

    /// Tries a parked address again; by its client or the county's administrator.
    async fn resume_webhook(&self, context: &Context<'_>, input: WebhookInput) -> Result<WebhookPayload> {
        let ctx = ctx_of(context)?;
        let (row, errors) = answer(ctx, resumed(ctx, &input.webhook_id).await)?;
        Ok(WebhookPayload { webhook: row.map(Webhook::from), errors })
    }
}

impl WebhookSecretPayload {
    fn new(made: Option<(WebhookRow, String)>, errors: Vec<UserError>) -> Self {
        let (row, secret) = made.unzip();
        Self { webhook: row.map(Webhook::from), secret, errors }
    }
}

async fn rotated(ctx: &Ctx, id: &ID) -> Outcome<(WebhookRow, String)> {
    webhooks::rotate(ctx, parsed(id)?).await
}

async fn ended(ctx: &Ctx, id: &ID) -> Outcome<()> {
    webhooks::end(ctx, parsed(id)?).await
}

async fn resumed(ctx: &Ctx, id: &ID) -> Outcome<WebhookRow> {
    webhooks::resume(ctx, parsed(id)?).await
}

fn parsed(id: &ID) -> Outcome<WebhookId> {
    ids::parse("webhookId", id).map_err(|refusal| Failure::Refused(vec![refusal]))
}

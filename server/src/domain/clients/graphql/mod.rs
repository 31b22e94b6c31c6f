//! Clients in the schema: the administrator's list and his three verbs.

mod objects;
mod webhooks;

pub use objects::{Client, ClientPayload, ClientScope, ClientSecretPayload, EndClientInput, RegisterClientInput, RotateClientSecretInput};
pub use webhooks::{Webhook, WebhooksMutation, WebhooksQuery};

use crate::domain::clients::{self, NewClient};
use crate::kernel::graphql::errors::{answer, ctx_of, required};
use crate::kernel::graphql::ids;
use crate::kernel::page::{few_cost, whole_cost};
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, ID, Object, Result};
use entity::id::ClientId;

/// Queries of the clients.
#[derive(Debug, Default)]
pub struct ClientsQuery;

#[Object]
impl ClientsQuery {
    /// 接口客户端 of the viewer's county, the newest first, ended ones too; for its administrator and the auditor.
    #[graphql(complexity = "whole_cost(50, child_complexity)")]
    async fn clients(&self, context: &Context<'_>) -> Result<Vec<Client>> {
        let ctx = ctx_of(context)?;
        let rows = required(ctx, clients::all(ctx).await)?;
        Ok(rows.into_iter().map(|row| Client::new(ctx, row)).collect())
    }
}

/// Changes of the clients.
#[derive(Debug, Default)]
pub struct ClientsMutation;

#[Object]
impl ClientsMutation {
    /// Registers a third party's program; by the county's administrator. Its secret is shown in this answer and never again.
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn register_client(&self, context: &Context<'_>, input: RegisterClientInput) -> Result<ClientSecretPayload> {
        let ctx = ctx_of(context)?;
        let RegisterClientInput { name, contact, purpose, scopes } = input;
        let scopes = scopes.into_iter().map(entity::words::ClientScope::from).collect();
        let (made, errors) = answer(ctx, clients::register(ctx, NewClient { name, contact, purpose, scopes }).await)?;
        Ok(ClientSecretPayload::new(ctx, made, errors))
    }

    /// Makes a new secret, shown in this answer and never again; the one before stays good for a while.
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn rotate_client_secret(&self, context: &Context<'_>, input: RotateClientSecretInput) -> Result<ClientSecretPayload> {
        let ctx = ctx_of(context)?;
        let (made, errors) = answer(ctx, rotated(ctx, input).await)?;
        Ok(ClientSecretPayload::new(ctx, made, errors))
    }

    /// Ends a client for good: its secrets and tokens are void from now on.
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn end_client(&self, context: &Context<'_>, input: EndClientInput) -> Result<ClientPayload> {
        let ctx = ctx_of(context)?;
        let (row, errors) = answer(ctx, ended(ctx, &input.client_id).await)?;
        Ok(ClientPayload { client: row.map(|row| Client::new(ctx, row)), errors })
    }
}

async fn rotated(ctx: &Ctx, input: RotateClientSecretInput) -> Outcome<objects::Made> {
    clients::rotate(ctx, parsed(&input.client_id)?, input.overlap_hours).await
}

async fn ended(ctx: &Ctx, id: &ID) -> Outcome<clients::ClientRow> {
    clients::end(ctx, parsed(id)?).await
}

fn parsed(id: &ID) -> Outcome<ClientId> {
    ids::parse("clientId", id).map_err(|refusal| Failure::Refused(vec![refusal]))
}

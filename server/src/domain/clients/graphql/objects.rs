//! What the schema shows of a client: everything but its secret, which is shown once.

use super::webhooks::Webhook;
use crate::domain::clients::{ClientRow, Secret};
use crate::kernel::Ctx;
use crate::kernel::graphql::errors::UserError;
use crate::kernel::graphql::ids;
use crate::kernel::graphql::scalars::DateTime;
use async_graphql::{Enum, ID, InputObject, SimpleObject};

/// What a client may do beyond what everybody may. What is public needs none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::ClientScope")]
pub enum ClientScope {
    /// `open:read`: heavy questions about what is public are answered while others are refused as too many.
    OpenRead,
    /// `webhooks:manage`: have addresses that are told of what is new in public.
    WebhooksManage,
}

/// 接口客户端: a third party's program.
#[derive(Clone, Debug, SimpleObject)]
pub struct Client {
    /// Its id, which it shows as `client_id`.
    pub id: ID,
    /// What it is called.
    pub name: String,
    /// Whom to call there.
    pub contact: String,
    /// What it wants the data for.
    pub purpose: String,
    /// What it may do.
    pub scopes: Vec<ClientScope>,
    /// When it was registered.
    pub created_at: DateTime,
    /// When it was ended; none while it is in use.
    pub ended_at: Option<DateTime>,
    /// When it asked for something last; none if it never did.
    pub last_used_at: Option<DateTime>,
    /// What its requests cost today, by the schema's own count; at most `client_day`.
    pub spent_today: i32,
    /// When its current secret was made.
    pub secret_made_at: Option<DateTime>,
    /// Until when the secret before is good as well; none if there is none.
    pub old_secret_until: Option<DateTime>,
    /// Its addresses that are told of what is new in public.
    pub webhooks: Vec<Webhook>,
    /// Whether the viewer may change its secret and end it.
    pub viewer_can_change: bool,
}

/// A row and the secret that was just made.
pub type Made = (ClientRow, Secret);

impl Client {
    /// As it stands now.
    #[must_use]
    pub fn new(ctx: &Ctx, row: ClientRow) -> Self {
        let ClientRow { client, secrets, used, webhooks, may_change } = row;
        let current = secrets.iter().find(|secret| secret.ends_at.is_none());
        let today = ctx.now.in_china().date();
        let spent = used.as_ref().filter(|used| used.day_at.in_china().date() == today).map_or(0, |used| used.day_cost);
        Self {
            id: ids::show(client.id),
            name: client.name,
            contact: client.contact,
            purpose: client.purpose,
            scopes: entity::words::ClientScope::all_in(&client.scopes).into_iter().map(ClientScope::from).collect(),
            created_at: DateTime(client.created_at),
            ended_at: client.ended_at.map(DateTime),
            last_used_at: used.map(|used| DateTime(used.last_at)),
            spent_today: i32::try_from(spent).unwrap_or(i32::MAX),
            secret_made_at: current.map(|secret| DateTime(secret.created_at)),
            old_secret_until: secrets.iter().filter_map(|secret| secret.ends_at).max().map(DateTime),
            webhooks: webhooks.into_iter().map(Webhook::from).collect(),
            viewer_can_change: may_change,
        }
    }
}

/// 登记.
#[derive(Debug, InputObject)]
pub struct RegisterClientInput {
    /// What it is called, 2 to 60 characters.
    pub name: String,
    /// Whom to call there: office, telephone, mail address; 5 to 300 characters, shown to the staff alone.
    pub contact: String,
    /// What it wants the data for, 5 to 300 characters.
    pub purpose: String,
    /// What it may do, at least one.
    pub scopes: Vec<ClientScope>,
}

/// 换密钥.
#[derive(Debug, InputObject)]
pub struct RotateClientSecretInput {
    /// The client.
    pub client_id: ID,
    /// How many hours the secret before stays good, 0 to 168; 24 if not given.
    pub overlap_hours: Option<i32>,
}

/// 停用.
#[derive(Debug, InputObject)]
pub struct EndClientInput {
    /// The client.
    pub client_id: ID,
}

/// The client, and its new secret.
#[derive(Debug, SimpleObject)]
pub struct ClientSecretPayload {
    /// The client; none if nothing was done.
    pub client: Option<Client>,
    /// `client_secret`; it stands nowhere else.
    pub secret: Option<String>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

impl ClientSecretPayload {
    /// Of what was made.
    #[must_use]
    pub fn new(ctx: &Ctx, made: Option<Made>, errors: Vec<UserError>) -> Self {
        let (row, secret) = made.unzip();
        let secret = secret.map(|secret| secret.reveal().to_owned());
        Self { client: row.map(|row| Client::new(ctx, row)), secret, errors }
    }
}

/// The client as it stands now.
#[derive(Debug, SimpleObject)]
pub struct ClientPayload {
    /// The client; none if nothing was done.
    pub client: Option<Client>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

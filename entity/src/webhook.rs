//! 推送: an address of a client that is told of what is new in public.

use crate::id::{ClientId, CountyId, WebhookId};
use crate::moment::Moment;
use crate::words::WebhookState;
use sea_orm::entity::prelude::*;

/// 推送: an address of a client that is told of what is new in public.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WebhookId,
    /// Whose.
    pub client_id: ClientId,
    /// Where to send; https outside a demonstration
    pub url: String,
    /// Whether it is told.
    pub state: WebhookState,
    /// Which secret it signs with: secrets are made from the key folder and stored nowhere
    pub secret_number: i32,
    /// Until when the secret before signs too
    pub old_secret_until: Option<Moment>,
    /// Number of the last change that it took
    pub told: i64,
    /// A job of the outbox will look after it
    pub is_queued: bool,
    /// Tries in a row that failed.
    pub failures: i32,
    /// Why the last try failed; a code, never what was answered
    pub last_error: Option<String>,
    /// When it was last tried.
    pub last_at: Option<Moment>,
    /// When it was registered.
    pub created_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

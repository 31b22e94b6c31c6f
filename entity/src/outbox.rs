//! Work to be done after a commit; leased, retried, parked, never deleted on failure.

use crate::id::{CountyId, OutboxId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// Work to be done after a commit; leased, retried, parked, never deleted on failure.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OutboxId,
    /// Topic.
    pub topic: String,
    /// Payload.
    #[sea_orm(column_type = "JsonBinary")]
    pub payload: Json,
    /// Run at.
    pub run_at: Moment,
    /// Attempts.
    pub attempts: i32,
    /// Leased until.
    pub leased_until: Option<Moment>,
    /// Done at.
    pub done_at: Option<Moment>,
    /// Parked at.
    pub parked_at: Option<Moment>,
    /// Last error.
    pub last_error: Option<String>,
    /// Created at.
    pub created_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

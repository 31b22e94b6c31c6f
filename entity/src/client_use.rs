//! What a client used of its quotas, and when it last came.

use crate::id::{ClientId, CountyId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// What a client used of its quotas, and when it last came.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "client_use")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub client_id: ClientId,
    /// When it was answered last.
    pub last_at: Moment,
    /// Begin of the minute that is counted
    pub minute_at: Moment,
    /// What its requests cost in this minute, by the schema's own count.
    pub minute_cost: i64,
    /// Begin of the day in China that is counted
    pub day_at: Moment,
    /// What they cost on this day.
    pub day_cost: i64,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

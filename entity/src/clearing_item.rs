//! One power in a round of 清权: how it was, how it is to be, and what was decided.

use crate::id::{ClearingId, ClearingItemId, CountyId, PowerId};
use crate::words::ItemDecision;
use sea_orm::entity::prelude::*;

/// One power in a round of 清权: how it was, how it is to be, and what was decided.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "clearing_item")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClearingItemId,
    /// The round.
    pub clearing_id: ClearingId,
    /// The power of the register; none while it is new
    pub power_id: Option<PowerId>,
    /// Place in the list.
    pub ordinal: i32,
    /// What becomes of it; none until somebody said
    pub decision: Option<ItemDecision>,
    /// Why; public with the version
    pub reason: Option<String>,
    /// The power as it is to be, whole
    #[sea_orm(column_type = "JsonBinary")]
    pub content: Json,
    /// The power as the register had it; none of a new one
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub base: Option<Json>,
    /// The round's revision at its last change
    pub revision: i64,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! From one step to the next; branches carry a condition, returns go back.

use crate::id::{CountyId, FlowEdgeId, PowerId};
use sea_orm::entity::prelude::*;

/// From one step to the next; branches carry a condition, returns go back.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "flow_edge")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FlowEdgeId,
    /// Power id.
    pub power_id: PowerId,
    /// From number.
    pub from_number: i32,
    /// To number.
    pub to_number: i32,
    /// Condition.
    pub condition: Option<String>,
    /// Is return.
    pub is_return: bool,
    /// Ordinal.
    pub ordinal: i32,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

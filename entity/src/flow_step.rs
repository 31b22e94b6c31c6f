//! 流程环节: who does what, by when, with which paper.

use crate::id::{CountyId, FlowStepId, PowerId};
use sea_orm::entity::prelude::*;

/// 流程环节: who does what, by when, with which paper.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "flow_step")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FlowStepId,
    /// Power id.
    pub power_id: PowerId,
    /// Number.
    pub number: i32,
    /// Title.
    pub title: String,
    /// Actor.
    pub actor: String,
    /// Duty.
    pub duty: String,
    /// Time limit.
    pub time_limit: Option<String>,
    /// Document.
    pub document: Option<String>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

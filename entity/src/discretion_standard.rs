//! 裁量标准: how much is decided in which case.

use crate::id::{CountyId, DiscretionStandardId, PowerId};
use sea_orm::entity::prelude::*;

/// 裁量标准: how much is decided in which case.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "discretion_standard")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DiscretionStandardId,
    /// The power.
    pub power_id: PowerId,
    /// Place among them.
    pub ordinal: i32,
    /// In which case
    pub circumstance: String,
    /// What is decided then, how much
    pub standard: String,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

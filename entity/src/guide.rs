//! 操作指引: how to do it.

use crate::id::{CountyId, GuideId, PowerId};
use sea_orm::entity::prelude::*;

/// 操作指引: how to do it.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "guide")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GuideId,
    /// Power id.
    pub power_id: PowerId,
    /// Ordinal.
    pub ordinal: i32,
    /// Title.
    pub title: String,
    /// Text.
    pub text: String,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

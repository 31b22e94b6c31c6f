//! One power in a version of a list, whole. Never changed.

use crate::id::{CountyId, ListVersionId, ListVersionItemId, PowerId};
use crate::words::ItemDecision;
use sea_orm::entity::prelude::*;

/// One power in a version of a list, whole. Never changed.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "list_version_item")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ListVersionItemId,
    /// The version.
    pub version_id: ListVersionId,
    /// The power.
    pub power_id: PowerId,
    /// Its code.
    pub code: String,
    /// Place in the list.
    pub ordinal: i32,
    /// What was decided; a cancelled one is not in the list any more
    pub decision: ItemDecision,
    /// Why; public
    pub reason: Option<String>,
    /// The power, whole
    #[sea_orm(column_type = "JsonBinary")]
    pub content: Json,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! A run of bytes that arrived, sealed in a blob of its own.

use crate::id::{CountyId, MediaId, MediaPartId};
use sea_orm::entity::prelude::*;

/// A run of bytes that arrived, sealed in a blob of its own.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "media_part")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MediaPartId,
    /// Media id.
    pub media_id: MediaId,
    /// Start.
    pub start: i64,
    /// Length.
    pub length: i64,
    /// Blob.
    pub blob: String,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! What one phone asked for in the last 24 hours, over all counties; its row is the lock.

use sea_orm::entity::prelude::*;

/// What one phone asked for in the last 24 hours, over all counties; its row is the lock.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "phone_limit")]
pub struct Model {
    /// Phone hash.
    #[sea_orm(primary_key, auto_increment = false)]
    pub phone_hash: Vec<u8>,
    /// Unix milliseconds of each code asked for, oldest first
    #[sea_orm(column_type = "JsonBinary")]
    pub sends: Json,
    /// Unix milliseconds of each query code that there is not, oldest first
    #[sea_orm(column_type = "JsonBinary")]
    pub wrong_codes: Json,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::platform!();

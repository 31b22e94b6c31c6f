//! Which county a sticker's code belongs to: codes are unique over the whole platform.

use crate::id::CountyId;
use sea_orm::entity::prelude::*;

/// Which county a sticker's code belongs to: codes are unique over the whole platform.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sticker_index")]
pub struct Model {
    /// six Crockford characters and a check character
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// County id.
    pub county_id: CountyId,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::platform!();

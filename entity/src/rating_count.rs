//! How many subjects one phone rated in a month; which ones, no row tells.

use crate::id::CountyId;
use sea_orm::entity::prelude::*;

/// How many subjects one phone rated in a month; which ones, no row tells.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rating_count")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Keyed hash of phone and month
    #[sea_orm(primary_key, auto_increment = false)]
    pub rater: Vec<u8>,
    /// Of which month, as 202611: it goes when that is over
    pub month: i32,
    /// So many
    pub subjects: i32,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

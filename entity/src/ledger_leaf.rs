//! A leaf of the county's log: the commitment at its place.

use crate::id::CountyId;
use sea_orm::entity::prelude::*;

/// A leaf of the county's log: the commitment at its place.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_leaf")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its place, from 0 on without a gap.
    #[sea_orm(primary_key, auto_increment = false)]
    pub leaf_index: i64,
    /// 32 bytes, as they stand in public.
    pub commitment: Vec<u8>,
    /// The entry; none for a leaf that only hides how many there are.
    pub entry_id: Option<Uuid>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

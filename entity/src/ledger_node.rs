//! The hash over a whole block of leaves of the county's log, so that proofs need not read them.

use crate::id::CountyId;
use sea_orm::entity::prelude::*;

/// The hash over a whole block of leaves of the county's log, so that proofs need not read them.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_node")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// The block holds 256 to this power leaves, from 1 on.
    #[sea_orm(primary_key, auto_increment = false)]
    pub level: i32,
    /// Which block of that size.
    #[sea_orm(primary_key, auto_increment = false)]
    pub no: i64,
    /// Hash of its subtree.
    pub hash: Vec<u8>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

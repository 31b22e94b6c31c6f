//! Sheets that went on the ledger together. It is only added.

use crate::id::{CountyId, RatingBatchId, RatingSheetId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// Sheets that went on the ledger together. It is only added.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rating_batch")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RatingBatchId,
    /// Counts the batches, from 1
    pub no: i64,
    /// The last sheet of it; the next batch begins behind
    pub until_id: RatingSheetId,
    /// How many
    pub sheets: i32,
    /// 16 bytes of each sheet's hash, in the order of their ids
    pub leaves: Vec<u8>,
    /// SHA-256 over the leaves; stands on the ledger
    pub digest: Vec<u8>,
    /// When
    pub made_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

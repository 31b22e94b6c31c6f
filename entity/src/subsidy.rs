//! What was paid to a household of one kind in one year; whose it is stands here as keyed hashes only.

use crate::id::{AccountId, CountyId, SubsidyId, UnitId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;
use time::Date;

/// What was paid to a household of one kind in one year; whose it is stands here as keyed hashes only.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "subsidy")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SubsidyId,
    /// Who says so
    pub unit_id: UnitId,
    /// Keyed hash of name and last four digits
    pub household_hash: Vec<u8>,
    /// What it is for
    pub kind: String,
    /// For which year
    pub year: i32,
    /// Fen
    pub amount: i64,
    /// The day on which it was paid
    pub paid_on: Option<Date>,
    /// When it was listed
    pub listed_at: Moment,
    /// Who gave the list; unknown of lists of before this was kept
    pub listed_by: Option<AccountId>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! 权力清单的一版: what a unit published under this number. Never changed.

use crate::id::{AccountId, ClearingId, CountyId, ListVersionId, UnitId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// 权力清单的一版: what a unit published under this number. Never changed.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "list_version")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ListVersionId,
    /// Whose list.
    pub unit_id: UnitId,
    /// Number within the unit, from 1; 0 is what was there before the first round
    pub no: i32,
    /// The round that it came from; none of number 0
    pub clearing_id: Option<ClearingId>,
    /// How the unit was called then
    pub unit_name: String,
    /// SHA-256 of all its items, as the ledger has it
    pub hash: String,
    /// Who of the county published it; not public
    pub published_by: Option<AccountId>,
    /// When.
    pub published_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! Units that an organ covers besides the one it belongs to (派出纪工委).

use crate::id::{CountyId, CoverageId, OrganId, UnitId};
use sea_orm::entity::prelude::*;

/// Units that an organ covers besides the one it belongs to (派出纪工委).
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organ_coverage")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CoverageId,
    /// Organ id.
    pub organ_id: OrganId,
    /// Unit id.
    pub unit_id: UnitId,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! Declared kinship between two officials (回避).

use crate::id::{CountyId, KinshipId, OfficialId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// Declared kinship between two officials (回避).
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "kinship")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: KinshipId,
    /// Official id.
    pub official_id: OfficialId,
    /// Relative id.
    pub relative_id: OfficialId,
    /// Relation.
    pub relation: String,
    /// Declared at.
    pub declared_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

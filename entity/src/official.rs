//! 干部: one row through all posts, for life.

use crate::id::{CountyId, OfficialId};
use crate::words::CadreAuthority;
use sea_orm::entity::prelude::*;

/// 干部: one row through all posts, for life.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "official")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OfficialId,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Is party member.
    pub is_party_member: bool,
    /// who may investigate: the county, or an organ above it
    pub managed_by: CadreAuthority,
    /// Is demo.
    pub is_demo: bool,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

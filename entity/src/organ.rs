//! 纪检组织: a discipline organ that handles reports; each has a superior.

use crate::id::{CountyId, OrganId, UnitId};
use crate::words::OrganKind;
use sea_orm::entity::prelude::*;

/// 纪检组织: a discipline organ that handles reports; each has a superior.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organ")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganId,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: OrganKind,
    /// the unit it belongs to: a town committee belongs to its town
    pub unit_id: Option<UnitId>,
    /// Superior id.
    pub superior_id: Option<OrganId>,
    /// Telephone.
    pub telephone: Option<String>,
    /// for external organs: how to reach them
    pub advice: Option<String>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

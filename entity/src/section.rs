//! 内设机构: a part of a unit with duties; the leading group (班子) is one.

use crate::id::{CountyId, SectionId, UnitId};
use sea_orm::entity::prelude::*;

/// 内设机构: a part of a unit with duties; the leading group (班子) is one.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "section")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SectionId,
    /// Unit id.
    pub unit_id: UnitId,
    /// Name.
    pub name: String,
    /// Is leading group.
    pub is_leading_group: bool,
    /// Duties.
    #[sea_orm(column_type = "JsonBinary")]
    pub duties: Json,
    /// Ordinal.
    pub ordinal: i32,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

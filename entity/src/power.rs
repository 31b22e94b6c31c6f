//! 权力事项: one item of a unit's power list.

use crate::id::{CountyId, PowerId, UnitId};
use crate::words::PowerKind;
use sea_orm::entity::prelude::*;

/// 权力事项: one item of a unit's power list.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "power")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PowerId,
    /// Unit id.
    pub unit_id: UnitId,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: PowerKind,
    /// 许可, 处罚, 监管 …
    pub administrative_type: String,
    /// what it is, in everyday words
    pub summary: String,
    /// 三重一大
    pub is_major: bool,
    /// 行权主体
    pub exercising_body: String,
    /// 监督主体
    pub supervising_body: String,
    /// 追责主体
    pub accountable_body: String,
    /// Ordinal.
    pub ordinal: i32,
    /// Is published.
    pub is_published: bool,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

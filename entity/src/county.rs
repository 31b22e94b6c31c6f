//! 县（区、市）: the tenant. A reference table, small and rarely written.

use crate::id::CountyId;
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// 县（区、市）: the tenant. A reference table, small and rarely written.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "county")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CountyId,
    /// number within the platform, carried in ids and query codes so that they find their county
    pub number: i32,
    /// six-digit division code
    pub code: String,
    /// Name.
    pub name: String,
    /// Short name.
    pub short_name: String,
    /// what the county calls its towns: 乡镇 or 街道
    pub town_label: String,
    /// marks invented data on every page
    pub is_demo: bool,
    /// operator, telephone, address, filing numbers
    #[sea_orm(column_type = "JsonBinary")]
    pub footer: Json,
    /// Created at.
    pub created_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::platform!();

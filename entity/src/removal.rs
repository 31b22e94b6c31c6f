//! Something that everybody could read was taken away to protect somebody: that it was, never what. The row stays.

use crate::id::{CountyId, RemovalId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// Something that everybody could read was taken away to protect somebody: that it was, never what. The row stays.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "removal")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RemovalId,
    /// When.
    pub at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

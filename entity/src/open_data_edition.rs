//! 开放数据 of one night: all files of a county, as they stood at one moment.

use crate::id::{CountyId, OpenDataEditionId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// 开放数据 of one night: all files of a county, as they stood at one moment.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "open_data_edition")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OpenDataEditionId,
    /// 1 while it is being built, then empty: one at a time
    pub building: Option<i32>,
    /// When it was begun, and as of when its rows are
    pub begun_at: Moment,
    /// How often something had been taken away from the county's pages when it was read; an edition that knows of fewer is
    /// served no more
    pub removals: i64,
    /// SHA-256 of its list of files, in hex; none while it is being built
    pub sha256: Option<String>,
    /// When it was whole; none while it is being built
    pub built_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

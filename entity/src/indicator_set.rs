//! 指标: what is asked of somebody or something, in one version. It is never changed.

use crate::id::{AccountId, CountyId, IndicatorSetId};
use crate::moment::Moment;
use crate::words::IndicatorKind;
use sea_orm::entity::prelude::*;

/// 指标: what is asked of somebody or something, in one version. It is never changed.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "indicator_set")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IndicatorSetId,
    /// For whom or what
    pub kind: IndicatorKind,
    /// Counts the versions of this kind, from 1
    pub no: i32,
    /// Groups and their questions, in order
    #[sea_orm(column_type = "JsonBinary")]
    pub groups: Json,
    /// By whom; none for the set that every county begins with
    pub set_by: Option<AccountId>,
    /// When
    pub set_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

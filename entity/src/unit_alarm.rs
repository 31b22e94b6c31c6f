//! 集中举报提醒: much was reported on one unit in one day; once a day, unit and organ.

use crate::id::{CountyId, OrganId, UnitAlarmId, UnitId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;
use time::Date;

/// 集中举报提醒: much was reported on one unit in one day; once a day, unit and organ.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "unit_alarm")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UnitAlarmId,
    /// The unit.
    pub unit_id: UnitId,
    /// The organ that has the cases.
    pub organ_id: OrganId,
    /// The day in China.
    pub day: Date,
    /// When it was noticed.
    pub raised_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

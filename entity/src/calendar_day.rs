//! 工作日历: a day that the county counts otherwise than it was announced; only ever added to.

use crate::id::{AccountId, CalendarDayId, CountyId};
use crate::moment::Moment;
use crate::words::CalendarDayKind;
use sea_orm::entity::prelude::*;
use time::Date;

/// 工作日历: a day that the county counts otherwise than it was announced; only ever added to.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_day")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CalendarDayId,
    /// counts up within the county: the calendar's version
    pub no: i32,
    /// The day.
    pub day_on: Date,
    /// Kind.
    pub kind: CalendarDayKind,
    /// why, as the arithmetic says it
    pub reason: String,
    /// Set by.
    pub set_by: AccountId,
    /// Set at.
    pub set_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

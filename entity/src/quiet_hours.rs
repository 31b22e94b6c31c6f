//! 静默时段: when a county sends nothing that can wait. One row a county, whose id is the county's; without one the
//! usual hours hold.

use crate::id::{AccountId, CountyId, QuietHoursId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// 静默时段 of a county.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "quiet_hours")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// The county's own id again: there is one row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: QuietHoursId,
    /// first hour of the evening (China); none: no quiet hours
    pub from_hour: Option<i32>,
    /// first hour of the morning in which messages go out again
    pub until_hour: Option<i32>,
    /// Changed by.
    pub changed_by: Option<AccountId>,
    /// Changed at.
    pub changed_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! Text messages of one county in one day (China), counted by sort.

use crate::id::{CountyId, SmsDayId};
use crate::moment::Moment;
use crate::words::SmsSort;
use sea_orm::entity::prelude::*;

/// Text messages of one county in one day (China), counted by sort.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sms_day")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SmsDayId,
    /// midnight in China
    pub starts_at: Moment,
    /// Sort.
    pub sort: SmsSort,
    /// messages that had their first try on this day; for codes, that the county was told they are used up
    pub taken: i32,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! That somebody opened something on a day; the entry on the ledger is written with the first row of the day.

use crate::id::{AccountId, CountyId, OpeningId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;
use time::Date;
use uuid::Uuid;

/// That somebody opened something on a day; the entry on the ledger is written with the first row of the day.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "opening")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OpeningId,
    /// Who.
    pub account_id: AccountId,
    /// As the ledger calls it.
    pub kind: String,
    /// A case or a medium.
    pub subject_id: Uuid,
    /// The day in China.
    pub day: Date,
    /// When.
    pub at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! How often somebody looked in vain on a day: of one phone, or on one name.

use crate::id::{CountyId, SubsidyGuessId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;
use time::Date;

/// How often somebody looked in vain on a day: of one phone, or on one name.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "subsidy_guess")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SubsidyGuessId,
    /// Keyed hash of the phone, or of the name
    pub hash: Vec<u8>,
    /// The day
    pub day: Date,
    /// How often
    pub count: i32,
    /// When the first one was
    pub made_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

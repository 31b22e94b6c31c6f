//! Many sheets on one subject in little time: set aside until somebody has looked.

use crate::id::{AccountId, CountyId, RatingBurstId};
use crate::moment::Moment;
use crate::words::{BurstState, SubjectKind};
use sea_orm::entity::prelude::*;

/// Many sheets on one subject in little time: set aside until somebody has looked.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rating_burst")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RatingBurstId,
    /// What was rated
    pub subject_kind: SubjectKind,
    /// Which
    pub subject_id: Uuid,
    /// Of which month, as 202611
    pub month: i32,
    /// How many belong to it
    pub sheets: i32,
    /// When the first of them came
    pub from_at: Moment,
    /// When the last of them came
    pub until_at: Moment,
    /// What it came to
    pub state: BurstState,
    /// When it was found
    pub found_at: Moment,
    /// Who decided
    pub reviewed_by: Option<AccountId>,
    /// When
    pub reviewed_at: Option<Moment>,
    /// Why
    pub reason: Option<String>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! 评价: what one person answered about one subject in one month. A later one takes its place.

use crate::id::{CountyId, IndicatorSetId, RatingBurstId, RatingSheetId};
use crate::moment::Moment;
use crate::words::SubjectKind;
use sea_orm::entity::prelude::*;

/// 评价: what one person answered about one subject in one month. A later one takes its place.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rating_sheet")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RatingSheetId,
    /// What is rated: an official, a power or an outcome
    pub subject_kind: SubjectKind,
    /// Which
    pub subject_id: Uuid,
    /// Of which month, as 202611
    pub month: i32,
    /// Keyed hash of the phone (or the device) with subject and month: two sheets of one person have nothing in common
    pub rater: Vec<u8>,
    /// Whether a phone was proven for it
    pub is_verified: bool,
    /// What was asked
    pub set_id: IndicatorSetId,
    /// A byte for each question of the set: 0 nothing, 1 to 5, 9 don't know
    pub answers: Vec<u8>,
    /// The burst to which it belongs; it counts only once that was found to be in order
    pub burst_id: Option<RatingBurstId>,
    /// Hashes of the sheets whose place it took
    pub replaces: Option<Vec<u8>>,
    /// When
    pub submitted_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

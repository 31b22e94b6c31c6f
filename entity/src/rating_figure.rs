//! What the sheets on one subject in one month come to, as the last night counted them.

use crate::id::{CountyId, RatingFigureId, UnitId};
use crate::moment::Moment;
use crate::words::SubjectKind;
use sea_orm::entity::prelude::*;

/// What the sheets on one subject in one month come to, as the last night counted them.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rating_figure")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RatingFigureId,
    /// What was rated
    pub subject_kind: SubjectKind,
    /// Which
    pub subject_id: Uuid,
    /// Whose it was in that month
    pub unit_id: UnitId,
    /// Of which month, as 202611
    pub month: i32,
    /// Verified sheets that count
    pub sheets: i32,
    /// Sum of their scores, each in hundredths from 100 to 500
    pub score_sum: i64,
    /// Of each indicator how often 1 to 5 and "don't know" were said on them
    #[sea_orm(column_type = "JsonBinary")]
    pub tallies: Json,
    /// Sheets without a proven phone; they count nowhere
    pub unverified: i32,
    /// Sum of their scores
    pub unverified_sum: i64,
    /// Sheets of bursts that do not count
    pub set_aside: i32,
    /// Sheets of the figure that everybody reads; none below ten
    pub public_sheets: Option<i32>,
    /// Sum of their scores
    pub public_sum: Option<i64>,
    /// When that was written
    pub published_at: Option<Moment>,
    /// When it was counted last
    pub counted_at: Option<Moment>,
    /// Since when there is something to count; none once that is done
    pub stale_since: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

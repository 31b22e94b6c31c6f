//! Where an outcome was that was taken back with its import; nothing of what it said.

use crate::id::{AccountId, CountyId, OutcomeId, OutcomeKindId, OutcomeKindVersionId, UnitId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;
use time::Date;

/// Where an outcome was that was taken back with its import; nothing of what it said.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome_gone")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// The id that the outcome had
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OutcomeId,
    /// Its address within the county
    pub code: String,
    /// Who published it
    pub unit_id: UnitId,
    /// Its kind
    pub kind_id: OutcomeKindId,
    /// The version of its kind
    pub kind_version_id: OutcomeKindVersionId,
    /// The day on which it was decided, or came about
    pub decided_on: Date,
    /// By whom
    pub published_by: AccountId,
    /// When
    pub published_at: Moment,
    /// When it was taken back
    pub gone_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

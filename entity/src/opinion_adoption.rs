//! 采纳: a round of 清权 names an opinion for which it changes a power. Fixed once the round is published.

use crate::id::{AccountId, ClearingId, CountyId, OpinionAdoptionId, OpinionId, PowerId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// 采纳: a round of 清权 names an opinion for which it changes a power. Fixed once the round is published.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "opinion_adoption")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OpinionAdoptionId,
    /// Which opinion.
    pub opinion_id: OpinionId,
    /// In which round.
    pub clearing_id: ClearingId,
    /// The power that it changes.
    pub power_id: PowerId,
    /// By whom; not public
    pub adopted_by: AccountId,
    /// When.
    pub adopted_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

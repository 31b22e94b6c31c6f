//! One step of a round of 清权: who changed which parts, without the words. The row stays.

use crate::id::{AccountId, ClearingChangeId, ClearingId, ClearingItemId, CountyId};
use crate::moment::Moment;
use crate::words::ClearingStep;
use sea_orm::entity::prelude::*;

/// One step of a round of 清权: who changed which parts, without the words. The row stays.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "clearing_change")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClearingChangeId,
    /// The round.
    pub clearing_id: ClearingId,
    /// The item, which may be gone
    pub item_id: Option<ClearingItemId>,
    /// How it was called then
    pub item_name: Option<String>,
    /// The round's revision since then
    pub revision: i64,
    /// What was done.
    pub step: ClearingStep,
    /// Which parts of the item changed, by their names
    #[sea_orm(column_type = "JsonBinary")]
    pub fields: Json,
    /// Who; not public
    pub changed_by: AccountId,
    /// When.
    pub changed_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! The columns of a kind as they were set once; never changed, for outcomes point at it.

use crate::id::{AccountId, CountyId, OutcomeKindId, OutcomeKindVersionId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// The columns of a kind as they were set once; never changed, for outcomes point at it.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome_kind_version")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OutcomeKindVersionId,
    /// Of which kind
    pub kind_id: OutcomeKindId,
    /// From 1
    pub no: i32,
    /// The columns, in order
    #[sea_orm(column_type = "JsonBinary")]
    pub columns: Json,
    /// So many days personal columns are public; none where no column is personal
    pub personal_days: Option<i32>,
    /// By whom
    pub set_by: AccountId,
    /// When
    pub set_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

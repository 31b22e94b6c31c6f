//! What stood in an outcome before it was corrected. The row stays; its words go where privacy asks for it.

use crate::id::{AccountId, CountyId, OutcomeEarlierId, OutcomeId, OutcomeKindVersionId};
use crate::moment::Moment;
use crate::words::CorrectionReason;
use sea_orm::entity::prelude::*;
use time::Date;

/// What stood in an outcome before it was corrected. The row stays; its words go where privacy asks for it.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome_earlier")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OutcomeEarlierId,
    /// Of which outcome
    pub outcome_id: OutcomeId,
    /// From 1, the first one
    pub no: i32,
    /// With which columns
    pub kind_version_id: OutcomeKindVersionId,
    /// As in the outcome
    pub title: Option<String>,
    /// As in the outcome
    pub decided_on: Option<Date>,
    /// As in the outcome
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub open: Option<Json>,
    /// As in the outcome
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub personal: Option<Json>,
    /// As in the outcome
    pub hash: Vec<u8>,
    /// Why another took its place
    pub reason: CorrectionReason,
    /// By whom; not public
    pub replaced_by: AccountId,
    /// When
    pub replaced_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

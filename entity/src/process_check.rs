//! 过程检查: a discipline organ looked at how a power is exercised, and says whether it was in order. The row stays.

use crate::id::{AccountId, CountyId, OrganId, PowerId, ProcessCheckId};
use crate::moment::Moment;
use crate::words::CheckVerdict;
use sea_orm::entity::prelude::*;

/// 过程检查: a discipline organ looked at how a power is exercised, and says whether it was in order. The row stays.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "process_check")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProcessCheckId,
    /// The power.
    pub power_id: PowerId,
    /// Who looked.
    pub organ_id: OrganId,
    /// Number of the step that was looked at; none if it was the power as a whole
    pub step_number: Option<i32>,
    /// What that step was called then: steps change with each version
    pub step_title: Option<String>,
    /// What was found.
    pub verdict: CheckVerdict,
    /// What was looked at, and what was seen; public
    pub text: String,
    /// The officer; not public
    pub checked_by: AccountId,
    /// When.
    pub checked_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

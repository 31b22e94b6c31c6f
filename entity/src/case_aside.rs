//! 申请回避: an officer who said that he must keep away from one case.

use crate::id::{AccountId, CaseAsideId, CaseId, CountyId, OfficialId, ReportId};
use crate::moment::Moment;
use crate::words::StepAsideReason;
use sea_orm::entity::prelude::*;

/// 申请回避: an officer who said that he must keep away from one case.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "case_aside")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CaseAsideId,
    /// Case id.
    pub case_id: CaseId,
    /// its report, by which lists are searched
    pub report_id: ReportId,
    /// who keeps away, whichever account he has
    pub official_id: OfficialId,
    /// with which account he said so
    pub account_id: AccountId,
    /// Why.
    pub reason: StepAsideReason,
    /// When.
    pub at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

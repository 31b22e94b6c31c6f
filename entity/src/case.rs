//! 办理件: the handling of one report.

use crate::id::{AccountId, CaseId, CountyId, OrganId, ReportId};
use crate::moment::Moment;
use crate::words::{CaseState, Light};
use sea_orm::entity::prelude::*;

/// 办理件: the handling of one report.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "case")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CaseId,
    /// Report id.
    pub report_id: ReportId,
    /// Number.
    pub number: String,
    /// State.
    pub state: CaseState,
    /// Light.
    pub light: Light,
    /// 1 初办, 2 复核
    pub instance_no: i32,
    /// Organ id.
    pub organ_id: OrganId,
    /// Handler id.
    pub handler_id: Option<AccountId>,
    /// Submitted at.
    pub submitted_at: Moment,
    /// Replied at.
    pub replied_at: Option<Moment>,
    /// Closed at.
    pub closed_at: Option<Moment>,
    /// Satisfied.
    pub satisfied: Option<bool>,
    /// Answered at.
    pub answered_at: Option<Moment>,
    /// when an asked-for withdrawal takes effect
    pub withdraw_at: Option<Moment>,
    /// when the nearest clock that its organ has to keep runs out; far away if none runs, farther once it is closed
    pub due_at: Moment,
    /// Version.
    pub version: i32,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

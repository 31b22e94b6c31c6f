//! What a report is about, in clear: routing and recusal need it.

use crate::id::{AccountId, CountyId, OfficialId, PowerId, ReportId, ReportSubjectId, UnitId};
use crate::words::SubjectKind;
use sea_orm::entity::prelude::*;

/// What a report is about, in clear: routing and recusal need it.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "report_subject")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReportSubjectId,
    /// Report id.
    pub report_id: ReportId,
    /// Ordinal.
    pub ordinal: i32,
    /// Kind.
    pub kind: SubjectKind,
    /// the unit itself, or the unit of the official or power when it was named
    pub unit_id: UnitId,
    /// Official id.
    pub official_id: Option<OfficialId>,
    /// Power id.
    pub power_id: Option<PowerId>,
    /// at which step of the power, if the reporter says so
    pub step_number: Option<i32>,
    /// the officer who added it during handling; none for what the reporter named
    pub added_by: Option<AccountId>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

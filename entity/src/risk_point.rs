//! 廉政风险点: where a power can go wrong.

use crate::id::{CountyId, PowerId, RiskPointId};
use crate::words::{RiskGrade, RiskKind};
use sea_orm::entity::prelude::*;

/// 廉政风险点.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "risk_point")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RiskPointId,
    /// Power id.
    pub power_id: PowerId,
    /// Ordinal.
    pub ordinal: i32,
    /// Step number.
    pub step_number: Option<i32>,
    /// Grade.
    pub grade: RiskGrade,
    /// Kind.
    pub kind: RiskKind,
    /// Text.
    pub text: String,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! 防控措施: what is done against a risk.

use crate::id::{ControlMeasureId, CountyId, RiskPointId};
use sea_orm::entity::prelude::*;

/// 防控措施.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "control_measure")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ControlMeasureId,
    /// Risk point id.
    pub risk_point_id: RiskPointId,
    /// Ordinal.
    pub ordinal: i32,
    /// Text.
    pub text: String,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! A rule of the library that a risk point of a power is held down by.

use crate::id::{CountyId, RiskPointId, RiskRuleId, RuleId};
use sea_orm::entity::prelude::*;

/// One rule of one risk point.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "risk_rule")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RiskRuleId,
    /// The risk point.
    pub risk_point_id: RiskPointId,
    /// The rule.
    pub rule_id: RuleId,
    /// Ordinal.
    pub ordinal: i32,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

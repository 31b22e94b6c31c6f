//! An official whom a reporter named beside the subjects: he must keep away, and is shown to nobody.

use crate::id::{CountyId, OfficialId, ReportId, ReportNamedId};
use sea_orm::entity::prelude::*;

/// An official whom a reporter named beside the subjects: he must keep away, and is shown to nobody.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "report_named")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReportNamedId,
    /// Report id.
    pub report_id: ReportId,
    /// whoever has one of the names that stand in the sealed text
    pub official_id: OfficialId,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::scope::tenant!();

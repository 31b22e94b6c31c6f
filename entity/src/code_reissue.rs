//! 补发查询码: a lost query code on its way to being replaced; one row a report, used again for the next time.

use crate::id::{CodeReissueId, CountyId, ReportId};
use crate::moment::Moment;
use crate::words::ReissueState;
use sea_orm::entity::prelude::*;

/// 补发查询码: a lost query code on its way to being replaced; one row a report, used again for the next time.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "code_reissue")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CodeReissueId,
    /// The report.
    pub report_id: ReportId,
    /// How far it is.
    pub state: ReissueState,
    /// When it was asked for.
    pub asked_at: Moment,
    /// From when on the new code can be fetched.
    pub ready_at: Moment,
    /// Until when, once it can be fetched
    pub until: Option<Moment>,
    /// When it was fetched, stopped or forgotten
    pub ended_at: Option<Moment>,
    /// Keyed hash of the key that it was fetched with: a retry gets the first answer
    pub take_hash: Option<Vec<u8>>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! 初办 or 复核: one organ's turn at a case.

use crate::id::{CaseId, CountyId, InstanceId, OrganId, SealedPartId};
use crate::moment::Moment;
use crate::words::Finding;
use sea_orm::entity::prelude::*;

/// 初办 or 复核: one organ's turn at a case.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "instance")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InstanceId,
    /// Case id.
    pub case_id: CaseId,
    /// No.
    pub no: i32,
    /// Organ id.
    pub organ_id: OrganId,
    /// Started at.
    pub started_at: Moment,
    /// Ended at.
    pub ended_at: Option<Moment>,
    /// Finding.
    pub finding: Option<Finding>,
    /// Reply part id.
    pub reply_part_id: Option<SealedPartId>,
    /// Replied at.
    pub replied_at: Option<Moment>,
    /// Measures.
    #[sea_orm(column_type = "JsonBinary")]
    pub measures: Json,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! 结论: what one instance found and did, one row a version; the last one holds.

use crate::id::{AccountId, CaseId, ConclusionId, CountyId, OrganId, SealedPartId};
use crate::moment::Moment;
use crate::words::Finding;
use sea_orm::entity::prelude::*;

/// 结论: what one instance found and did, one row a version; the last one holds.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "conclusion")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConclusionId,
    /// Case id.
    pub case_id: CaseId,
    /// Instance no.
    pub instance_no: i32,
    /// 1 is the reply, the others corrections
    pub version: i32,
    /// who concluded
    pub organ_id: OrganId,
    /// Finding.
    pub finding: Finding,
    /// kinds and amounts in clear, for numbers; everything else is sealed
    #[sea_orm(column_type = "JsonBinary")]
    pub measures: Json,
    /// what the reporter reads
    pub reply_part_id: SealedPartId,
    /// why it was corrected; for colleagues
    pub reason_part_id: Option<SealedPartId>,
    /// Concluded by.
    pub concluded_by: Option<AccountId>,
    /// Concluded at.
    pub concluded_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

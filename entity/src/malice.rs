//! 恶意举报: proposed by the organ with its evidence, decided by a head above; people only.

use crate::id::{AccountId, CaseId, CountyId, EnvelopeId, MaliceId, OrganId, SealedPartId};
use crate::moment::Moment;
use crate::words::MaliceState;
use sea_orm::entity::prelude::*;

/// 恶意举报: proposed by the organ with its evidence, decided by a head above; people only.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "malice")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MaliceId,
    /// Case id.
    pub case_id: CaseId,
    /// Instance no.
    pub instance_no: i32,
    /// State.
    pub state: MaliceState,
    /// who proposes
    pub organ_id: OrganId,
    /// whose heads decide
    pub approver_id: OrganId,
    /// the decision comes from above the county and is entered
    pub is_entered: bool,
    /// where the words of both sides lie sealed
    pub envelope_id: EnvelopeId,
    /// reason and evidence
    pub proposed_part_id: SealedPartId,
    /// Decided part id.
    pub decided_part_id: Option<SealedPartId>,
    /// Proposed by.
    pub proposed_by: AccountId,
    /// Proposed at.
    pub proposed_at: Moment,
    /// Decided by.
    pub decided_by: Option<AccountId>,
    /// Decided at.
    pub decided_at: Option<Moment>,
    /// the case while it is not decided: one at a time
    pub open_case_id: Option<CaseId>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! 不予公开: the decision that a result is not published, one row a result; what became of it before stands on the ledger.

use crate::id::{AccountId, CaseId, CountyId, EnvelopeId, OrganId, SealedPartId, WithholdingId};
use crate::moment::Moment;
use crate::words::{WithholdReason, WithholdingState};
use sea_orm::entity::prelude::*;

/// 不予公开: the decision that a result is not published, one row a result; what became of it before stands on the ledger.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "withholding")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WithholdingId,
    /// The case.
    pub case_id: CaseId,
    /// Which instance concluded it
    pub instance_no: i32,
    /// Whose result it is
    pub organ_id: OrganId,
    /// Under whose key the sentence lies
    pub envelope_id: EnvelopeId,
    /// Grows with each change
    pub version: i64,
    /// Why, from the closed list
    pub reason: WithholdReason,
    /// Why, in a sentence, sealed
    pub part_id: SealedPartId,
    /// How far it is.
    pub state: WithholdingState,
    /// Proposed by.
    pub proposed_by: AccountId,
    /// Proposed at.
    pub proposed_at: Moment,
    /// The head who agreed, did not, or reopened it
    pub decided_by: Option<AccountId>,
    /// When that was
    pub decided_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

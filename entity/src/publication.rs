//! 结果公开: what the public reads of a concluded case, or is to read once it is approved. The row stays.

use crate::id::{AccountId, CaseId, ClarificationId, CountyId, EnvelopeId, OrganId, PublicationId, UnitId};
use crate::moment::Moment;
use crate::words::{HideReason, PublicationKind};
use sea_orm::entity::prelude::*;
use time::Date;

/// 结果公开: what the public reads of a concluded case, or is to read once it is approved. The row stays.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "publication")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id; never public, for it carries a time
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PublicationId,
    /// By chance; its address
    pub code: String,
    /// The case behind it; never public
    pub case_id: CaseId,
    /// Which instance concluded it
    pub instance_no: i32,
    /// What it is.
    pub kind: PublicationKind,
    /// On whose page it stands.
    pub unit_id: UnitId,
    /// Who publishes it, or answers for it since the turn is another organ's
    pub organ_id: OrganId,
    /// Who published it, where that is another organ than the one that answers for it now
    pub origin_id: Option<OrganId>,
    /// Whose heads approve it, where the organ itself had none who may when it was sent
    pub approver_id: Option<OrganId>,
    /// Under whose key its drafts lie
    pub envelope_id: EnvelopeId,
    /// Grows with each change
    pub version: i64,
    /// The wish that a clarification meets; of a result or an exposure none
    pub clarification_id: Option<ClarificationId>,
    /// The day on which the official wished a clarification; its words may then name him
    pub wished_on: Option<Date>,
    /// The day on which the decision took effect that an exposure tells of
    pub decided_on: Option<Date>,
    /// Number of that decision
    pub document_number: Option<String>,
    /// The last day of an exposure
    pub ends_on: Option<Date>,
    /// When it was first published.
    pub published_at: Option<Moment>,
    /// Why it shows no text any more; public
    pub hidden_reason: Option<HideReason>,
    /// When it was hidden.
    pub hidden_at: Option<Moment>,
    /// By whom; not public
    pub hidden_by: Option<AccountId>,
    /// When it was first drafted.
    pub created_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

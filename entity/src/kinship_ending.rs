//! 撤销亲属申报: that a declared kinship shall count no more, and what the head of the organ said.

use crate::id::{AccountId, CountyId, EnvelopeId, KinshipEndingId, KinshipId, OfficialId, OrganId, SealedPartId};
use crate::moment::Moment;
use crate::words::KinshipEndingState;
use sea_orm::entity::prelude::*;

/// 撤销亲属申报: that a declared kinship shall count no more, and what the head of the organ said.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "kinship_ending")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: KinshipEndingId,
    /// the kinship it is about, as long as nobody has answered
    pub open_kinship_id: Option<KinshipId>,
    /// who declared it
    pub official_id: OfficialId,
    /// with whom
    pub relative_id: OfficialId,
    /// whose heads answer
    pub organ_id: OrganId,
    /// State.
    pub state: KinshipEndingState,
    /// By whom it was asked for.
    pub asked_by: AccountId,
    /// When.
    pub asked_at: Moment,
    /// Who answered.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<Moment>,
    /// where why, and as what it was declared, lie sealed for the organ that answers; none of what is older than that
    pub envelope_id: Option<EnvelopeId>,
    /// why, within it
    pub reason_part_id: Option<SealedPartId>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

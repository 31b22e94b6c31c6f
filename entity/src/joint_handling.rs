//! 联合办理: an organ that helps the one in charge; it reads and notes, and decides nothing.

use crate::id::{AccountId, CaseId, CountyId, JointHandlingId, OrganId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// 联合办理: an organ that helps the one in charge; it reads and notes, and decides nothing.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "joint_handling")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: JointHandlingId,
    /// Case id.
    pub case_id: CaseId,
    /// Instance no.
    pub instance_no: i32,
    /// who helps
    pub organ_id: OrganId,
    /// who is in charge
    pub invited_by_organ_id: OrganId,
    /// Invited by.
    pub invited_by: AccountId,
    /// Invited at.
    pub invited_at: Moment,
    /// none where it ended with the organ's turn
    pub ended_by: Option<AccountId>,
    /// Ended at.
    pub ended_at: Option<Moment>,
    /// the case while it lasts: an organ helps once at a time
    pub open_case_id: Option<CaseId>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

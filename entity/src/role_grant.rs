//! A role of a staff member by unit, organ or county, with dates.

use crate::id::{AccountId, CountyId, OrganId, RoleGrantId, UnitId};
use crate::moment::Moment;
use crate::words::{GrantState, StaffRole};
use sea_orm::entity::prelude::*;
use time::Date;

/// A role of a staff member by unit, organ or county, with dates.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "role_grant")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RoleGrantId,
    /// Account id.
    pub account_id: AccountId,
    /// Role.
    pub role: StaffRole,
    /// Unit id.
    pub unit_id: Option<UnitId>,
    /// Organ id.
    pub organ_id: Option<OrganId>,
    /// Valid from.
    pub valid_from: Date,
    /// Valid until.
    pub valid_until: Option<Date>,
    /// State.
    pub state: GrantState,
    /// Proposed by.
    pub proposed_by: Option<AccountId>,
    /// Proposed at.
    pub proposed_at: Moment,
    /// Decided by.
    pub decided_by: Option<AccountId>,
    /// Decided at.
    pub decided_at: Option<Moment>,
    /// End reason.
    pub end_reason: Option<String>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

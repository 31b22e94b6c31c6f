//! A reset of a password or a second factor, waiting for its second approver.

use crate::id::{AccessResetId, AccountId, CountyId};
use crate::moment::Moment;
use crate::words::{GrantState, ResetKind};
use sea_orm::entity::prelude::*;

/// A reset of a password or a second factor, waiting for its second approver.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "access_reset")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccessResetId,
    /// Account id.
    pub account_id: AccountId,
    /// What.
    pub what: ResetKind,
    /// State.
    pub state: GrantState,
    /// Proposed by.
    pub proposed_by: AccountId,
    /// Proposed at.
    pub proposed_at: Moment,
    /// Decided by.
    pub decided_by: Option<AccountId>,
    /// Decided at.
    pub decided_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! 叫停: an order that stops a power, from the day it was given to the day the power may go on. The row stays.

use crate::id::{AccountId, CaseId, CountyId, HaltId, OrganId, PowerId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// 叫停: an order that stops a power, from the day it was given to the day the power may go on. The row stays.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "halt")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HaltId,
    /// The power.
    pub power_id: PowerId,
    /// The power again while it is stopped, then empty: the database lets no second order stand
    pub open_power_id: Option<PowerId>,
    /// Who ordered it.
    pub organ_id: OrganId,
    /// Number of the step at which it was out of order
    pub step_number: Option<i32>,
    /// What that step was called then: steps change with each import
    pub step_title: Option<String>,
    /// Why; public
    pub reason: String,
    /// A case behind it; never public, never shown to the unit
    pub case_id: Option<CaseId>,
    /// The head who ordered it; not public
    pub ordered_by: AccountId,
    /// When it was ordered.
    pub ordered_at: Moment,
    /// The organ that let it go on
    pub resumed_organ_id: Option<OrganId>,
    /// The head who let it go on; not public
    pub resumed_by: Option<AccountId>,
    /// When the power was let go on.
    pub resumed_at: Option<Moment>,
    /// Why it may go on; public
    pub resume_reason: Option<String>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

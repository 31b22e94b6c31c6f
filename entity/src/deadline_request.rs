//! 暂停, 延长: what an organ asks for one of its clocks, and what the superior organ answered.

use crate::id::{AccountId, CaseId, CountyId, DeadlineRequestId, EnvelopeId, OrganId, SealedPartId};
use crate::moment::Moment;
use crate::words::{DeadlineKind, DeadlineRequestKind, DeadlineRequestState};
use sea_orm::entity::prelude::*;
use time::Date;

/// 暂停, 延长: what an organ asks for one of its clocks, and what the superior organ answered.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deadline_request")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DeadlineRequestId,
    /// Case id.
    pub case_id: CaseId,
    /// Instance no.
    pub instance_no: i32,
    /// which clock of the instance
    pub clock: DeadlineKind,
    /// since when that clock runs: a term begun anew is another one
    pub starts_at: Moment,
    /// Kind.
    pub kind: DeadlineRequestKind,
    /// State.
    pub state: DeadlineRequestState,
    /// of an extension: so many days more
    pub days: Option<i32>,
    /// of a pause: the last day that was asked for
    pub until_on: Option<Date>,
    /// who asks
    pub organ_id: OrganId,
    /// whose heads answer
    pub approver_id: OrganId,
    /// the answer comes from above the county and is entered
    pub is_entered: bool,
    /// where the words of both sides lie sealed
    pub envelope_id: EnvelopeId,
    /// Asked part id.
    pub asked_part_id: SealedPartId,
    /// Decided part id.
    pub decided_part_id: Option<SealedPartId>,
    /// Asked by.
    pub asked_by: AccountId,
    /// Asked at.
    pub asked_at: Moment,
    /// Decided by.
    pub decided_by: Option<AccountId>,
    /// Decided at.
    pub decided_at: Option<Moment>,
    /// of a granted pause: its first day
    pub from_on: Option<Date>,
    /// of a granted pause: its last day; before the first one if it ended on its first day
    pub ended_on: Option<Date>,
    /// which decision of its case the granting was, from one on
    pub granted_no: Option<i32>,
    /// which decision of its case ended the pause early
    pub resumed_no: Option<i32>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

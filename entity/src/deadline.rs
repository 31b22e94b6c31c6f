//! 时限: a legal clock with the rule it was made by.

use crate::id::{CaseId, CountyId, DeadlineId};
use crate::moment::Moment;
use crate::words::{DeadlineCause, DeadlineKind, DeadlineState};
use sea_orm::entity::prelude::*;
use time::Date;

/// 时限: a legal clock with the rule it was made by.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deadline")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DeadlineId,
    /// Case id.
    pub case_id: CaseId,
    /// Instance no.
    pub instance_no: i32,
    /// Kind.
    pub kind: DeadlineKind,
    /// what it counts from
    pub cause: DeadlineCause,
    /// Starts at.
    pub starts_at: Moment,
    /// rule and calendar version
    pub rule: String,
    /// Due at.
    pub due_at: Moment,
    /// Due on.
    pub due_on: Date,
    /// the arithmetic, in Chinese, line by line
    #[sea_orm(column_type = "JsonBinary")]
    pub sum: Json,
    /// a calendar year not yet published was used
    pub is_provisional: bool,
    /// State.
    pub state: DeadlineState,
    /// Ended at.
    pub ended_at: Option<Moment>,
    /// how many mornings somebody was reminded of it
    pub reminded: i32,
    /// the next morning on which somebody is
    pub remind_at: Option<Moment>,
    /// the day on which a changed holiday last moved it
    pub moved_on: Option<Date>,
    /// where it stood before that
    pub moved_from: Option<Date>,
    /// so many decisions of its case count in it: what was granted, and pauses that ended early
    pub decisions: i32,
    /// how often working it failed
    pub tries: i32,
    /// not worked again before, after it failed
    pub retry_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

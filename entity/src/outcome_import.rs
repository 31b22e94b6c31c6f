//! An import of a spreadsheet of outcomes: what was read, how far it is. The row stays, also once it was rolled back.

use crate::id::{AccountId, CountyId, OutcomeImportId, OutcomeKindVersionId, UnitId};
use crate::moment::Moment;
use crate::words::ImportState;
use sea_orm::entity::prelude::*;
use time::Date;

/// An import of a spreadsheet of outcomes: what was read, how far it is. The row stays, also once it was rolled back.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome_import")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OutcomeImportId,
    /// Who publishes its rows
    pub unit_id: UnitId,
    /// The same while it is being written: one at a time
    pub open_unit_id: Option<UnitId>,
    /// With which columns
    pub kind_version_id: OutcomeKindVersionId,
    /// Name of the file
    pub file_name: String,
    /// Hash of its bytes
    pub file_hash: Vec<u8>,
    /// Title of rows that have none of their own
    pub title: Option<String>,
    /// Day of rows that have none of their own
    pub decided_on: Option<Date>,
    /// Rows that are to be published
    pub rows: i32,
    /// Rows that are published
    pub done: i32,
    /// How far it is
    pub state: ImportState,
    /// By whom; not public
    pub started_by: AccountId,
    /// When it began.
    pub started_at: Moment,
    /// When it was worked on last
    pub moved_at: Moment,
    /// When it, or its rollback, was done
    pub ended_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

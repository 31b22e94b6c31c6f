//! 行权结果: what came of exercising a power once, as it stands now. The row stays.

use crate::id::{AccountId, CountyId, OutcomeId, OutcomeImportId, OutcomeKindId, OutcomeKindVersionId, PowerId, UnitId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;
use time::Date;

/// 行权结果: what came of exercising a power once, as it stands now. The row stays.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OutcomeId,
    /// By chance; its address
    pub code: String,
    /// Who publishes it, and on whose page it stands
    pub unit_id: UnitId,
    /// Of which power; none if of no single one
    pub power_id: Option<PowerId>,
    /// Its kind
    pub kind_id: OutcomeKindId,
    /// With which columns
    pub kind_version_id: OutcomeKindVersionId,
    /// Grows with each change
    pub revision: i64,
    /// What it is, in a line; never personal. None once it was removed
    pub title: Option<String>,
    /// The day on which it was decided, or came about
    pub decided_on: Date,
    /// Values of open columns by key; none once it was removed
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub open: Option<Json>,
    /// Values of personal columns by key; none after the term, or where there are none
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub personal: Option<Json>,
    /// The last day on which they are public
    pub personal_until: Option<Date>,
    /// Keyed hash of what was published; stays
    pub hash: Vec<u8>,
    /// The import that brought it; none for one from a form
    pub import_id: Option<OutcomeImportId>,
    /// Its row there
    pub import_row: Option<i32>,
    /// By whom; not public
    pub published_by: AccountId,
    /// When it was first published.
    pub published_at: Moment,
    /// When it was corrected last
    pub corrected_at: Option<Moment>,
    /// When it was removed to protect somebody
    pub removed_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

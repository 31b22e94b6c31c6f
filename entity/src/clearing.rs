//! 清权: one round in which a unit goes through its list of powers. The row stays.

use crate::id::{AccountId, ClearingId, CountyId, UnitId};
use crate::moment::Moment;
use crate::words::ClearingState;
use sea_orm::entity::prelude::*;

/// 清权: one round in which a unit goes through its list of powers. The row stays.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "clearing")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClearingId,
    /// Whose list.
    pub unit_id: UnitId,
    /// The unit again while the round is open, then empty: the database lets no second one stand
    pub open_unit_id: Option<UnitId>,
    /// How far it is.
    pub state: ClearingState,
    /// Grows with each change
    pub revision: i64,
    /// Who began it; not public
    pub started_by: AccountId,
    /// When it began.
    pub started_at: Moment,
    /// Who sent it last; not public
    pub sent_by: Option<AccountId>,
    /// When it was sent last.
    pub sent_at: Option<Moment>,
    /// Who of the county returned or published it; not public
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<Moment>,
    /// Why it came back; for the unit
    pub return_reason: Option<String>,
    /// Number of the version that it became
    pub version_no: Option<i32>,
    /// The round of the successor that took its items over
    pub merged_into: Option<ClearingId>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

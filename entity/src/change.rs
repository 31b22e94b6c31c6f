//! 公开动态: one thing that was published, changed or taken away.

use crate::id::{CountyId, LedgerEntryId};
use crate::words::ChangeKind;
use sea_orm::entity::prelude::*;
use time::Date;

/// 公开动态: one thing that was published, changed or taken away.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "change")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its place: 1, 2, 3 …, without a gap
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    /// The entry of the ledger that it comes from.
    pub entry_id: LedgerEntryId,
    /// What happened.
    pub kind: ChangeKind,
    /// The day in China; public things tell no hour
    pub changed_on: Date,
    /// The id by which the API knows the thing; none if it has none
    pub thing: Option<String>,
    /// The path of its page; none if it has none
    pub address: Option<String>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

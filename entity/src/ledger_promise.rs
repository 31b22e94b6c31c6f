//! That an entry was promised a leaf, as the reporter's receipt says.

use crate::id::{CountyId, LedgerEntryId, LedgerPromiseId, ReportId};
use sea_orm::entity::prelude::*;
use time::Date;

/// That an entry was promised a leaf, as the reporter's receipt says.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_promise")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LedgerPromiseId,
    /// The entry.
    pub entry_id: LedgerEntryId,
    /// Whose receipt it stands on.
    pub report_id: ReportId,
    /// The entry's commitment.
    pub commitment: Vec<u8>,
    /// The receipt's hash.
    pub content_hash: Vec<u8>,
    /// The day in China.
    pub day: Date,
    /// Name of the county's key.
    pub key_id: String,
    /// Its public half.
    pub public_key: Vec<u8>,
    /// Ed25519 over the promise's text.
    pub signature: Vec<u8>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

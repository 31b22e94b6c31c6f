//! 留痕: one leaf of the county's log, written with the change it tells of.

use crate::id::{CountyId, LedgerEntryId};
use crate::moment::Moment;
use crate::words::{ActorKind, LedgerClass};
use sea_orm::entity::prelude::*;

/// 留痕: one leaf of the county's log, written with the change it tells of.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_entry")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LedgerEntryId,
    /// public leaves merge within seconds, sealed ones hourly
    pub class: LedgerClass,
    /// Kind.
    pub kind: String,
    /// Actor.
    pub actor: ActorKind,
    /// Actor id.
    pub actor_id: Option<Uuid>,
    /// Subject id.
    pub subject_id: Option<Uuid>,
    /// At.
    pub at: Moment,
    /// ids and codes, never content
    #[sea_orm(column_type = "JsonBinary")]
    pub facts: Json,
    /// Salt.
    pub salt: Vec<u8>,
    /// SHA-256 of the canonical entry
    pub entry_hash: Vec<u8>,
    /// H(salt ‖ entry_hash): what the public leaf shows
    pub commitment: Vec<u8>,
    /// place in the tree, once sequenced
    pub leaf_index: Option<i64>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! 事项类别: what officials may declare for their archives, because the county named it with the law that permits it.

use crate::id::{AccountId, ArchiveKindId, CountyId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// 事项类别: what officials may declare for their archives, because the county named it with the law that permits it.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "archive_kind")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ArchiveKindId,
    /// What it is called.
    pub name: String,
    /// The name again while it may be declared, then empty: no two are called alike.
    pub open_name: Option<String>,
    /// By which law, and which article, the county may hold it.
    pub basis: String,
    /// The head who named it.
    pub named_by: AccountId,
    /// When.
    pub named_at: Moment,
    /// The head who ended it; its matters went with it.
    pub ended_by: Option<AccountId>,
    /// When.
    pub ended_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! 申报的事项: what an official declared of himself, one row a version; never public.

use crate::id::{AccountId, ArchiveKindId, ArchiveMatterId, CountyId, OfficialId, SealedPartId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;
use time::Date;

/// 申报的事项: what an official declared of himself, one row a version; never public.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "archive_matter")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ArchiveMatterId,
    /// The first version, itself for the first one.
    pub root_id: ArchiveMatterId,
    /// 1, 2, … of the same matter.
    pub no: i32,
    /// Who declared it, of himself.
    pub official_id: OfficialId,
    /// What it is.
    pub kind_id: ArchiveKindId,
    /// When it happened.
    pub happened_on: Date,
    /// The words, sealed; none once its kind has ended.
    pub part_id: Option<SealedPartId>,
    /// His account.
    pub declared_by: AccountId,
    /// When he declared it.
    pub declared_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

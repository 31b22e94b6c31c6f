//! An archive was opened for a stated purpose, until a day.

use crate::id::{AccountId, ArchiveOpeningId, CountyId, OfficialId};
use crate::moment::Moment;
use crate::words::ArchivePurpose;
use sea_orm::entity::prelude::*;
use time::Date;

/// An archive was opened for a stated purpose, until a day.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "archive_opening")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ArchiveOpeningId,
    /// Whose archive.
    pub official_id: OfficialId,
    /// By whom, and for nobody else.
    pub account_id: AccountId,
    /// For what.
    pub purpose: ArchivePurpose,
    /// Why, in words.
    pub reason: String,
    /// 文号 of the matter.
    pub document: String,
    /// When.
    pub opened_at: Moment,
    /// The last day on which it may be read.
    pub closes_on: Date,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

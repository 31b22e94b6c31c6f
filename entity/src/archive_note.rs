//! The official's own answer to what stands in his archive. Each answer stays.

use crate::id::{AccountId, ArchiveNoteId, CountyId, OfficialId, SealedPartId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// The official's own answer to what stands in his archive. Each answer stays.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "archive_note")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ArchiveNoteId,
    /// Whose archive.
    pub official_id: OfficialId,
    /// What it answers, as the archive names it; none for the archive as a whole.
    pub about: Option<String>,
    /// The words, sealed.
    pub part_id: SealedPartId,
    /// His account.
    pub written_by: AccountId,
    /// When.
    pub written_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! 电子廉洁档案: where the words of one official's archive lie sealed; what else stands in it is read where it is.

use crate::id::{ArchiveFileId, CountyId, EnvelopeId, OfficialId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// 电子廉洁档案: where the words of one official's archive lie sealed; what else stands in it is read where it is.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "archive_file")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ArchiveFileId,
    /// Whose.
    pub official_id: OfficialId,
    /// Under whose key the words lie: answers and declared matters.
    pub envelope_id: EnvelopeId,
    /// When it was begun.
    pub created_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

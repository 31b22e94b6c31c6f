//! A finished file of a medium: the sealed original, the view, the poster frame.

use crate::id::{CountyId, MediaId, RenditionId};
use crate::words::RenditionKind;
use sea_orm::entity::prelude::*;

/// A finished file of a medium: the sealed original, the view, the poster frame.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rendition")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RenditionId,
    /// Media id.
    pub media_id: MediaId,
    /// Kind.
    pub kind: RenditionKind,
    /// Blob.
    pub blob: String,
    /// Length.
    pub length: i64,
    /// Mime.
    pub mime: String,
    /// Sha256.
    pub sha256: Vec<u8>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

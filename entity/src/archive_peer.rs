//! The public key of a county outside the platform, as it made it known by a document.

use crate::id::{AccountId, ArchivePeerId, CountyId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// The public key of a county outside the platform, as it made it known by a document.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "archive_peer")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ArchivePeerId,
    /// Its division code.
    pub county_code: String,
    /// What it is called.
    pub county_name: String,
    /// 32 bytes.
    pub public_key: Vec<u8>,
    /// 文号 by which the key was made known.
    pub document: String,
    /// The head who entered it.
    pub named_by: AccountId,
    /// When.
    pub named_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! Proofs of work that were spent, until they expire.

use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// Proofs of work that were spent, until they expire.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "used_challenge")]
pub struct Model {
    /// Hash.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: Vec<u8>,
    /// Expires at.
    pub expires_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::platform!();

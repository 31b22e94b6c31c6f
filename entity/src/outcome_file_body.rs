//! The bytes of an outcome's attachment; gone when it is taken away, or when its term is over.

use crate::id::{CountyId, OutcomeFileId};
use sea_orm::entity::prelude::*;

/// The bytes of an outcome's attachment; gone when it is taken away, or when its term is over.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome_file_body")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Whose they are
    #[sea_orm(primary_key, auto_increment = false)]
    pub file_id: OutcomeFileId,
    /// The bytes
    pub body: Vec<u8>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

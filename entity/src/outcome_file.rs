//! 附件 of an outcome. The row stays; its name and its bytes go when it is taken away, or when its term is over.

use crate::id::{AccountId, CountyId, OutcomeFileId, OutcomeId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// 附件 of an outcome. The row stays; its name and its bytes go when it is taken away, or when its term is over.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome_file")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OutcomeFileId,
    /// Of which outcome
    pub outcome_id: OutcomeId,
    /// From 1, in the order in which they were added
    pub no: i32,
    /// What people read; none once it was taken away
    pub name: Option<String>,
    /// `image/jpeg` or `application/pdf`
    pub media_type: String,
    /// Bytes
    pub size: i32,
    /// SHA-256 of its bytes
    pub hash: Vec<u8>,
    /// Whether it is public for the outcome's term only
    pub is_personal: bool,
    /// By whom; not public
    pub added_by: AccountId,
    /// When
    pub added_at: Moment,
    /// When it was taken away
    pub removed_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

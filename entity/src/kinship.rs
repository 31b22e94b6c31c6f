//! Declared kinship between two officials (回避).

use crate::id::{AccountId, CountyId, KinshipId, OfficialId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// Declared kinship between two officials (回避).
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "kinship")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: KinshipId,
    /// Official id.
    pub official_id: OfficialId,
    /// Relative id.
    pub relative_id: OfficialId,
    /// Relation.
    pub relation: String,
    /// Declared at.
    pub declared_at: Moment,
    /// Whether the relative keeps away too: by the county's register, by his own word, or because a head noted it.
    pub is_noted: bool,
    /// The head of the relative's organ who noted it, or set it aside.
    pub answered_by: Option<AccountId>,
    /// When.
    pub answered_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

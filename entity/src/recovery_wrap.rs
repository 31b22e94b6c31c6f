//! The private half of a pair, sealed to the county's paper key.

use crate::id::{CountyId, OrganKeyId, PaperKeyId, RecoveryWrapId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// The private half of a pair, sealed to the county's paper key.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "recovery_wrap")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecoveryWrapId,
    /// Which pair.
    pub organ_key_id: OrganKeyId,
    /// Which paper.
    pub paper_key_id: PaperKeyId,
    /// What the paper key needs to open it.
    pub encapped: Vec<u8>,
    /// The private half.
    pub sealed: Vec<u8>,
    /// Created at.
    pub created_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

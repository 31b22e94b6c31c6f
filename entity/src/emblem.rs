//! The picture that a county put into its slot, as it was cleaned; only ever added to.

use crate::id::{AccountId, CountyId, EmblemId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// The picture that a county put into its slot, as it was cleaned; only ever added to.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "emblem")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EmblemId,
    /// counts up: it stands in the address
    pub no: i32,
    /// the picture
    pub png: Vec<u8>,
    /// Set by.
    pub set_by: AccountId,
    /// Set at.
    pub set_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

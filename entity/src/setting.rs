//! 县里的设置: a value that a county set for a key; only ever added to.

use crate::id::{AccountId, CountyId, SettingId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// 县里的设置: a value that a county set for a key; only ever added to.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "setting")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SettingId,
    /// Which setting, as the code spells it.
    pub key: String,
    /// counts up for each key
    pub no: i32,
    /// the value; none: back to the default
    pub value: Option<i32>,
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

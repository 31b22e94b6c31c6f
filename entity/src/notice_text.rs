//! A county's own words for a message; only ever added to.

use crate::id::{AccountId, CountyId, NoticeTextId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// A county's own words for a message; only ever added to.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "notice_text")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoticeTextId,
    /// Which message, as the code spells it.
    pub template: String,
    /// counts up for each message
    pub no: i32,
    /// of a mail: its subject; a text message has none
    pub subject: Option<String>,
    /// the words with their places; none: back to the default
    pub words: Option<String>,
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

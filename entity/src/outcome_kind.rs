//! A kind of outcomes, for example 低保评定: its columns stand in its versions.

use crate::id::{CountyId, OutcomeKindId};
use sea_orm::entity::prelude::*;

/// A kind of outcomes, for example 低保评定: its columns stand in its versions.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome_kind")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OutcomeKindId,
    /// Letters and digits, within the county
    pub code: String,
    /// What people read
    pub name: String,
    /// The version that is used now, from 1
    pub no: i32,
    /// Whether new outcomes may be published under it
    pub is_open: bool,
    /// Its place in lists
    pub ordinal: i32,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! How a member of the staff is reached, and where he sits.

use crate::id::{AccountCardId, AccountId, CountyId, UnitId};
use sea_orm::entity::prelude::*;

/// How a member of the staff is reached, and where he sits.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_card")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountCardId,
    /// Whose.
    pub account_id: AccountId,
    /// office telephone
    pub phone: Option<String>,
    /// the unit he sits in
    pub unit_id: Option<UnitId>,
    /// why the account was closed, while it is
    pub closed_reason: Option<String>,
    /// counts the changes of the account's card
    pub version: i32,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

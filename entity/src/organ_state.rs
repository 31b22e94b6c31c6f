//! What has changed about an organ since it was entered.

use crate::id::{CountyId, OrganId, OrganStateId};
use sea_orm::entity::prelude::*;
use time::Date;

/// What has changed about an organ since it was entered.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organ_state")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganStateId,
    /// The organ.
    pub organ_id: OrganId,
    /// of an organ above the county: where hand-overs are sent
    pub address: Option<String>,
    /// the day on which it was closed
    pub closed_on: Option<Date>,
    /// the organ that took its place
    pub successor_id: Option<OrganId>,
    /// counts the changes of the organ
    pub version: i32,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

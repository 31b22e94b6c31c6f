//! The keyed hash of an official's number; never shown, never in the directory's own rows.

use crate::id::{CountyId, OfficialId, OfficialPhoneId};
use sea_orm::entity::prelude::*;

/// The keyed hash of an official's number; never shown, never in the directory's own rows.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "official_phone")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OfficialPhoneId,
    /// Whose.
    pub official_id: OfficialId,
    /// As `report.phone_hash` has it.
    pub phone_hash: Vec<u8>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

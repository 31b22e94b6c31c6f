//! Tries to get a token with credentials that are none.

use crate::id::{ClientTryId, CountyId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// Tries to get a token with credentials that are none.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "client_try")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClientTryId,
    /// Two bytes of a keyed hash of the name that was tried: made-up names fill no table
    pub who: Vec<u8>,
    /// Since when they are counted
    pub since: Moment,
    /// How many failed.
    pub tries: i64,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! A device that signed in to an account before; no session: it only has a count of failures of its own.

use crate::id::{AccountId, CountyId, KnownDeviceId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// A device that signed in to an account before; no session: it only has a count of failures of its own.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "known_device")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: KnownDeviceId,
    /// Account id.
    pub account_id: AccountId,
    /// keyed hash of the cookie, bound to the account
    pub token_hash: Vec<u8>,
    /// Created at.
    pub created_at: Moment,
    /// Last used at.
    pub last_used_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::scope::tenant!();

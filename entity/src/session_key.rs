//! The private half of somebody's own pair, under the random key that only a session's cookie carries.

use crate::id::{AccountKeyId, CountyId, SessionId, SessionKeyId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// The private half of somebody's own pair, under the random key that only a session's cookie carries.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session_key")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionKeyId,
    /// The session.
    pub session_id: SessionId,
    /// Which pair.
    pub account_key_id: AccountKeyId,
    /// Nonce.
    pub nonce: Vec<u8>,
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

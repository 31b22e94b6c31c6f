//! A signed-in device; the refresh token is kept as a hash.

use crate::id::{AccountId, CountyId, SessionId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// A signed-in device; the refresh token is kept as a hash.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionId,
    /// Account id.
    pub account_id: AccountId,
    /// Refresh hash.
    pub refresh_hash: Vec<u8>,
    /// the token before: seen again, it was stolen
    pub previous_hash: Option<Vec<u8>>,
    /// User agent.
    pub user_agent: Option<String>,
    /// Created at.
    pub created_at: Moment,
    /// Last used at.
    pub last_used_at: Moment,
    /// Expires at.
    pub expires_at: Moment,
    /// Ended at.
    pub ended_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

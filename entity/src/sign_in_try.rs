//! Failures at signing in, counted against a known device, an account, or a name that is nobody's.

use crate::id::{CountyId, SignInTryId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// Failures at signing in, counted against a known device, an account, or a name that is nobody's.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_try")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SignInTryId,
    /// against whom: one byte for the kind, then an id, or four bytes of the name's keyed hash
    pub who: Vec<u8>,
    /// failures in a row
    pub failed_count: i32,
    /// the last try
    pub last_at: Moment,
    /// slows guessing; never locks for good
    pub retry_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

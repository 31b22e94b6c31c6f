//! Failures at signing in, counted by a bucket of the login's keyed hash: for names that exist and names that do not alike.

use crate::id::{CountyId, SignInTryId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// Failures at signing in, counted by a bucket of the login's keyed hash: for names that exist and names that do not alike.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_try")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SignInTryId,
    /// two bytes of the login's keyed hash: never more than 65,536 rows a county
    pub bucket: i32,
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

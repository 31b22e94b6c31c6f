//! Somebody's own key pair; its private half lies under a key from his password.

use crate::id::{AccountId, AccountKeyId, CountyId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// Somebody's own key pair; its private half lies under a key from his password.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_key")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountKeyId,
    /// Whose.
    pub account_id: AccountId,
    /// Of the pair and of what seals its private half.
    pub algorithm: String,
    /// The public half.
    pub public: Vec<u8>,
    /// A keyed hash over account and public half: a row that somebody wrote into the database is given nothing.
    pub mark: Vec<u8>,
    /// Argon2id's memory.
    pub memory_kib: i32,
    /// Argon2id's passes.
    pub passes: i32,
    /// Argon2id's salt.
    pub salt: Vec<u8>,
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

//! The private half of an organ's pair, sealed to a member's own public key.

use crate::id::{AccountKeyId, CountyId, MemberKeyId, OrganKeyId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// The private half of an organ's pair, sealed to a member's own public key.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "member_key")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MemberKeyId,
    /// Which pair.
    pub organ_key_id: OrganKeyId,
    /// Whose.
    pub account_key_id: AccountKeyId,
    /// What the member's private key needs to open it.
    pub encapped: Vec<u8>,
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

//! A key pair of an organ, or of the custodians; its private half lies only with its members.

use crate::id::{CountyId, OrganId, OrganKeyId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// A key pair of an organ, or of the custodians; its private half lies only with its members.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organ_key")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganKeyId,
    /// Whose; none: the custodians'.
    pub organ_id: Option<OrganId>,
    /// The same as text, so that no owner has two pairs of one number.
    pub whose: String,
    /// The first, the second, and so on.
    pub generation: i32,
    /// Algorithm.
    pub algorithm: String,
    /// The public half.
    pub public: Vec<u8>,
    /// A keyed hash over organ and public half: to a row that somebody wrote into the database nothing is sealed.
    pub mark: Vec<u8>,
    /// Created at.
    pub created_at: Moment,
    /// Since then nothing new is sealed to it: a member left.
    pub retired_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

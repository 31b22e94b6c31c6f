//! A phone number that somebody proved or wants to prove; sealed, with a keyed hash for look-ups.

use crate::id::{ContactId, CountyId, EnvelopeId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// A phone number that somebody proved or wants to prove; sealed, with a keyed hash for look-ups.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContactId,
    /// Phone hash.
    pub phone_hash: Vec<u8>,
    /// Envelope id.
    pub envelope_id: EnvelopeId,
    /// Created at.
    pub created_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

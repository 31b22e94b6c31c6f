//! A random key and what it seals; the key itself is kept only wrapped.

use crate::id::{CountyId, EnvelopeId};
use crate::moment::Moment;
use crate::words::EnvelopeKind;
use sea_orm::entity::prelude::*;

/// A random key and what it seals; the key itself is kept only wrapped.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "envelope")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EnvelopeId,
    /// Kind.
    pub kind: EnvelopeKind,
    /// Algorithm.
    pub algorithm: String,
    /// What texts are added with by whoever can't open it, and what shows that it was written here; none for older envelopes,
    /// and for kinds that need none.
    pub append_key: Option<Vec<u8>>,
    /// Created at.
    pub created_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

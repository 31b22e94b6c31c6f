//! An envelope's key, wrapped for one holder.

use crate::id::{CountyId, EnvelopeId, KeyWrapId, OrganId};
use crate::words::WrapHolder;
use sea_orm::entity::prelude::*;

/// An envelope's key, wrapped for one holder.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "key_wrap")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: KeyWrapId,
    /// Envelope id.
    pub envelope_id: EnvelopeId,
    /// Holder.
    pub holder: WrapHolder,
    /// Organ id.
    pub organ_id: Option<OrganId>,
    /// which key of the holder
    pub key_id: String,
    /// Algorithm.
    pub algorithm: String,
    /// Nonce.
    pub nonce: Vec<u8>,
    /// Wrapped.
    pub wrapped: Vec<u8>,
    /// It goes as soon as what waits for its holder was handed on; until then it opens nothing but that.
    pub leaves: bool,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

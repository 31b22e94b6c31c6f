//! One sealed text of an envelope: the report, a supplement, a reply, a name, a phone.

use crate::id::{CountyId, EnvelopeId, SealedPartId};
use crate::moment::Moment;
use crate::words::PartKind;
use sea_orm::entity::prelude::*;

/// One sealed text of an envelope: the report, a supplement, a reply, a name, a phone.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sealed_part")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SealedPartId,
    /// Envelope id.
    pub envelope_id: EnvelopeId,
    /// Kind.
    pub kind: PartKind,
    /// Created at.
    pub created_at: Moment,
    /// Of this text; none: the envelope's.
    pub algorithm: Option<String>,
    /// Nonce.
    pub nonce: Vec<u8>,
    /// Ciphertext.
    pub ciphertext: Vec<u8>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! A wrap that waits for somebody who holds the envelope's key.

use crate::id::{CountyId, EnvelopeId, OrganId, PendingWrapId};
use crate::moment::Moment;
use crate::words::WrapHolder;
use sea_orm::entity::prelude::*;

/// A wrap that waits for somebody who holds the envelope's key.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "pending_wrap")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PendingWrapId,
    /// The envelope.
    pub envelope_id: EnvelopeId,
    /// For whom.
    pub holder: WrapHolder,
    /// The organ, if the holder is one.
    pub organ_id: Option<OrganId>,
    /// Since when it waits.
    pub asked_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

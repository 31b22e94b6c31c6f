//! One photo, recording or film, as it arrives and after.

use crate::id::{CountyId, EnvelopeId, MediaId, ReportId};
use crate::moment::Moment;
use crate::words::{MediaKind, MediaState};
use sea_orm::entity::prelude::*;

/// One photo, recording or film, as it arrives and after.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "media")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MediaId,
    /// who may go on with it
    pub phone_hash: Vec<u8>,
    /// Submission hash.
    pub submission_hash: Vec<u8>,
    /// Envelope id.
    pub envelope_id: EnvelopeId,
    /// Report id.
    pub report_id: Option<ReportId>,
    /// Kind.
    pub kind: MediaKind,
    /// State.
    pub state: MediaState,
    /// bytes announced
    pub length: i64,
    /// bytes kept
    pub received: i64,
    /// by content, never by name
    pub mime: Option<String>,
    /// Sha256.
    pub sha256: Option<Vec<u8>>,
    /// why it was refused, or why nothing of it can be looked at, as a word
    pub refusal: Option<String>,
    /// Created at.
    pub created_at: Moment,
    /// Completed at.
    pub completed_at: Option<Moment>,
    /// of an unfinished upload
    pub expires_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

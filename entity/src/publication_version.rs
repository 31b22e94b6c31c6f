//! One version of a publication: sealed while it is a draft, its redacted words in clear once it is published.

use crate::id::{AccountId, CountyId, PublicationId, PublicationVersionId, SealedPartId};
use crate::moment::Moment;
use crate::words::{CorrectionReason, PublicationState};
use sea_orm::entity::prelude::*;

/// One version of a publication: sealed while it is a draft, its redacted words in clear once it is published.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "publication_version")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PublicationVersionId,
    /// Of which publication.
    pub publication_id: PublicationId,
    /// From 1; each correction has the next
    pub no: i32,
    /// How far it is.
    pub state: PublicationState,
    /// Words and marks, sealed
    pub part_id: SealedPartId,
    /// Who wrote it last
    pub drafted_by: AccountId,
    /// Everybody who wrote something of it, by account: none of them approves it
    pub written_by: Json,
    /// When it was written last.
    pub drafted_at: Moment,
    /// Who sent it to be approved
    pub sent_by: Option<AccountId>,
    /// When it was sent.
    pub sent_at: Option<Moment>,
    /// Who published or returned it
    pub decided_by: Option<AccountId>,
    /// When that was.
    pub decided_at: Option<Moment>,
    /// Why it was returned, sealed
    pub returned_part_id: Option<SealedPartId>,
    /// Why it takes the place of the one before; none for the first
    pub reason: Option<CorrectionReason>,
    /// Title as published; gone again where privacy asks for it
    pub title: Option<String>,
    /// Words as published, redacted; gone again where privacy asks for it
    pub text: Option<String>,
    /// When it was published.
    pub published_at: Option<Moment>,
    /// When another took its place
    pub replaced_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

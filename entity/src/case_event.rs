//! One step in the life of a case; its words are in code, its content is sealed.

use crate::id::{AccountId, CaseEventId, CaseId, CountyId, OrganId, SealedPartId};
use crate::moment::Moment;
use crate::words::{ActorKind, CaseEventKind};
use sea_orm::entity::prelude::*;

/// One step in the life of a case; its words are in code, its content is sealed.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "case_event")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CaseEventId,
    /// Case id.
    pub case_id: CaseId,
    /// At.
    pub at: Moment,
    /// Kind.
    pub kind: CaseEventKind,
    /// Actor.
    pub actor: ActorKind,
    /// Account id.
    pub account_id: Option<AccountId>,
    /// Organ id.
    pub organ_id: Option<OrganId>,
    /// sealed reason or text
    pub part_id: Option<SealedPartId>,
    /// ids and codes, never content
    #[sea_orm(column_type = "JsonBinary")]
    pub facts: Json,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

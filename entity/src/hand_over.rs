//! 交接单: what went from one organ to another, signed, and who took it.

use crate::id::{AccountId, CaseId, CountyId, EnvelopeId, HandOverId, OrganId, SealedPartId};
use crate::moment::Moment;
use crate::words::{HandOverKind, HandOverState};
use sea_orm::entity::prelude::*;
use time::Date;

/// 交接单: what went from one organ to another, signed, and who took it.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "hand_over")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HandOverId,
    /// Case id.
    pub case_id: CaseId,
    /// Instance no.
    pub instance_no: i32,
    /// 1, 2, … within the case
    pub no: i32,
    /// Kind.
    pub kind: HandOverKind,
    /// State.
    pub state: HandOverState,
    /// who hands over
    pub from_organ_id: OrganId,
    /// who is to take it; none for somebody outside, whose name stands in the sheet
    pub to_organ_id: Option<OrganId>,
    /// where the sheet and the answer lie sealed, for both sides
    pub envelope_id: EnvelopeId,
    /// the signed text
    pub sheet_part_id: SealedPartId,
    /// SHA-256 of the signed text, as the ledger has it
    pub sheet_hash: Vec<u8>,
    /// Algorithm.
    pub algorithm: String,
    /// the county's key that signed
    pub key_id: String,
    /// Public key.
    pub public_key: Vec<u8>,
    /// Signature.
    pub signature: Vec<u8>,
    /// none where the rules handed it over by themselves
    pub signed_by: Option<AccountId>,
    /// Signed at.
    pub signed_at: Moment,
    /// the last of five working days to take it or send it on
    pub due_on: Date,
    /// Answered by.
    pub answered_by: Option<AccountId>,
    /// Answered at.
    pub answered_at: Option<Moment>,
    /// Answer part id.
    pub answer_part_id: Option<SealedPartId>,
    /// the case while nobody has answered: one at a time
    pub open_case_id: Option<CaseId>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

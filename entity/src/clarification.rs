//! 澄清: for an official of whom nothing was found, if he wants it.

use crate::id::{AccountId, CaseId, ClarificationId, CountyId, OfficialId, SealedPartId};
use crate::moment::Moment;
use crate::words::ClarificationState;
use sea_orm::entity::prelude::*;
use time::Date;

/// 澄清: for an official of whom nothing was found, if he wants it.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "clarification")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClarificationId,
    /// Case id.
    pub case_id: CaseId,
    /// whom it clears
    pub official_id: OfficialId,
    /// State.
    pub state: ClarificationState,
    /// the day on which he said what he wants
    pub wished_on: Date,
    /// Noted by.
    pub noted_by: AccountId,
    /// Noted at.
    pub noted_at: Moment,
    /// the text, sealed until it is published
    pub text_part_id: Option<SealedPartId>,
    /// Prepared by.
    pub prepared_by: Option<AccountId>,
    /// Prepared at.
    pub prepared_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

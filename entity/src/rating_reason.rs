//! Why somebody rated low, and who: both sealed, apart from the sheet.

use crate::id::{CountyId, EnvelopeId, RatingReasonId, RatingSheetId};
use sea_orm::entity::prelude::*;

/// Why somebody rated low, and who: both sealed, apart from the sheet.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rating_reason")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RatingReasonId,
    /// What is rated
    pub subject_id: Uuid,
    /// Of which month, as 202611
    pub month: i32,
    /// On which sheet
    pub sheet_id: RatingSheetId,
    /// Where the reasons lie sealed, for the county commission
    pub reason_envelope_id: EnvelopeId,
    /// Where name and phone lie sealed, for its custodians
    pub name_envelope_id: EnvelopeId,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! Two characters that stand side by side in an outcome: what its search looks up, in the order of the list.

use crate::id::{CountyId, OutcomeId};
use sea_orm::entity::prelude::*;
use time::Date;

/// Two characters that stand side by side in an outcome: what its search looks up, in the order of the list.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome_gram")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// The two characters
    #[sea_orm(primary_key, auto_increment = false)]
    pub gram: String,
    /// The day of the outcome
    #[sea_orm(primary_key, auto_increment = false)]
    pub decided_on: Date,
    /// Where they stand
    #[sea_orm(primary_key, auto_increment = false)]
    pub outcome_id: OutcomeId,
    /// The last day on which a search may find them; none if for ever
    pub until: Option<Date>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! 整改答复: what the unit says it has put right about a stopped power. Each answer stays.

use crate::id::{AccountId, CountyId, HaltAnswerId, HaltId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// 整改答复: what the unit says it has put right about a stopped power. Each answer stays.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "halt_answer")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HaltAnswerId,
    /// What it answers.
    pub halt_id: HaltId,
    /// What was put right; public
    pub text: String,
    /// Who wrote it for the unit; not public
    pub answered_by: AccountId,
    /// When.
    pub answered_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

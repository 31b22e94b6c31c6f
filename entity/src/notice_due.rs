//! A clock of a case that one morning's notice speaks of.

use crate::id::{CaseId, CountyId, NoticeDueId, NoticeId};
use sea_orm::entity::prelude::*;
use time::Date;

/// A clock of a case that one morning's notice speaks of.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "notice_due")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoticeDueId,
    /// The notice.
    pub notice_id: NoticeId,
    /// The case.
    pub case_id: CaseId,
    /// The last day of the clock.
    pub due_on: Date,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

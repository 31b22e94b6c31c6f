//! One of the cases that a notice about many of them was written for.

use crate::id::{CaseId, CountyId, NoticeCaseId, NoticeId};
use sea_orm::entity::prelude::*;

/// One of the cases that a notice about many of them was written for.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "notice_case")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoticeCaseId,
    /// The notice.
    pub notice_id: NoticeId,
    /// The case.
    pub case_id: CaseId,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

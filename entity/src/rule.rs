//! 规章制度: one rule of the county's library, by which risks of powers are held down.

use crate::id::{CountyId, RuleId};
use sea_orm::entity::prelude::*;
use time::Date;

/// 规章制度.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rule")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RuleId,
    /// Stable code within the county
    pub code: String,
    /// Its name, without 《》.
    pub name: String,
    /// 方面: 财政资金, 工程建设, 选人用人 and so on
    pub area: String,
    /// Who issued it
    pub issuer: String,
    /// 文号
    pub document_no: Option<String>,
    /// When it was issued
    pub issued_on: Option<Date>,
    /// Its last day; an ended one stays where it is cited
    pub ended_on: Option<Date>,
    /// What it says, in short
    pub text: String,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

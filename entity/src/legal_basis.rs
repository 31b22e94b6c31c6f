//! 行权依据: law, article and text.

use crate::id::{CountyId, LegalBasisId, PowerId};
use sea_orm::entity::prelude::*;

/// 行权依据: law, article and text.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "legal_basis")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LegalBasisId,
    /// Power id.
    pub power_id: PowerId,
    /// Ordinal.
    pub ordinal: i32,
    /// Law.
    pub law: String,
    /// Article.
    pub article: Option<String>,
    /// Text.
    pub text: String,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

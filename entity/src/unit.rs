//! 单位: an organisation that exercises public power; units form a tree.

use crate::id::{CountyId, UnitId};
use crate::words::UnitCategory;
use sea_orm::entity::prelude::*;
use time::Date;

/// 单位: an organisation that exercises public power; units form a tree.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "unit")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UnitId,
    /// stable code; for towns and villages the statistical division code
    pub code: String,
    /// Name.
    pub name: String,
    /// for buttons and lists
    pub short_name: String,
    /// Category.
    pub category: UnitCategory,
    /// Parent id.
    pub parent_id: Option<UnitId>,
    /// Ordinal.
    pub ordinal: i32,
    /// Intro.
    pub intro: Option<String>,
    /// list of sentences
    #[sea_orm(column_type = "JsonBinary")]
    pub duties: Json,
    /// Households.
    pub households: Option<i32>,
    /// Population.
    pub population: Option<i32>,
    /// Address.
    pub address: Option<String>,
    /// Telephone.
    pub telephone: Option<String>,
    /// Valid from.
    pub valid_from: Date,
    /// last day; a stopped unit redirects to its successor
    pub valid_until: Option<Date>,
    /// Successor id.
    pub successor_id: Option<UnitId>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

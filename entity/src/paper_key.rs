//! The public half of the key that lies on paper in a safe: what every pair's private half is also sealed to.

use crate::id::{CountyId, PaperKeyId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// The public half of the key that lies on paper in a safe: what every pair's private half is also sealed to.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "paper_key")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaperKeyId,
    /// Algorithm.
    pub algorithm: String,
    /// The public half.
    pub public: Vec<u8>,
    /// A keyed hash over it: to a row that somebody wrote into the database nothing is sealed.
    pub mark: Vec<u8>,
    /// Created at.
    pub created_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! 树头: the signed root of the county's log at a size; one row each time leaves were added.

use crate::id::CountyId;
use crate::moment::Moment;
use sea_orm::entity::prelude::*;
use time::Date;

/// 树头: the signed root of the county's log at a size; one row each time leaves were added.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_head")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Leaves below the root.
    #[sea_orm(primary_key, auto_increment = false)]
    pub size: i64,
    /// Size of the head before; 0 for the first.
    pub follows: i64,
    /// Root of the tree.
    pub root: Vec<u8>,
    /// Hashes of the perfect subtrees that the tree is made of, the largest first: what the next leaves are added to.
    pub edge: Vec<u8>,
    /// When.
    pub at: Moment,
    /// The day in China.
    pub day: Date,
    /// Hour since 1970 of the batch of sealed entries that this head added; none if it added public ones.
    pub batch: Option<i64>,
    /// Name of the county's key.
    pub key_id: String,
    /// Its public half.
    pub public_key: Vec<u8>,
    /// Ed25519 over the head's text.
    pub signature: Vec<u8>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

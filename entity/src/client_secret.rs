//! A secret of a client, kept as a keyed hash.

use crate::id::{ClientId, ClientSecretId, CountyId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// A secret of a client, kept as a keyed hash.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "client_secret")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClientSecretId,
    /// Whose.
    pub client_id: ClientId,
    /// Keyed hash of it; it was shown once
    pub hash: Vec<u8>,
    /// When it was made.
    pub created_at: Moment,
    /// Until when it is good; none for the current one
    pub ends_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

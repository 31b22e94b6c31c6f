//! 接口客户端: a third party whom the county registered.

use crate::id::{AccountId, ClientId, CountyId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// 接口客户端: a third party whom the county registered.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "client")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id, which it shows as `client_id`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClientId,
    /// What it is called.
    pub name: String,
    /// Whom to call there: an office, a telephone, a mail address; never shown outside the staff
    pub contact: String,
    /// What it wants the data for.
    pub purpose: String,
    /// What it may do, as OAuth writes it: words with blanks between
    pub scopes: String,
    /// The administrator who registered it.
    pub created_by: AccountId,
    /// When.
    pub created_at: Moment,
    /// When it was ended; its tokens are void from then on
    pub ended_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! A staff member's sign-in.

use crate::id::{AccountId, CountyId, OfficialId};
use crate::moment::Moment;
use crate::words::AccountState;
use sea_orm::entity::prelude::*;

/// A staff member's sign-in.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountId,
    /// Login.
    pub login: String,
    /// Name.
    pub name: String,
    /// Official id.
    pub official_id: Option<OfficialId>,
    /// Email.
    pub email: Option<String>,
    /// Password hash.
    pub password_hash: String,
    /// sealed under the sign-in key
    pub totp_secret: Vec<u8>,
    /// the last step used, so that a code works once
    pub totp_last_step: i64,
    /// State.
    pub state: AccountState,
    /// the password was given out by somebody and must be replaced by this time; none for one's own
    pub first_password_until: Option<Moment>,
    /// the second factor is to be set up at the next sign-in, by this time; none if it stands
    pub enrol_until: Option<Moment>,
    /// Created at.
    pub created_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

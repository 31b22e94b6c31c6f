//! One SMS code: drawn by the worker when it is sent, kept as a keyed hash.

use crate::id::{ContactId, CountyId, PhoneCodeId};
use crate::moment::Moment;
use crate::words::PhonePurpose;
use sea_orm::entity::prelude::*;

/// One SMS code: drawn by the worker when it is sent, kept as a keyed hash.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "phone_code")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PhoneCodeId,
    /// Contact id.
    pub contact_id: ContactId,
    /// Phone hash.
    pub phone_hash: Vec<u8>,
    /// Purpose.
    pub purpose: PhonePurpose,
    /// Code hash.
    pub code_hash: Option<Vec<u8>>,
    /// Attempts.
    pub attempts: i32,
    /// Requested at.
    pub requested_at: Moment,
    /// Sent at.
    pub sent_at: Option<Moment>,
    /// five minutes after it was sent
    pub expires_at: Option<Moment>,
    /// Verified at.
    pub verified_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

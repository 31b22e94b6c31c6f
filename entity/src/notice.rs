//! 通知: one message to one person.

use crate::id::{AccountId, CaseId, ContactId, CountyId, NoticeId, PhoneCodeId};
use crate::moment::Moment;
use crate::words::{NoticeChannel, NoticeKind, NoticeState};
use sea_orm::entity::prelude::*;

/// 通知: one message to one person.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "notice")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoticeId,
    /// Kind.
    pub kind: NoticeKind,
    /// Channel.
    pub channel: NoticeChannel,
    /// Contact id.
    pub contact_id: Option<ContactId>,
    /// Phone code id.
    pub phone_code_id: Option<PhoneCodeId>,
    /// Account id.
    pub account_id: Option<AccountId>,
    /// Case id.
    pub case_id: Option<CaseId>,
    /// ids, dates and organ-free words only
    #[sea_orm(column_type = "JsonBinary")]
    pub params: Json,
    /// State.
    pub state: NoticeState,
    /// Attempts.
    pub attempts: i32,
    /// our id at the gateway, written before the first try
    pub out_id: Option<String>,
    /// when the try began that `out_id` stands for: its day in China is the day to look up
    pub tried_at: Option<Moment>,
    /// how often the gateway said of this try that it knows nothing
    pub look_ups: i32,
    /// Provider id.
    pub provider_id: Option<String>,
    /// Error.
    pub error: Option<String>,
    /// Created at.
    pub created_at: Moment,
    /// Updated at.
    pub updated_at: Moment,
    /// Read at.
    pub read_at: Option<Moment>,
    /// held back until then: quiet hours, or the day's messages are used up
    pub not_before: Option<Moment>,
    /// when the gateway is asked next whether it arrived
    pub look_at: Option<Moment>,
    /// when the handler was told that it did not arrive
    pub noted_at: Option<Moment>,
    /// of a notice about many cases: there as long as its owner may know of so many; none where the platform's number counts
    pub least: Option<i32>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

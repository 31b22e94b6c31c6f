//! 举报: what the reporter submitted; never changed afterwards, only supplemented.

use crate::id::{ContactId, CountyId, EnvelopeId, ReportId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// 举报: what the reporter submitted; never changed afterwards, only supplemented.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "report")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReportId,
    /// keyed hash of the client's submission key: a retry finds its first answer
    pub submission_hash: Vec<u8>,
    /// keyed hash of the input, to tell a retry from a second use of the key
    pub request_hash: Vec<u8>,
    /// Phone hash.
    pub phone_hash: Vec<u8>,
    /// Contact id.
    pub contact_id: ContactId,
    /// Content envelope id.
    pub content_envelope_id: EnvelopeId,
    /// Name envelope id.
    pub name_envelope_id: EnvelopeId,
    /// Keyed hash of the query code that works now; the one column that changes (补发查询码).
    pub query_code_hash: Vec<u8>,
    /// what handlers see instead of a name
    pub alias: String,
    /// salted hash of what was submitted, for the receipt; the salt stands nowhere
    pub content_hash: Vec<u8>,
    /// Wants sms.
    pub wants_sms: bool,
    /// a helper filed for somebody
    pub is_proxy: bool,
    /// Submitted at.
    pub submitted_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

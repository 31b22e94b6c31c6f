//! 移交档案: an archive that went to another county by a signed sheet, or came from one.

use crate::id::{AccountId, ArchiveTransferId, CountyId, EnvelopeId, OfficialId, SealedPartId};
use crate::moment::Moment;
use crate::words::TransferWay;
use sea_orm::entity::prelude::*;

/// 移交档案: an archive that went to another county by a signed sheet, or came from one.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "archive_transfer")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ArchiveTransferId,
    /// Whose.
    pub official_id: OfficialId,
    /// Out or in.
    pub way: TransferWay,
    /// The other county's division code.
    pub county_code: String,
    /// What it is called.
    pub county_name: String,
    /// 文号 under which it went.
    pub document: String,
    /// SHA-256 of the signed text.
    pub sheet_hash: Vec<u8>,
    /// Where the sheet lies sealed.
    pub envelope_id: EnvelopeId,
    /// The signed text.
    pub part_id: SealedPartId,
    /// Name of the key that signed, as the signing county calls it.
    pub key_id: String,
    /// Its public half.
    pub public_key: Vec<u8>,
    /// The signature of the sending county.
    pub signature: Vec<u8>,
    /// Who handed it over, or took it in.
    pub made_by: AccountId,
    /// When.
    pub made_at: Moment,
    /// The receiving county's signed receipt, once there is one.
    pub receipt: Option<String>,
    /// When the receipt was entered, or given.
    pub received_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

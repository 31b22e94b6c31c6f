//! Leave to upload for 24 hours, bound to a phone and a submission key.

use crate::id::{ContactId, CountyId, UploadGrantId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;

/// Leave to upload for 24 hours, bound to a phone and a submission key.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "upload_grant")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UploadGrantId,
    /// Contact id.
    pub contact_id: ContactId,
    /// Phone hash.
    pub phone_hash: Vec<u8>,
    /// Submission hash.
    pub submission_hash: Vec<u8>,
    /// Expires at.
    pub expires_at: Moment,
    /// Created at.
    pub created_at: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! What a code on a wall stands for; revocable, never a database key.

use crate::id::{CountyId, OfficialId, PowerId, StickerId, UnitId};
use crate::moment::Moment;
use crate::words::SubjectKind;
use sea_orm::entity::prelude::*;

/// What a code on a wall stands for; revocable, never a database key.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sticker")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StickerId,
    /// Code.
    pub code: String,
    /// Kind.
    pub kind: SubjectKind,
    /// Unit id.
    pub unit_id: Option<UnitId>,
    /// Official id.
    pub official_id: Option<OfficialId>,
    /// Power id.
    pub power_id: Option<PowerId>,
    /// Created at.
    pub created_at: Moment,
    /// Revoked at.
    pub revoked_at: Option<Moment>,
    /// counted without anybody's identity
    pub scans: i64,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

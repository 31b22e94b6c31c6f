//! What the register said of a post before it was corrected, until when that was what was known. Only added to.

use crate::id::{CountyId, OfficialId, OrganId, PostId, PostVersionId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;
use time::Date;

/// What the register said of a post before it was corrected, until when that was what was known. Only added to.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "post_version")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PostVersionId,
    /// Which post.
    pub post_id: PostId,
    /// Whose.
    pub official_id: OfficialId,
    /// membership of a discipline organ
    pub organ_id: Option<OrganId>,
    /// in the leading group's first place: 一把手
    pub leads_unit: bool,
    /// Leads section.
    pub leads_section: bool,
    /// Valid from.
    pub valid_from: Date,
    /// Valid until.
    pub valid_until: Option<Date>,
    /// When that last day was written down
    pub end_known_at: Option<Moment>,
    /// When it was corrected
    pub known_until: Moment,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

//! 岗位职务: an official in a unit from one day to another.

use crate::id::{CountyId, OfficialId, OrganId, PostId, SectionId, UnitId};
use crate::moment::Moment;
use sea_orm::entity::prelude::*;
use time::Date;

/// 岗位职务: an official in a unit from one day to another.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "post")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PostId,
    /// Official id.
    pub official_id: OfficialId,
    /// Unit id.
    pub unit_id: UnitId,
    /// Section id.
    pub section_id: Option<SectionId>,
    /// membership of a discipline organ
    pub organ_id: Option<OrganId>,
    /// Title.
    pub title: String,
    /// Duties.
    #[sea_orm(column_type = "JsonBinary")]
    pub duties: Json,
    /// in the leading group's first place: 一把手
    pub leads_unit: bool,
    /// Leads section.
    pub leads_section: bool,
    /// Is public.
    pub is_public: bool,
    /// Ordinal.
    pub ordinal: i32,
    /// Valid from.
    pub valid_from: Date,
    /// Valid until.
    pub valid_until: Option<Date>,
    /// When its last day was written down; none where there is none, or where that was before such moments were kept
    pub end_known_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

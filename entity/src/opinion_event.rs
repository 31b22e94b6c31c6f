//! One step of an opinion: who, when, in which words. Only added to.

use crate::id::{AccountId, CountyId, OpinionEventId, OpinionId, OrganId};
use crate::moment::Moment;
use crate::words::{OpinionSight, OpinionStep};
use sea_orm::entity::prelude::*;
use time::Date;

/// One step of an opinion: who, when, in which words. Only added to.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "opinion_event")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OpinionEventId,
    /// Which opinion.
    pub opinion_id: OpinionId,
    /// Its place, from 1
    pub no: i64,
    /// What was done.
    pub step: OpinionStep,
    /// When.
    pub at: Moment,
    /// Which member of the staff; none of the author and of the platform; not public
    pub account_id: Option<AccountId>,
    /// In the name of which organ, where one urged or decided
    pub organ_id: Option<OrganId>,
    /// What was said
    pub words: Option<String>,
    /// Whether everybody may read the words, where the opinion itself is public: what the author adds is read by a person first
    pub words_sight: Option<OpinionSight>,
    /// The answer turns its author to the page for reports
    pub points_to_report: bool,
    /// The last day that counts from this step on
    pub due_on: Option<Date>,
    /// 1 to 5
    pub rating: Option<i32>,
    /// Number of the version of the list that took it up
    pub version_no: Option<i32>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

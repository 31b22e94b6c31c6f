//! 意见建议: what somebody with a proven phone thinks of a unit, a power, an outcome; how far it is. The row stays.

use crate::id::{AccountId, ContactId, CountyId, EnvelopeId, OfficialId, OpinionId, OutcomeId, PowerId, PublicationId, UnitId};
use crate::moment::Moment;
use crate::words::{OpinionPart, OpinionSight, OpinionState, OpinionSubject};
use sea_orm::entity::prelude::*;
use time::Date;

/// 意见建议: what somebody with a proven phone thinks of a unit, a power, an outcome; how far it is. The row stays.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "opinion")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OpinionId,
    /// Who answers: the nearest unit at or above `about_unit_id` that had somebody for it
    pub unit_id: UnitId,
    /// On whose page it stands.
    pub about_unit_id: UnitId,
    /// What it is about.
    pub subject: OpinionSubject,
    /// The power.
    pub power_id: Option<PowerId>,
    /// Which part of the power; none for the whole
    pub part: Option<OpinionPart>,
    /// The outcome.
    pub outcome_id: Option<OutcomeId>,
    /// The official.
    pub official_id: Option<OfficialId>,
    /// The published result.
    pub publication_id: Option<PublicationId>,
    /// What it is called, as it was then; of a subsidy what was paid for, in which year
    pub subject_name: String,
    /// What a list says was paid: kind, year, amount in fen, day; only of a subsidy, never public
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub record: Option<Json>,
    /// The author's words
    pub text: String,
    /// The first sign of the author's name; the name lies sealed
    pub author_mask: String,
    /// Where the phone lies sealed
    pub contact_id: ContactId,
    /// Where the name lies sealed
    pub name_envelope_id: EnvelopeId,
    /// Keyed hash of the phone, by which its author finds it
    pub phone_hash: Vec<u8>,
    /// Keyed hash of the submission key
    pub submission_hash: Vec<u8>,
    /// How far it is.
    pub state: OpinionState,
    /// Who may read it.
    pub sight: OpinionSight,
    /// Why it is not published; for its author
    pub sight_reason: Option<String>,
    /// It, or words that its author added, wait to be read and published by a person
    pub is_to_publish: bool,
    /// The county's commission said so, so the unit can't say otherwise
    pub is_sight_of_county: bool,
    /// Whose task it is; not public
    pub assigned_to: Option<AccountId>,
    /// Grows with each step
    pub revision: i64,
    /// When it came.
    pub received_at: Moment,
    /// Working days that the unit has
    pub days: i32,
    /// From when they are counted
    pub term_from: Moment,
    /// The last day for the answer that is owed now; none while none is owed
    pub due_on: Option<Date>,
    /// The last day for the first answer
    pub first_due_on: Date,
    /// When it was first answered
    pub first_answered_at: Option<Moment>,
    /// When it was answered last
    pub replied_at: Option<Moment>,
    /// When the clock has something to do next
    pub wake_at: Option<Moment>,
    /// 1 to 5, said once by its author
    pub rating: Option<i32>,
    /// When it ended
    pub closed_at: Option<Moment>,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();

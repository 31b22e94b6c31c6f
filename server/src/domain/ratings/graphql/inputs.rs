//! What the verbs of ratings take, decoded.

use super::objects::{IndicatorKind, IndicatorSide};
use crate::domain::ratings::model::{Group, Groups, Month, Question, Rated};
use crate::domain::ratings::rules::Said;
use crate::domain::ratings::service::{Rate, ReviewBurst, SetIndicators};
use crate::kernel::graphql::ids;
use crate::kernel::{ErrorCode, Failure, Outcome};
use async_graphql::{ID, InputObject};

/// 评价.
#[derive(Debug, InputObject)]
pub struct RateInput {
    /// An official, a power or an outcome.
    pub subject_id: ID,
    /// The version of the indicators that was answered.
    pub set_no: i32,
    /// The answers; questions that are not among them count as not answered.
    pub answers: Vec<RatingAnswerInput>,
    /// Who says so, 2 to 30 characters; needed with a 1 or 2, sealed at once.
    pub name: Option<String>,
    /// A random key that the device keeps, 16 to 64 letters, digits, dashes and underscores; needed without a proven phone.
    pub device_key: Option<String>,
    /// As in `requestPhoneCode`; needed without a proven phone.
    pub proof_of_work: Option<String>,
}

/// One answer.
#[derive(Debug, InputObject)]
pub struct RatingAnswerInput {
    /// Code of the question.
    pub code: String,
    /// 1 to 5, 5 is the best; none is "don't know".
    pub score: Option<i32>,
    /// Why, 5 to 300 characters; needed with a 1 or 2, sealed at once.
    pub reason: Option<String>,
}

/// 设指标.
#[derive(Debug, InputObject)]
pub struct SetIndicatorsInput {
    /// For whom or what.
    pub kind: IndicatorKind,
    /// The version that was read.
    pub no: i32,
    /// What is asked from now on, in order.
    pub groups: Vec<IndicatorGroupInput>,
}

/// Questions that are shown together.
#[derive(Debug, InputObject)]
pub struct IndicatorGroupInput {
    /// 2 to 12 characters.
    pub name: String,
    /// What they are about.
    pub side: IndicatorSide,
    /// At least one.
    pub questions: Vec<IndicatorInput>,
}

/// One question.
#[derive(Debug, InputObject)]
pub struct IndicatorInput {
    /// 1 to 12 small letters and digits; a question that stays keeps its code.
    pub code: String,
    /// 2 to 40 characters.
    pub text: String,
}

/// 复核集中评价.
#[derive(Debug, InputObject)]
pub struct ReviewRatingBurstInput {
    /// Which burst.
    pub burst_id: ID,
    /// Whether it counts, from the next night on.
    pub counts: bool,
    /// Why, 5 to 300 characters.
    pub reason: String,
}

/// 看差评的原因.
#[derive(Debug, InputObject)]
pub struct OpenRatingReasonsInput {
    /// An official, a power or an outcome.
    pub subject_id: ID,
    /// The month, e.g. `2026-11`.
    pub month: String,
}

/// A subject by its id.
///
/// # Errors
/// Refused as "not found" for the id of anything that is not rated.
pub fn rated(field: &'static str, id: &ID) -> Outcome<Rated> {
    id.parse().map_err(|_| Failure::field(ErrorCode::NotFound, field, "没有找到，编号不对。"))
}

/// A month as it is written.
///
/// # Errors
/// Refused for what is no month.
pub fn month(text: &str) -> Outcome<Month> {
    text.parse().map_err(|_| Failure::field(ErrorCode::Invalid, "month", "月份要写成 2026-11 这样。"))
}

impl RateInput {
    /// # Errors
    /// Refused as "not found" for the id of anything that is not rated.
    pub fn decoded(self) -> Outcome<Rate> {
        let said = |one: RatingAnswerInput| Said { code: one.code, score: one.score, reason: one.reason };
        Ok(Rate {
            rated: rated("subjectId", &self.subject_id)?,
            set_no: self.set_no,
            answers: self.answers.into_iter().map(said).collect(),
            name: self.name,
            device_key: self.device_key,
            proof: self.proof_of_work,
        })
    }
}

impl From<SetIndicatorsInput> for SetIndicators {
    fn from(input: SetIndicatorsInput) -> Self {
        let question = |one: IndicatorInput| Question { code: one.code, text: one.text };
        let group = |one: IndicatorGroupInput| Group {
            name: one.name,
            side: one.side.into(),
            questions: one.questions.into_iter().map(question).collect(),
        };
        Self { kind: input.kind.into(), no: input.no, groups: Groups { groups: input.groups.into_iter().map(group).collect() } }
    }
}

impl ReviewRatingBurstInput {
    /// # Errors
    /// Refused as "not found" for an id of something else.
    pub fn decoded(self) -> Outcome<ReviewBurst> {
        let id = ids::parse("burstId", &self.burst_id).map_err(|refusal| Failure::Refused(vec![refusal]))?;
        Ok(ReviewBurst { id, counts: self.counts, reason: self.reason })
    }
}

//! What the verbs of opinions take.

use super::words::OpinionPart;
use crate::domain::opinions::model::About;
use crate::domain::opinions::service::Submit;
use crate::kernel::graphql::ids;
use crate::kernel::{ErrorCode, Failure, Outcome};
use async_graphql::{ID, InputObject};
use entity::id::{OfficialId, OutcomeId, PowerId, SubsidyId, UnitId, decode};
use std::str::FromStr;

/// 提意见.
#[derive(Debug, InputObject)]
pub struct SubmitOpinionInput {
    /// What it is about: a unit, a power, an outcome, an official, or a subsidy that one's own look-up found.
    pub about_id: Option<ID>,
    /// Or a published result of a case, by its code.
    pub publication_code: Option<String>,
    /// Which part of a power; none for the whole.
    pub part: Option<OpinionPart>,
    /// Made once by the client and kept over retries: 16 to 64 letters, digits, `-` and `_`.
    pub submission_key: String,
    /// The author's name, 2 to 30 characters; it lies sealed, and the unit reads its first sign.
    pub author_name: String,
    /// What there is to say, 5 to 2000 characters.
    pub text: String,
    /// Everybody may read it, once a person of the unit has.
    pub is_public: bool,
    /// The author was told that it sounds like an accusation, and says that it is none.
    pub is_no_report: Option<bool>,
}

/// 追问.
#[derive(Debug, InputObject)]
pub struct FollowUpOpinionInput {
    /// Which opinion.
    pub opinion_id: ID,
    /// `Opinion.revision` as it was read.
    pub revision: i32,
    /// What is asked, 5 to 2000 characters.
    pub text: String,
}

/// 打分.
#[derive(Debug, InputObject)]
pub struct RateOpinionInput {
    /// Which opinion.
    pub opinion_id: ID,
    /// `Opinion.revision` as it was read.
    pub revision: i32,
    /// 1 to 5.
    pub rating: i32,
    /// What there is to say beside it, up to 500 characters.
    pub words: Option<String>,
}

/// 已读.
#[derive(Debug, InputObject)]
pub struct ReadOpinionInput {
    /// Which opinion.
    pub opinion_id: ID,
}

/// 分办.
#[derive(Debug, InputObject)]
pub struct AssignOpinionInput {
    /// Which opinion.
    pub opinion_id: ID,
    /// `Opinion.revision` as it was read.
    pub revision: i32,
    /// Somebody who answers for the unit.
    pub account_id: ID,
}

/// 答复.
#[derive(Debug, InputObject)]
pub struct ReplyOpinionInput {
    /// Which opinion.
    pub opinion_id: ID,
    /// `Opinion.revision` as it was read.
    pub revision: i32,
    /// What the unit says, 5 to 2000 characters; everybody reads it where the opinion is public.
    pub text: String,
    /// It is an accusation: its author is shown the page for reports. Nothing is made a report by it.
    pub points_to_report: Option<bool>,
}

/// 公开.
#[derive(Debug, InputObject)]
pub struct PublishOpinionInput {
    /// Which opinion.
    pub opinion_id: ID,
    /// `Opinion.revision` as it was read.
    pub revision: i32,
}

/// 不公开.
#[derive(Debug, InputObject)]
pub struct RefuseOpinionInput {
    /// Which opinion.
    pub opinion_id: ID,
    /// `Opinion.revision` as it was read.
    pub revision: i32,
    /// Why, 5 to 500 characters; its author reads it.
    pub reason: String,
}

/// 督办.
#[derive(Debug, InputObject)]
pub struct UrgeOpinionInput {
    /// Which opinion.
    pub opinion_id: ID,
    /// `Opinion.revision` as it was read.
    pub revision: i32,
    /// What there is to say, up to 500 characters; everybody reads it where the opinion is public.
    pub words: Option<String>,
}

/// 采纳.
#[derive(Debug, InputObject)]
pub struct AdoptOpinionInput {
    /// An open round of 清权.
    pub clearing_id: ID,
    /// An opinion on one of its powers.
    pub opinion_id: ID,
    /// Whether the round names it.
    pub is_adopted: bool,
}

impl SubmitOpinionInput {
    /// What the verb takes.
    ///
    /// # Errors
    /// Refused for an id of nothing that somebody can have an opinion on.
    pub fn read(self) -> Outcome<Submit> {
        let about = about(self.about_id.as_ref(), (self.publication_code, self.part.map(Into::into)))?;
        let (submission_key, name, text) = (self.submission_key, self.author_name, self.text);
        Ok(Submit { about, submission_key, name, text, is_public: self.is_public, is_no_report: self.is_no_report.unwrap_or_default() })
    }
}

fn about(id: Option<&ID>, (code, part): (Option<String>, Option<entity::words::OpinionPart>)) -> Outcome<About> {
    let wrong = || Failure::field(ErrorCode::NotFound, "aboutId", "没有找到，编号不对。");
    match (id, code) {
        (None, Some(code)) => Ok(About::Publication(code)),
        (Some(id), None) => {
            let (kind, uuid) = decode(id).map_err(|_| wrong())?;
            match kind {
                "unit" => Ok(About::Unit(UnitId(uuid))),
                "power" => Ok(About::Power(PowerId(uuid), part)),
                "outcome" => Ok(About::Outcome(OutcomeId(uuid))),
                "official" => Ok(About::Official(OfficialId(uuid))),
                "subsidy" => Ok(About::Subsidy(SubsidyId(uuid))),
                _ => Err(wrong()),
            }
        }
        _ => Err(Failure::field(ErrorCode::Required, "aboutId", "请先选是对什么提意见。")),
    }
}

/// An id that a verb takes.
///
/// # Errors
/// Refused, with the field, if it is none.
pub fn parsed<I: FromStr>(field: &'static str, id: &ID) -> Outcome<I> {
    ids::parse(field, id).map_err(|refusal| Failure::Refused(vec![refusal]))
}

//! What the verbs of clearing take.

use super::parsed;
use super::words::ItemDecision;
use crate::domain::clearing::model::{Basis, CitedRule, Content, Guidance, Risk, Standard, Step, Way};
use crate::domain::clearing::service::SaveItem;
use crate::kernel::graphql::words;
use crate::kernel::{ErrorCode, Failure, Outcome};
use async_graphql::{ID, InputObject};

/// 开始清权.
#[derive(Debug, InputObject)]
pub struct StartClearingInput {
    /// Whose list.
    pub unit_id: ID,
}

/// A round by its id.
#[derive(Debug, InputObject)]
pub struct GatherClearingInput {
    /// Which round.
    pub clearing_id: ID,
}

/// 改内容, or a new item.
#[derive(Debug, InputObject)]
pub struct SaveClearingItemInput {
    /// Which round.
    pub clearing_id: ID,
    /// Which item; none for a new one.
    pub item_id: Option<ID>,
    /// The item's revision that was read; needed with `itemId`.
    pub revision: Option<i32>,
    /// How it is to be, whole.
    pub content: PowerContentInput,
}

/// 权力事项, whole.
#[derive(Debug, InputObject)]
pub struct PowerContentInput {
    /// Name, 1 to 80 characters.
    pub name: String,
    /// 外部职权, 内部管理 or 岗位.
    pub kind: words::PowerKind,
    /// 许可, 处罚, 监管 and so on, 1 to 30 characters.
    pub administrative_type: String,
    /// What it is, in everyday words, 1 to 300 characters.
    pub summary: String,
    /// Whether it is one of 三重一大.
    pub is_major: bool,
    /// 行权主体, 1 to 80 characters.
    pub exercising_body: String,
    /// 监督主体, 1 to 80 characters.
    pub supervising_body: String,
    /// 追责主体, 1 to 80 characters.
    pub accountable_body: String,
    /// 行权依据, at most 30.
    pub legal_bases: Vec<LegalBasisInput>,
    /// 裁量标准, at most 40.
    pub standards: Vec<DiscretionStandardInput>,
    /// 操作指引, at most 20.
    pub guides: Vec<GuideInput>,
    /// 流程环节, at most 40.
    pub steps: Vec<FlowStepInput>,
    /// The ways between them, at most 80; without any the steps follow each other.
    pub ways: Vec<FlowWayInput>,
    /// 廉政风险点, at most 30.
    pub risks: Vec<RiskInput>,
}

/// 行权依据.
#[derive(Debug, InputObject)]
pub struct LegalBasisInput {
    /// The law's or document's name, 1 to 120 characters.
    pub law: String,
    /// The article, at most 60 characters.
    pub article: Option<String>,
    /// What it says, 1 to 2000 characters.
    pub text: String,
}

/// 裁量标准.
#[derive(Debug, InputObject)]
pub struct DiscretionStandardInput {
    /// In which case, 1 to 300 characters.
    pub circumstance: String,
    /// What is decided then, how much, 1 to 300 characters.
    pub standard: String,
}

/// 操作指引.
#[derive(Debug, InputObject)]
pub struct GuideInput {
    /// Heading, 1 to 80 characters.
    pub title: String,
    /// Text, 1 to 2000 characters.
    pub text: String,
}

/// 流程环节.
#[derive(Debug, InputObject)]
pub struct FlowStepInput {
    /// Number within the power, 1 to 99.
    pub number: i32,
    /// Short title, 1 to 40 characters.
    pub title: String,
    /// Who does it, 1 to 80 characters.
    pub actor: String,
    /// What is done, 1 to 300 characters.
    pub duty: String,
    /// By when, at most 60 characters.
    pub time_limit: Option<String>,
    /// With which paper, at most 120 characters.
    pub document: Option<String>,
}

/// From one step to another; to an earlier one it is a return (退回).
#[derive(Debug, InputObject)]
pub struct FlowWayInput {
    /// Number of the step that it leaves.
    pub from_number: i32,
    /// Number of the step that it leads to.
    pub to_number: i32,
    /// When it is taken, at most 40 characters; needed for a return, and where a step has several ways on.
    pub condition: Option<String>,
}

/// 廉政风险点.
#[derive(Debug, InputObject)]
pub struct RiskInput {
    /// The step at which it lies; none if it concerns the whole power.
    pub step_number: Option<i32>,
    /// How grave.
    pub grade: words::RiskGrade,
    /// What kind.
    pub kind: words::RiskKind,
    /// What may go wrong, 1 to 300 characters.
    pub text: String,
    /// 防控措施, at most 20, each 1 to 300 characters.
    pub measures: Vec<String>,
    /// Codes of rules of the library that it is held down by, at most 10.
    #[graphql(default)]
    pub rule_codes: Vec<String>,
}

/// 保留, 调整, 取消, 新增.
#[derive(Debug, InputObject)]
pub struct DecideClearingItemInput {
    /// Which item.
    pub item_id: ID,
    /// The item's revision that was read.
    pub revision: i32,
    /// What becomes of it.
    pub decision: ItemDecision,
    /// Why, 5 to 500 characters; public with the version. May be left out where it is kept.
    pub reason: Option<String>,
}

/// Takes a new item out again.
#[derive(Debug, InputObject)]
pub struct DropClearingItemInput {
    /// Which item.
    pub item_id: ID,
    /// The item's revision that was read.
    pub revision: i32,
}

/// 送审.
#[derive(Debug, InputObject)]
pub struct SendClearingInput {
    /// Which round.
    pub clearing_id: ID,
    /// The round's revision that was read.
    pub revision: i32,
}

/// 撤回.
#[derive(Debug, InputObject)]
pub struct RecallClearingInput {
    /// Which round.
    pub clearing_id: ID,
    /// The round's revision that was read.
    pub revision: i32,
}

/// 退回.
#[derive(Debug, InputObject)]
pub struct ReturnClearingInput {
    /// Which round.
    pub clearing_id: ID,
    /// The round's revision that was read.
    pub revision: i32,
    /// Why, 5 to 1000 characters; for the unit.
    pub reason: String,
}

/// 公布.
#[derive(Debug, InputObject)]
pub struct PublishClearingInput {
    /// Which round.
    pub clearing_id: ID,
    /// The round's revision that was read.
    pub revision: i32,
}

impl SaveClearingItemInput {
    /// Decodes ids.
    pub(super) fn read(self) -> Outcome<SaveItem> {
        let item = match (self.item_id, self.revision) {
            (None, _) => None,
            (Some(id), Some(revision)) => Some((parsed("itemId", &id)?, i64::from(revision))),
            (Some(_), None) => return Err(Failure::field(ErrorCode::Required, "revision", "请说明您看到的是第几次修改。")),
        };
        Ok(SaveItem { round: parsed("clearingId", &self.clearing_id)?, item, content: self.content.into() })
    }
}

impl From<PowerContentInput> for Content {
    fn from(input: PowerContentInput) -> Self {
        let way = |way: FlowWayInput| Way { from: way.from_number, to: way.to_number, condition: way.condition, is_return: false };
        Self {
            name: input.name,
            kind: input.kind.into(),
            administrative_type: input.administrative_type,
            summary: input.summary,
            is_major: input.is_major,
            exercising_body: input.exercising_body,
            supervising_body: input.supervising_body,
            accountable_body: input.accountable_body,
            bases: input.legal_bases.into_iter().map(|row| Basis { law: row.law, article: row.article, text: row.text }).collect(),
            standards: input.standards.into_iter().map(|row| Standard { circumstance: row.circumstance, standard: row.standard }).collect(),
            guides: input.guides.into_iter().map(|row| Guidance { title: row.title, text: row.text }).collect(),
            steps: input.steps.into_iter().map(Step::from).collect(),
            ways: input.ways.into_iter().map(way).collect(),
            risks: input.risks.into_iter().map(Risk::from).collect(),
        }
    }
}

impl From<FlowStepInput> for Step {
    fn from(input: FlowStepInput) -> Self {
        let FlowStepInput { number, title, actor, duty, time_limit, document } = input;
        Self { number, title, actor, duty, time_limit, document }
    }
}

impl From<RiskInput> for Risk {
    fn from(input: RiskInput) -> Self {
        Self {
            step_number: input.step_number,
            grade: input.grade.into(),
            kind: input.kind.into(),
            text: input.text,
            measures: input.measures,
            rules: input.rule_codes.into_iter().map(|code| CitedRule { code: code.trim().to_owned(), name: String::new() }).collect(),
        }
    }
}

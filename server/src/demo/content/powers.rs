//! A power as the demonstration's files write it, with places to fill in.

use entity::words::{PowerKind, RiskGrade, RiskKind};
use serde::Deserialize;

/// 权力事项.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PowerText {
    /// Its name.
    pub name: String,
    /// 外部职权, 内部管理, 岗位.
    pub kind: PowerKind,
    /// 许可, 处罚, 给付 …
    #[serde(rename = "type")]
    pub administrative_type: String,
    /// What it is, in everyday words.
    pub summary: String,
    /// 三重一大.
    pub is_major: bool,
    /// 行权主体.
    pub exercising: String,
    /// 监督主体.
    pub supervising: String,
    /// 追责主体.
    pub accountable: String,
    /// 行权依据.
    pub bases: Vec<BasisText>,
    /// 操作指引.
    pub guides: Vec<GuideText>,
    /// 流程环节, numbered from 1 by their order.
    pub steps: Vec<StepText>,
    /// Ways between steps.
    pub edges: Vec<EdgeText>,
    /// 廉政风险点.
    pub risks: Vec<RiskText>,
}

/// 行权依据.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BasisText {
    /// The law.
    pub law: String,
    /// The article, where it is sure.
    pub article: Option<String>,
    /// What it says, by sense.
    pub text: String,
}

/// 操作指引.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideText {
    /// The question.
    pub title: String,
    /// The answer.
    pub text: String,
}

/// 流程环节.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepText {
    /// A few characters: they stand in a box.
    pub title: String,
    /// Who does it.
    pub actor: String,
    /// What is done.
    pub duty: String,
    /// By when.
    pub limit: Option<String>,
    /// With which paper.
    pub document: Option<String>,
}

/// From one step to another.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EdgeText {
    /// Number of the first step.
    pub from: i32,
    /// Number of the second.
    pub to: i32,
    /// Under which condition.
    pub when: Option<String>,
    /// Whether it goes back.
    #[serde(default)]
    pub back: bool,
}

/// 廉政风险点.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskText {
    /// At which step.
    pub step: Option<i32>,
    /// A, B or C.
    pub grade: RiskGrade,
    /// One of the five kinds.
    pub kind: RiskKind,
    /// What may go wrong.
    pub text: String,
    /// 防控措施.
    pub measures: Vec<String>,
}

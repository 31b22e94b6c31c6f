//! A power of a draft or a version as the schema shows it: the same plain objects as on its page.

use super::words::PowerPart;
use crate::domain::clearing::model::{Content, Risk, Step};
use crate::domain::clearing::rules::{Line, PartChange};
use crate::domain::powers::graphql::{DiscretionStandard, FlowChart, FlowEdge, FlowStep, Guide, LegalBasis};
use crate::kernel::graphql::words;
use async_graphql::SimpleObject;

/// 权力事项 as a draft or a version has it, whole.
#[derive(Clone, Debug, SimpleObject)]
pub struct ClearedPower {
    /// Name.
    pub name: String,
    /// 外部职权, 内部管理 or 岗位.
    pub kind: words::PowerKind,
    /// 许可, 处罚, 监管 and so on.
    pub administrative_type: String,
    /// What it is, in everyday words.
    pub summary: String,
    /// Whether it is one of 三重一大.
    pub is_major: bool,
    /// 行权主体.
    pub exercising_body: String,
    /// 监督主体.
    pub supervising_body: String,
    /// 追责主体.
    pub accountable_body: String,
    /// 行权依据.
    pub legal_bases: Vec<LegalBasis>,
    /// 裁量标准.
    pub standards: Vec<DiscretionStandard>,
    /// 操作指引.
    pub guides: Vec<Guide>,
    /// 流程环节 with the ways on from each.
    pub steps: Vec<FlowStep>,
    /// The flow drawn, and in words.
    pub chart: FlowChart,
    /// 廉政风险点.
    pub risks: Vec<ClearedRisk>,
}

/// 廉政风险点 of a draft or a version, with 防控措施.
#[derive(Clone, Debug, SimpleObject)]
pub struct ClearedRisk {
    /// The step at which it lies; none if it concerns the whole power.
    pub step_number: Option<i32>,
    /// How grave.
    pub grade: words::RiskGrade,
    /// What kind.
    pub kind: words::RiskKind,
    /// What may go wrong.
    pub text: String,
    /// What is done against it.
    pub measures: Vec<String>,
    /// 规章制度 that it is held down by, as they were called then.
    pub rules: Vec<ClearedRule>,
}

/// A rule of the library as a draft or a version cites it.
#[derive(Clone, Debug, SimpleObject)]
pub struct ClearedRule {
    /// Its code.
    pub code: String,
    /// Its name, without 《》.
    pub name: String,
}

/// A part that differs, side by side.
#[derive(Clone, Debug, SimpleObject)]
pub struct PartComparison {
    /// Which part.
    pub part: PowerPart,
    /// As people call it.
    pub label: String,
    /// Its lines; the same text on both sides where nothing changed.
    pub lines: Vec<ComparedLine>,
}

/// One line on both sides.
#[derive(Clone, Debug, SimpleObject)]
pub struct ComparedLine {
    /// How it was; none if it is new.
    pub before: Option<String>,
    /// How it is; none if it went.
    pub after: Option<String>,
}

impl From<&Content> for ClearedPower {
    fn from(content: &Content) -> Self {
        let basis = |row: &crate::domain::clearing::Basis| LegalBasis {
            law: row.law.clone(),
            article: row.article.clone(),
            text: row.text.clone(),
        };
        let standard = |row: &crate::domain::clearing::Standard| DiscretionStandard {
            circumstance: row.circumstance.clone(),
            standard: row.standard.clone(),
        };
        Self {
            name: content.name.clone(),
            kind: content.kind.into(),
            administrative_type: content.administrative_type.clone(),
            summary: content.summary.clone(),
            is_major: content.is_major,
            exercising_body: content.exercising_body.clone(),
            supervising_body: content.supervising_body.clone(),
            accountable_body: content.accountable_body.clone(),
            legal_bases: content.bases.iter().map(basis).collect(),
            standards: content.standards.iter().map(standard).collect(),
            guides: content.guides.iter().map(|row| Guide { title: row.title.clone(), text: row.text.clone() }).collect(),
            steps: content.steps.iter().map(|step| shown(content, step)).collect(),
            chart: FlowChart::from(&content.chart()),
            risks: content.risks.iter().map(ClearedRisk::from).collect(),
        }
    }
}

fn shown(content: &Content, step: &Step) -> FlowStep {
    let own = content.ways.iter().filter(|way| way.from == step.number);
    let next = own.map(|way| FlowEdge { to: way.to, condition: way.condition.clone(), is_return: way.is_return });
    FlowStep {
        number: step.number,
        title: step.title.clone(),
        actor: step.actor.clone(),
        duty: step.duty.clone(),
        time_limit: step.time_limit.clone(),
        document: step.document.clone(),
        next: next.collect(),
    }
}

impl From<&Risk> for ClearedRisk {
    fn from(risk: &Risk) -> Self {
        Self {
            step_number: risk.step_number,
            grade: risk.grade.into(),
            kind: risk.kind.into(),
            text: risk.text.clone(),
            measures: risk.measures.clone(),
            rules: risk.rules.iter().map(|rule| ClearedRule { code: rule.code.clone(), name: rule.name.clone() }).collect(),
        }
    }
}

impl From<PartChange> for PartComparison {
    fn from(change: PartChange) -> Self {
        let line = |line: Line| ComparedLine { before: line.before, after: line.after };
        Self { part: change.part.into(), label: change.part.label().to_owned(), lines: change.lines.into_iter().map(line).collect() }
    }
}

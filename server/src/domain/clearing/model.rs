//! A power as one whole text: how a draft, a version and the register say it alike.

use crate::domain::powers::chart::{self, Chart};
use entity::words::{PowerKind, RiskGrade, RiskKind};
use serde::{Deserialize, Serialize};

/// All that is said of one power.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Name.
    pub name: String,
    /// 外部职权, 内部管理 or 岗位.
    pub kind: PowerKind,
    /// 许可, 处罚, 监管 and so on.
    pub administrative_type: String,
    /// What it is, in everyday words.
    pub summary: String,
    /// 三重一大.
    pub is_major: bool,
    /// 行权主体.
    pub exercising_body: String,
    /// 监督主体.
    pub supervising_body: String,
    /// 追责主体.
    pub accountable_body: String,
    /// 行权依据.
    pub bases: Vec<Basis>,
    /// 裁量标准.
    pub standards: Vec<Standard>,
    /// 操作指引.
    pub guides: Vec<Guidance>,
    /// 流程环节, by number.
    pub steps: Vec<Step>,
    /// The ways between them; without any the steps follow each other.
    pub ways: Vec<Way>,
    /// 廉政风险点.
    pub risks: Vec<Risk>,
}

/// 行权依据.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// The law's or document's name.
    pub law: String,
    /// The article.
    pub article: Option<String>,
    /// What it says.
    pub text: String,
}

/// 裁量标准: how much is decided in which case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standard {
    /// In which case.
    pub circumstance: String,
    /// What is decided then, how much.
    pub standard: String,
}

/// 操作指引.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guidance {
    /// Heading.
    pub title: String,
    /// Text.
    pub text: String,
}

/// 流程环节.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Number within the power.
    pub number: i32,
    /// Short title.
    pub title: String,
    /// Who does it.
    pub actor: String,
    /// What is done.
    pub duty: String,
    /// By when.
    pub time_limit: Option<String>,
    /// With which paper.
    pub document: Option<String>,
}

/// From one step to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// From the step with this number.
    pub from: i32,
    /// To the step with this number.
    pub to: i32,
    /// When it is taken.
    pub condition: Option<String>,
    /// 退回.
    pub is_return: bool,
}

/// 廉政风险点 with its 防控措施.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    /// The step at which it lies.
    pub step_number: Option<i32>,
    /// How grave.
    pub grade: RiskGrade,
    /// What kind.
    pub kind: RiskKind,
    /// What may go wrong.
    pub text: String,
    /// What is done against it.
    pub measures: Vec<String>,
    /// 规章制度 that it is held down by, as they were called when this was written.
    pub rules: Vec<CitedRule>,
}

/// A rule of the library as it was called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitedRule {
    /// Its code.
    pub code: String,
    /// Its name; empty until the library was asked.
    pub name: String,
}

/// What of a content can differ, in the order in which people read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Part {
    /// 名称.
    Name,
    /// 职权种类.
    Kind,
    /// 职权类型.
    AdministrativeType,
    /// 说明.
    Summary,
    /// 三重一大.
    IsMajor,
    /// 行权依据.
    LegalBases,
    /// 裁量标准.
    Standards,
    /// 操作指引.
    Guides,
    /// 流程.
    Flow,
    /// 廉政风险和防控措施.
    Risks,
    /// 行权主体.
    ExercisingBody,
    /// 监督主体.
    SupervisingBody,
    /// 追责主体.
    AccountableBody,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Name,
        Self::Kind,
        Self::AdministrativeType,
        Self::Summary,
        Self::IsMajor,
        Self::LegalBases,
        Self::Standards,
        Self::Guides,
        Self::Flow,
        Self::Risks,
        Self::ExercisingBody,
        Self::SupervisingBody,
        Self::AccountableBody,
    ];

    /// As people call it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "名称",
            Self::Kind => "职权种类",
            Self::AdministrativeType => "职权类型",
            Self::Summary => "说明",
            Self::IsMajor => "三重一大",
            Self::LegalBases => "行权依据",
            Self::Standards => "裁量标准",
            Self::Guides => "操作指引",
            Self::Flow => "流程",
            Self::Risks => "风险点和防控措施",
            Self::ExercisingBody => "行权主体",
            Self::SupervisingBody => "监督主体",
            Self::AccountableBody => "追责主体",
        }
    }
}

impl Content {
    /// What people read of a part, line by line.
    #[must_use]
    pub fn lines(&self, part: Part) -> Vec<String> {
        let one = |text: &str| vec![text.to_owned()];
        match part {
            Part::Name => one(&self.name),
            Part::Kind => one(kind_word(self.kind)),
            Part::AdministrativeType => one(&self.administrative_type),
            Part::Summary => one(&self.summary),
            Part::IsMajor => one(if self.is_major { "是" } else { "不是" }),
            Part::LegalBases => self.bases.iter().map(Basis::line).collect(),
            Part::Standards => self.standards.iter().map(|row| format!("{}：{}", row.circumstance, row.standard)).collect(),
            Part::Guides => self.guides.iter().map(|row| format!("{}：{}", row.title, row.text)).collect(),
            Part::Flow => self.chart().text(),
            Part::Risks => self.risks.iter().map(Risk::line).collect(),
            Part::ExercisingBody => one(&self.exercising_body),
            Part::SupervisingBody => one(&self.supervising_body),
            Part::AccountableBody => one(&self.accountable_body),
        }
    }

    /// The flow, ready to be drawn or told.
    #[must_use]
    pub fn chart(&self) -> Chart {
        let grade = |number: i32| self.risks.iter().filter(|risk| risk.step_number == Some(number)).map(|risk| risk.grade).min();
        let steps = self.steps.iter().map(|step| chart::Step {
            number: step.number,
            title: step.title.clone(),
            actor: step.actor.clone(),
            duty: step.duty.clone(),
            time_limit: step.time_limit.clone(),
            document: step.document.clone(),
            grade: grade(step.number),
        });
        let ways = self.ways.iter().map(|way| chart::Edge {
            from: way.from,
            to: way.to,
            condition: way.condition.clone(),
            is_back: way.is_return,
        });
        Chart::new(steps.collect(), ways.collect())
    }
}

impl Basis {
    fn line(&self) -> String {
        let law = if self.law.starts_with('《') { self.law.clone() } else { format!("《{}》", self.law) };
        format!("{law}{}：{}", self.article.as_deref().unwrap_or_default(), self.text)
    }
}

impl Risk {
    fn line(&self) -> String {
        let step = self.step_number.map(|number| format!("，第 {number} 步")).unwrap_or_default();
        let measures = if self.measures.is_empty() { String::new() } else { format!("。防控：{}", self.measures.join("；")) };
        let names: Vec<String> = self.rules.iter().map(|rule| format!("《{}》", rule.name)).collect();
        let rules = if names.is_empty() { String::new() } else { format!("。制度：{}", names.join("、")) };
        format!("{} 级，{}{step}：{}{measures}{rules}", grade_word(self.grade), risk_word(self.kind), self.text)
    }
}

const fn kind_word(kind: PowerKind) -> &'static str {
    match kind {
        PowerKind::External => "外部职权",
        PowerKind::Internal => "内部管理",
        PowerKind::Post => "岗位",
    }
}

const fn grade_word(grade: RiskGrade) -> &'static str {
    match grade {
        RiskGrade::A => "A",
        RiskGrade::B => "B",
        RiskGrade::C => "C",
    }
}

const fn risk_word(kind: RiskKind) -> &'static str {
    match kind {
        RiskKind::Morality => "思想道德",
        RiskKind::Institution => "制度机制",
        RiskKind::Duty => "岗位职责",
        RiskKind::Process => "业务流程",
        RiskKind::Environment => "外部环境",
    }
}

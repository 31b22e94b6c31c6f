//! Powers as the API's entry, and the plain objects of a power's page.

mod power;

pub use power::{Batch, Power, PowerBody, PowerConnection};

use crate::domain::powers::chart::Chart;
use crate::kernel::graphql::errors::{ctx_of, optional};
use async_graphql::{Context, Object, Result, SimpleObject};
use entity::{discretion_standard, flow_edge, flow_step, guide, legal_basis};

/// Queries of the powers.
#[derive(Debug, Default)]
pub struct PowersQuery;

#[Object]
impl PowersQuery {
    /// The page of one published power.
    async fn power(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Division code of the county.")] county: String,
        #[graphql(desc = "Code of the power within the county.")] code: String,
    ) -> Result<Option<Power>> {
        let ctx = ctx_of(context)?;
        optional(ctx, Power::by_code(ctx, &county, &code).await)
    }
}

/// 权力构架: one exercising body, how many powers it has, and who supervises.
#[derive(Clone, Debug, SimpleObject)]
pub struct StructureRow {
    /// 行权主体; a body of the unit itself without the unit's name.
    pub body: String,
    /// How many powers, those exercised together with others included.
    pub powers: i32,
    /// 监督主体, the one with most of these powers first.
    pub supervisors: Vec<Supervisor>,
}

/// 监督主体 of one exercising body.
#[derive(Clone, Debug, SimpleObject)]
pub struct Supervisor {
    /// Its name.
    pub body: String,
    /// How many of the exercising body's powers it supervises.
    pub powers: i32,
}

/// 行权依据: a law or document.
#[derive(Clone, Debug, SimpleObject)]
pub struct LegalBasis {
    /// The law's or document's name.
    pub law: String,
    /// The article.
    pub article: Option<String>,
    /// What it says.
    pub text: String,
}

/// 操作指引: how to do it.
#[derive(Clone, Debug, SimpleObject)]
pub struct Guide {
    /// Heading.
    pub title: String,
    /// Text.
    pub text: String,
}

/// 裁量标准: how much is decided in which case.
#[derive(Clone, Debug, SimpleObject)]
pub struct DiscretionStandard {
    /// In which case.
    pub circumstance: String,
    /// What is decided then, how much.
    pub standard: String,
}

/// 流程环节: who does what, by when, with which paper.
#[derive(Clone, Debug, SimpleObject)]
pub struct FlowStep {
    /// Number within the power, from 1.
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
    /// The ways on from here, in order.
    pub next: Vec<FlowEdge>,
}

/// One way on from a step.
#[derive(Clone, Debug, SimpleObject)]
pub struct FlowEdge {
    /// Number of the step it leads to.
    pub to: i32,
    /// When this way is taken.
    pub condition: Option<String>,
    /// Whether it leads back (退回).
    pub is_return: bool,
}

/// The flow chart and the same in words.
#[derive(Clone, Debug, SimpleObject)]
pub struct FlowChart {
    /// Drawing for a phone 360 px wide; colours come from the page's custom properties.
    pub svg: String,
    /// The same in sentences, read in order.
    pub text: Vec<String>,
}

impl From<&legal_basis::Model> for LegalBasis {
    fn from(row: &legal_basis::Model) -> Self {
        Self { law: row.law.clone(), article: row.article.clone(), text: row.text.clone() }
    }
}

impl From<&guide::Model> for Guide {
    fn from(row: &guide::Model) -> Self {
        Self { title: row.title.clone(), text: row.text.clone() }
    }
}

impl From<&discretion_standard::Model> for DiscretionStandard {
    fn from(row: &discretion_standard::Model) -> Self {
        Self { circumstance: row.circumstance.clone(), standard: row.standard.clone() }
    }
}

impl FlowStep {
    /// A step with its ways on.
    #[must_use]
    pub fn new(row: &flow_step::Model, edges: &[flow_edge::Model]) -> Self {
        let next = edges.iter().filter(|edge| edge.power_id == row.power_id && edge.from_number == row.number);
        let edge = |edge: &flow_edge::Model| FlowEdge { to: edge.to_number, condition: edge.condition.clone(), is_return: edge.is_return };
        Self {
            number: row.number,
            title: row.title.clone(),
            actor: row.actor.clone(),
            duty: row.duty.clone(),
            time_limit: row.time_limit.clone(),
            document: row.document.clone(),
            next: next.map(edge).collect(),
        }
    }
}

impl From<&Chart> for FlowChart {
    fn from(chart: &Chart) -> Self {
        Self { svg: chart.svg(), text: chart.text() }
    }
}

impl From<super::Exercising> for StructureRow {
    fn from(row: super::Exercising) -> Self {
        let count = |powers: i64| i32::try_from(powers).unwrap_or(i32::MAX);
        let supervisors = row.supervisors.into_iter().map(|(body, powers)| Supervisor { body, powers: count(powers) });
        Self { body: row.body, powers: count(row.powers), supervisors: supervisors.collect() }
    }
}

//! Risk points as the API shows them, for all powers of a page at once, and the chart that marks them.

use crate::domain::powers::RiskRow;
use crate::domain::powers::chart::Chart;
use crate::domain::powers::graphql::{Batch, Power};
use crate::domain::risk_register::{citing, of_powers};
use crate::domain::rules::graphql::Rule;
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::{ids, words};
use crate::kernel::page::PageQuery;
use crate::kernel::{Ctx, Outcome};
use async_graphql::{ID, SimpleObject};
use entity::id::{CountyId, RuleId};
use entity::{power, risk_point, unit};
use time::Date;

/// 廉政风险点: where a power may go wrong.
#[derive(Clone, Debug, SimpleObject)]
pub struct RiskPoint {
    /// Opaque id.
    pub id: ID,
    /// The step at which it lies; none if it concerns the whole power.
    pub step_number: Option<i32>,
    /// How grave.
    pub grade: words::RiskGrade,
    /// What kind.
    pub kind: words::RiskKind,
    /// What may go wrong, in everyday words.
    pub text: String,
    /// 防控措施: what is done against it.
    pub measures: Vec<String>,
    /// 规章制度 of the library that it is held down by.
    pub rules: Vec<Rule>,
}

impl RiskPoint {
    /// As it stands on this day.
    #[must_use]
    pub fn new(row: &RiskRow, today: Date) -> Self {
        Self {
            id: ids::show(row.point.id),
            step_number: row.point.step_number,
            grade: row.point.grade.into(),
            kind: row.point.kind.into(),
            text: row.point.text.clone(),
            measures: row.measures.iter().map(|measure| measure.text.clone()).collect(),
            rules: row.rules.iter().map(|rule| Rule::new(rule, today)).collect(),
        }
    }
}

/// A risk point that cites a rule, with whose power it is.
#[derive(Clone, Debug, SimpleObject)]
pub struct CitingRisk {
    /// How grave.
    pub grade: words::RiskGrade,
    /// What kind.
    pub kind: words::RiskKind,
    /// What may go wrong, in everyday words.
    pub text: String,
    /// Code of the power.
    pub power_code: String,
    /// Its name.
    pub power_name: String,
    /// Whose power it is.
    pub unit_name: String,
}

/// A page of risk points that cite a rule.
#[derive(Clone, Debug, SimpleObject)]
pub struct CitingRiskConnection {
    /// The risk points.
    pub nodes: Vec<CitingRisk>,
    /// Where the page ends.
    pub page_info: PageInfo,
}

/// Risk points of published powers that cite a rule.
///
/// # Errors
/// A fault of the database; refused for a cursor that is not one of ours.
pub async fn risks_of_rule(ctx: &Ctx, (county, rule): (CountyId, RuleId), page: &PageQuery) -> Outcome<CitingRiskConnection> {
    let tx = ctx.read(&ctx.kernel.tenants.by_id(county).await?).await?;
    let found = page.page(citing(&tx, rule, page).await?, |(point, ..)| vec![point.id.to_string()]);
    let shown = |(point, power, unit): (risk_point::Model, power::Model, unit::Model)| CitingRisk {
        grade: point.grade.into(),
        kind: point.kind.into(),
        text: point.text,
        power_code: power.code,
        power_name: power.name,
        unit_name: unit.name,
    };
    let page_info = PageInfo { has_next_page: found.has_next, end_cursor: found.end_cursor };
    Ok(CitingRiskConnection { nodes: found.nodes.into_iter().map(shown).collect(), page_info })
}

/// Risk points of all powers that were read together.
///
/// # Errors
/// A fault of the database.
pub async fn risks<'a>(batch: &'a Batch, ctx: &Ctx) -> Outcome<&'a Vec<RiskRow>> {
    let load = || async { of_powers(&ctx.read(&batch.county).await?, &batch.ids).await };
    batch.risks.get_or_try_init(load).await
}

/// The flow of a power with the grades of its risk points.
///
/// # Errors
/// A fault of the database.
pub async fn chart(power: &Power, ctx: &Ctx) -> Outcome<Chart> {
    let flow = power.batch.flow(ctx).await?;
    let risks = risks(&power.batch, ctx).await?;
    let own = risks.iter().map(|risk| &risk.point).filter(|point| point.power_id == power.power_id);
    let grades = own.filter_map(|point| Some((point.step_number?, point.grade))).collect::<Vec<_>>();
    Ok(Chart::of(power.power_id, flow, &grades))
}

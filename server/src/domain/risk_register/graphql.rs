//! A power's page: the fields that need more than the power's row, risk points among them.

use crate::domain::directory::graphql::Unit;
use crate::domain::powers::RiskRow;
use crate::domain::powers::chart::Chart;
use crate::domain::powers::graphql::{Batch, FlowChart, FlowStep, Guide, LegalBasis, Power};
use crate::domain::risk_register::of_powers;
use crate::kernel::graphql::errors::{ctx_of, required};
use crate::kernel::graphql::{ids, words};
use crate::kernel::{Ctx, Outcome};
use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};

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
}

impl From<&RiskRow> for RiskPoint {
    fn from(row: &RiskRow) -> Self {
        Self {
            id: ids::show(row.point.id),
            step_number: row.point.step_number,
            grade: row.point.grade.into(),
            kind: row.point.kind.into(),
            text: row.point.text.clone(),
            measures: row.measures.iter().map(|measure| measure.text.clone()).collect(),
        }
    }
}

#[ComplexObject]
impl Power {
    /// The unit whose power it is.
    async fn unit(&self, context: &Context<'_>) -> Result<Unit> {
        let ctx = ctx_of(context)?;
        required(ctx, self.batch.unit(ctx).await).cloned()
    }

    /// 行权依据, in order.
    async fn legal_bases(&self, context: &Context<'_>) -> Result<Vec<LegalBasis>> {
        let ctx = ctx_of(context)?;
        let papers = required(ctx, self.batch.papers(ctx).await)?;
        Ok(papers.bases.iter().filter(|basis| basis.power_id == self.power_id).map(LegalBasis::from).collect())
    }

    /// 操作指引, in order.
    async fn guides(&self, context: &Context<'_>) -> Result<Vec<Guide>> {
        let ctx = ctx_of(context)?;
        let papers = required(ctx, self.batch.papers(ctx).await)?;
        Ok(papers.guides.iter().filter(|guide| guide.power_id == self.power_id).map(Guide::from).collect())
    }

    /// 流程环节, by number.
    async fn steps(&self, context: &Context<'_>) -> Result<Vec<FlowStep>> {
        let ctx = ctx_of(context)?;
        let flow = required(ctx, self.batch.flow(ctx).await)?;
        Ok(flow.steps.iter().filter(|step| step.power_id == self.power_id).map(|step| FlowStep::new(step, &flow.edges)).collect())
    }

    /// The flow drawn and in words.
    async fn chart(&self, context: &Context<'_>) -> Result<FlowChart> {
        let ctx = ctx_of(context)?;
        let chart = required(ctx, load_chart(self, ctx).await)?;
        Ok(FlowChart::from(&chart))
    }

    /// 廉政风险点, in order.
    async fn risk_points(&self, context: &Context<'_>) -> Result<Vec<RiskPoint>> {
        let ctx = ctx_of(context)?;
        let risks = required(ctx, risks(&self.batch, ctx).await)?;
        Ok(risks.iter().filter(|risk| risk.point.power_id == self.power_id).map(RiskPoint::from).collect())
    }
}

async fn risks<'a>(batch: &'a Batch, ctx: &Ctx) -> Outcome<&'a Vec<RiskRow>> {
    let load = || async { Ok(of_powers(&ctx.read(&batch.county).await?, &batch.ids).await?) };
    batch.risks.get_or_try_init(load).await
}

async fn load_chart(power: &Power, ctx: &Ctx) -> Outcome<Chart> {
    let flow = power.batch.flow(ctx).await?;
    let risks = risks(&power.batch, ctx).await?;
    let own = risks.iter().map(|risk| &risk.point).filter(|point| point.power_id == power.power_id);
    let grades = own.filter_map(|point| Some((point.step_number?, point.grade))).collect::<Vec<_>>();
    Ok(Chart::of(power.power_id, flow, &grades))
}

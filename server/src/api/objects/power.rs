//! A power's page: bases, guides, flow, risk points, the three bodies.

use crate::api::objects::Unit;
use crate::api::objects::county::split;
use crate::domain::directory;
use crate::domain::powers::chart::Chart;
use crate::domain::powers::graphql::{FlowChart, FlowStep, Guide, LegalBasis};
use crate::domain::powers::{self, Flow, Papers, PowersFound};
use crate::domain::risk_register::{self, RiskRow, graphql::RiskPoint};
use crate::kernel::graphql::errors::{ctx_of, required};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::words::PowerKind;
use crate::kernel::{County as Tenant, Ctx, Outcome};
use async_graphql::{Context, ID, Object, Result, SimpleObject};
use entity::id::PowerId;
use entity::{power, unit};
use std::sync::Arc;
use tokio::sync::OnceCell;

/// 权力事项: one item of a unit's power list.
#[derive(Clone, Debug)]
pub struct Power {
    row: power::Model,
    batch: Arc<Batch>,
}

/// The powers that were read together: what one of them wants is read for all, so that the number of statements
/// does not grow with the list.
#[derive(Debug)]
struct Batch {
    county: Tenant,
    ids: Vec<PowerId>,
    unit: OnceCell<unit::Model>,
    papers: OnceCell<Papers>,
    flow: OnceCell<Flow>,
    risks: OnceCell<Vec<RiskRow>>,
}

/// A page of powers.
#[derive(Debug, SimpleObject)]
pub struct PowerConnection {
    /// The powers.
    pub nodes: Vec<Power>,
    /// Where the page ends.
    pub page_info: PageInfo,
    /// How many there are on all pages.
    pub total_count: i32,
}

#[Object]
impl Power {
    /// Opaque id.
    async fn id(&self) -> ID {
        ids::show(self.row.id)
    }
    /// Code within the county.
    async fn code(&self) -> &str {
        &self.row.code
    }
    /// Name.
    async fn name(&self) -> &str {
        &self.row.name
    }
    /// 外部职权, 内部管理 or 岗位.
    async fn kind(&self) -> PowerKind {
        self.row.kind.into()
    }
    /// 许可, 处罚, 监管 and so on.
    async fn administrative_type(&self) -> &str {
        &self.row.administrative_type
    }
    /// What it is, in everyday words.
    async fn summary(&self) -> &str {
        &self.row.summary
    }
    /// Whether it is one of 三重一大.
    async fn is_major(&self) -> bool {
        self.row.is_major
    }
    /// 行权主体.
    async fn exercising_body(&self) -> &str {
        &self.row.exercising_body
    }
    /// 监督主体.
    async fn supervising_body(&self) -> &str {
        &self.row.supervising_body
    }
    /// 追责主体.
    async fn accountable_body(&self) -> &str {
        &self.row.accountable_body
    }

    /// The unit whose power it is.
    async fn unit(&self, context: &Context<'_>) -> Result<Unit> {
        let ctx = ctx_of(context)?;
        let unit = required(ctx, self.load_unit(ctx).await)?;
        Ok(Unit::plain(&self.batch.county, unit.clone()))
    }

    /// 行权依据, in order.
    async fn legal_bases(&self, context: &Context<'_>) -> Result<Vec<LegalBasis>> {
        let ctx = ctx_of(context)?;
        let papers = required(ctx, self.batch.papers(ctx).await)?;
        Ok(papers.bases.iter().filter(|basis| basis.power_id == self.row.id).map(LegalBasis::from).collect())
    }

    /// 操作指引, in order.
    async fn guides(&self, context: &Context<'_>) -> Result<Vec<Guide>> {
        let ctx = ctx_of(context)?;
        let papers = required(ctx, self.batch.papers(ctx).await)?;
        Ok(papers.guides.iter().filter(|guide| guide.power_id == self.row.id).map(Guide::from).collect())
    }

    /// 流程环节, by number.
    async fn steps(&self, context: &Context<'_>) -> Result<Vec<FlowStep>> {
        let ctx = ctx_of(context)?;
        let flow = required(ctx, self.batch.flow(ctx).await)?;
        Ok(flow.steps.iter().filter(|step| step.power_id == self.row.id).map(|step| FlowStep::new(step, &flow.edges)).collect())
    }

    /// The flow drawn and in words.
    async fn chart(&self, context: &Context<'_>) -> Result<FlowChart> {
        let ctx = ctx_of(context)?;
        let chart = required(ctx, self.load_chart(ctx).await)?;
        Ok(FlowChart::from(&chart))
    }

    /// 廉政风险点, in order.
    async fn risk_points(&self, context: &Context<'_>) -> Result<Vec<RiskPoint>> {
        let ctx = ctx_of(context)?;
        let risks = required(ctx, self.batch.risks(ctx).await)?;
        Ok(risks.iter().filter(|risk| risk.point.power_id == self.row.id).map(RiskPoint::from).collect())
    }
}

impl Power {
    /// The published power with this code.
    ///
    /// # Errors
    /// Hidden if there is none; a fault of the database.
    pub async fn by_code(ctx: &Ctx, county: &str, code: &str) -> Outcome<Self> {
        let county = ctx.county(county).await?;
        let tx = ctx.read(&county).await?;
        Ok(Self::alone(&county, powers::power_by_code(&tx, code).await?))
    }

    /// One power that was read by itself.
    #[must_use]
    pub fn alone(county: &Tenant, row: power::Model) -> Self {
        Self { batch: Arc::new(Batch::new(county, vec![row.id], None)), row }
    }

    async fn load_unit(&self, ctx: &Ctx) -> Outcome<&unit::Model> {
        let load = || async { Ok(directory::unit_by_id(&ctx.read(&self.batch.county).await?, self.row.unit_id).await?.unit) };
        self.batch.unit.get_or_try_init(load).await
    }

    async fn load_chart(&self, ctx: &Ctx) -> Outcome<Chart> {
        let flow = self.batch.flow(ctx).await?;
        let risks = self.batch.risks(ctx).await?;
        let own = risks.iter().map(|risk| &risk.point).filter(|point| point.power_id == self.row.id);
        let grades = own.filter_map(|point| Some((point.step_number?, point.grade))).collect::<Vec<_>>();
        Ok(Chart::of(self.row.id, flow, &grades))
    }
}

impl Batch {
    fn new(county: &Tenant, ids: Vec<PowerId>, unit: Option<unit::Model>) -> Self {
        let unit = OnceCell::new_with(unit);
        Self { county: county.clone(), ids, unit, papers: OnceCell::new(), flow: OnceCell::new(), risks: OnceCell::new() }
    }

    async fn papers(&self, ctx: &Ctx) -> Outcome<&Papers> {
        let load = || async { powers::batch_papers(&ctx.read(&self.county).await?, &self.ids).await };
        self.papers.get_or_try_init(load).await
    }

    async fn flow(&self, ctx: &Ctx) -> Outcome<&Flow> {
        let load = || async { powers::batch_flow(&ctx.read(&self.county).await?, &self.ids).await };
        self.flow.get_or_try_init(load).await
    }

    async fn risks(&self, ctx: &Ctx) -> Outcome<&Vec<RiskRow>> {
        let load = || async { Ok(risk_register::of_powers(&ctx.read(&self.county).await?, &self.ids).await?) };
        self.risks.get_or_try_init(load).await
    }
}

impl PowerConnection {
    /// Powers of one unit that were read together.
    #[must_use]
    pub fn new(county: &Tenant, unit: &unit::Model, found: PowersFound) -> Self {
        let ids = found.page.nodes.iter().map(|row| row.id).collect();
        let batch = Arc::new(Batch::new(county, ids, Some(unit.clone())));
        let (rows, page_info) = split(found.page);
        Self {
            nodes: rows.into_iter().map(|row| Power { row, batch: Arc::clone(&batch) }).collect(),
            page_info,
            total_count: i32::try_from(found.total).unwrap_or(i32::MAX),
        }
    }
}

//! A power's page, put together from the modules. The schema lets an object have one block of further fields, so that of
//! the power stands above all modules that add to it.

use crate::domain::checks::{self, graphql::ProcessCheck};
use crate::domain::directory;
use crate::domain::directory::graphql::{Unit, page_of};
use crate::domain::halts;
use crate::domain::halts::graphql::{Halt, PowerAction};
use crate::domain::opinions;
use crate::domain::opinions::graphql::{OpinionConnection, OpinionPart};
use crate::domain::outcomes;
use crate::domain::outcomes::graphql::OutcomeConnection;
use crate::domain::powers;
use crate::domain::powers::graphql::{Batch, DiscretionStandard, FlowChart, FlowStep, Guide, LegalBasis, Power, PowerBody};
use crate::domain::risk_register::graphql::{self as risk_register, RiskPoint};
use crate::kernel::graphql::errors::{ctx_by_calendar, ctx_of, required};
use crate::kernel::page::{DRAWING, PageQuery, STATEMENTS, few_cost, list_cost};
use crate::kernel::{Ctx, Outcome};
use async_graphql::{ComplexObject, Context, Result};
use entity::id::PowerId;
use entity::unit;
use std::collections::BTreeSet;

#[ComplexObject]
impl Power {
    /// The unit whose power it is.
    async fn unit(&self, context: &Context<'_>) -> Result<Unit> {
        let ctx = ctx_of(context)?;
        required(ctx, self.batch.unit(ctx).await).cloned()
    }

    /// Those of its three bodies (行权主体, 监督主体, 追责主体) whose words name a unit or an organ of the county exactly.
    #[graphql(complexity = "STATEMENTS + few_cost(child_complexity)")]
    async fn bodies(&self, context: &Context<'_>) -> Result<Vec<PowerBody>> {
        let ctx = ctx_of(context)?;
        required(ctx, load_bodies(self, ctx).await)
    }

    /// 行权依据, in order.
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn legal_bases(&self, context: &Context<'_>) -> Result<Vec<LegalBasis>> {
        let ctx = ctx_of(context)?;
        let papers = required(ctx, self.batch.papers(ctx).await)?;
        Ok(papers.bases.iter().filter(|basis| basis.power_id == self.power_id).map(LegalBasis::from).collect())
    }

    /// 操作指引, in order.
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn guides(&self, context: &Context<'_>) -> Result<Vec<Guide>> {
        let ctx = ctx_of(context)?;
        let papers = required(ctx, self.batch.papers(ctx).await)?;
        Ok(papers.guides.iter().filter(|guide| guide.power_id == self.power_id).map(Guide::from).collect())
    }

    /// 裁量标准, in order.
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn standards(&self, context: &Context<'_>) -> Result<Vec<DiscretionStandard>> {
        let ctx = ctx_of(context)?;
        let papers = required(ctx, self.batch.papers(ctx).await)?;
        Ok(papers.standards.iter().filter(|row| row.power_id == self.power_id).map(DiscretionStandard::from).collect())
    }

    /// 流程环节, by number.
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn steps(&self, context: &Context<'_>) -> Result<Vec<FlowStep>> {
        let ctx = ctx_of(context)?;
        let flow = required(ctx, self.batch.flow(ctx).await)?;
        Ok(flow.steps.iter().filter(|step| step.power_id == self.power_id).map(|step| FlowStep::new(step, &flow.edges)).collect())
    }

    /// The flow drawn and in words.
    #[graphql(complexity = "DRAWING + child_complexity")]
    async fn chart(&self, context: &Context<'_>) -> Result<FlowChart> {
        let ctx = ctx_of(context)?;
        let chart = required(ctx, risk_register::chart(self, ctx).await)?;
        Ok(FlowChart::from(&chart))
    }

    /// 廉政风险点, in order.
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn risk_points(&self, context: &Context<'_>) -> Result<Vec<RiskPoint>> {
        let ctx = ctx_of(context)?;
        let risks = required(ctx, risk_register::risks(&self.batch, ctx).await)?;
        let today = ctx.now.in_china().date();
        Ok(risks.iter().filter(|risk| risk.point.power_id == self.power_id).map(|risk| RiskPoint::new(risk, today)).collect())
    }

    /// Whether a discipline organ has stopped it (叫停), and not yet let it go on.
    async fn is_halted(&self, context: &Context<'_>) -> Result<bool> {
        let ctx = ctx_of(context)?;
        Ok(required(ctx, halted(&self.batch, ctx).await)?.contains(&self.power_id))
    }

    /// Every 叫停 of it, the open one first, then the newest first; the record stays.
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn halts(&self, context: &Context<'_>) -> Result<Vec<Halt>> {
        let ctx = ctx_of(context)?;
        let load = || halts::halts_of(ctx, &self.batch.county, &self.batch.ids);
        let all = required(ctx, self.batch.halts.get_or_try_init(load).await)?;
        let own = all.iter().filter(|row| row.halt.power_id == self.power_id);
        Ok(own.map(|row| Halt::new(&ctx.actor, row.clone())).collect())
    }

    /// 过程检查 of it, the newest first; the record stays.
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn checks(&self, context: &Context<'_>) -> Result<Vec<ProcessCheck>> {
        let ctx = ctx_of(context)?;
        let load = || async { checks::checks_of(&ctx.read(&self.batch.county).await?, &self.batch.ids).await };
        let all = required(ctx, self.batch.checks.get_or_try_init(load).await)?;
        Ok(all.iter().filter(|row| row.check.power_id == self.power_id).cloned().map(ProcessCheck::from).collect())
    }

    /// 行权结果 of it, the latest first.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn outcomes(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<OutcomeConnection> {
        let ctx = ctx_of(context)?;
        let page = page_of(ctx, first, after.as_deref())?;
        required(ctx, load_outcomes(self, ctx, &page).await)
    }

    /// 意见建议 on it that everybody reads, on one part of it or on all, the newest first.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn opinions(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Only on this part.")] part: Option<OpinionPart>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<OpinionConnection> {
        let ctx = ctx_by_calendar(context)?;
        let page = page_of(ctx, first, after.as_deref())?;
        required(ctx, load_opinions(self, ctx, (part, &page)).await)
    }

    /// What the viewer may do with it now.
    async fn viewer_can(&self, context: &Context<'_>) -> Result<Vec<PowerAction>> {
        let ctx = ctx_of(context)?;
        let check = || checks::may_check(ctx, &self.batch.county, (self.power_id, self.batch.unit_id));
        let may_check = *required(ctx, self.batch.may_check.get_or_try_init(check).await)?;
        let load = || halts::may_order(ctx, &self.batch.county, self.power_id);
        let may_halt = *required(ctx, self.batch.may_halt.get_or_try_init(load).await)?;
        let is_free = may_halt && !required(ctx, halted(&self.batch, ctx).await)?.contains(&self.power_id);
        let all = [(is_free, PowerAction::Halt), (may_check, PowerAction::Check)];
        Ok(all.into_iter().filter_map(|(may, action)| may.then_some(action)).collect())
    }
}

async fn load_bodies(power: &Power, ctx: &Ctx) -> Outcome<Vec<PowerBody>> {
    let tx = ctx.read(&power.batch.county).await?;
    let words: BTreeSet<&String> = BTreeSet::from([&power.exercising_body, &power.supervising_body, &power.accountable_body]);
    let found = directory::units_named(&tx, &words.into_iter().cloned().collect::<Vec<_>>()).await?;
    let body = |(words, unit): (String, unit::Model)| PowerBody { words, unit_code: unit.code, unit_name: unit.name };
    Ok(found.into_iter().map(body).collect())
}

async fn halted<'a>(batch: &'a Batch, ctx: &Ctx) -> Outcome<&'a BTreeSet<PowerId>> {
    let load = || async { powers::halted_among(&ctx.read(&batch.county).await?, &batch.ids).await };
    batch.halted.get_or_try_init(load).await
}

async fn load_outcomes(power: &Power, ctx: &Ctx, page: &PageQuery) -> Outcome<OutcomeConnection> {
    let tx = ctx.read(&power.batch.county).await?;
    Ok(outcomes::of_power(ctx, &tx, power.power_id, page).await?.into())
}

async fn load_opinions(power: &Power, ctx: &Ctx, (part, page): (Option<OpinionPart>, &PageQuery)) -> Outcome<OpinionConnection> {
    let tx = ctx.read(&power.batch.county).await?;
    let place = opinions::Place::Power(power.power_id, part.map(Into::into));
    Ok(OpinionConnection::new(ctx, opinions::public_of(&tx, &place, page).await?))
}

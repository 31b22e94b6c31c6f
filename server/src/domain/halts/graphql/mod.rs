//! Halts in the schema: the list of those who have a part in them, and the three verbs.

mod halt;

pub use halt::{Halt, HaltAction, HaltAnswer, HaltConnection, HaltPayload, HaltStep, HaltedPower, PowerAction};

use crate::domain::halts::{self, OrderHalt};
use crate::domain::powers::HaltRow;
use crate::kernel::graphql::errors::{ctx_of, required};
use crate::kernel::graphql::ids;
use crate::kernel::page::{PageQuery, list_cost};
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, ID, InputObject, Object, Result};
use std::str::FromStr;

/// Queries of the halts.
#[derive(Debug, Default)]
pub struct HaltsQuery;

#[Object]
impl HaltsQuery {
    /// 叫停 that the viewer may answer or end, and those that ended; open ones first, then the newest first.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn halts(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Only open ones, or only those that ended.")] open: Option<bool>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<HaltConnection> {
        let ctx = ctx_of(context)?;
        required(ctx, listed(ctx, open, first, after.as_deref()).await)
    }
}

async fn listed(ctx: &Ctx, open: Option<bool>, first: Option<i32>, after: Option<&str>) -> Outcome<HaltConnection> {
    let page = PageQuery::parse(first, after).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    Ok(HaltConnection::new(&ctx.actor, halts::list(ctx, open, &page).await?))
}

/// 叫停.
#[derive(Debug, InputObject)]
pub struct HaltPowerInput {
    /// The power.
    pub power_id: ID,
    /// Number of the step at which it is out of order; none if it is the power as a whole.
    pub step_number: Option<i32>,
    /// Why, 5 to 1000 characters; everybody reads it.
    pub reason: String,
    /// A case behind it that the viewer may see; shown to nobody who may not.
    pub case_id: Option<ID>,
}

/// 整改答复.
#[derive(Debug, InputObject)]
pub struct AnswerHaltInput {
    /// Which halt.
    pub halt_id: ID,
    /// What was put right, 5 to 1000 characters; everybody reads it.
    pub text: String,
}

/// 恢复.
#[derive(Debug, InputObject)]
pub struct ResumePowerInput {
    /// Which halt.
    pub halt_id: ID,
    /// Why the power may go on, 5 to 1000 characters; everybody reads it.
    pub reason: String,
}

/// Changes of the halts.
#[derive(Debug, Default)]
pub struct HaltsMutation;

#[Object]
impl HaltsMutation {
    /// 叫停: stops a power, at once and on its page; by a head of an organ that covers its unit, or of the commission.
    async fn halt_power(&self, context: &Context<'_>, input: HaltPowerInput) -> Result<HaltPayload> {
        let ctx = ctx_of(context)?;
        HaltPayload::of(ctx, order(ctx, input).await)
    }

    /// 整改答复: what the unit has put right; by its publisher or reviewer, as often as needed while the power is stopped.
    async fn answer_halt(&self, context: &Context<'_>, input: AnswerHaltInput) -> Result<HaltPayload> {
        let ctx = ctx_of(context)?;
        HaltPayload::of(ctx, answer(ctx, input).await)
    }

    /// 恢复: lets a stopped power go on; by a head of the organ that stopped it, or of the commission. The record stays.
    async fn resume_power(&self, context: &Context<'_>, input: ResumePowerInput) -> Result<HaltPayload> {
        let ctx = ctx_of(context)?;
        HaltPayload::of(ctx, resume(ctx, input).await)
    }
}

async fn order(ctx: &Ctx, input: HaltPowerInput) -> Outcome<HaltRow> {
    let HaltPowerInput { power_id, step_number, reason, case_id } = input;
    let case_id = case_id.map(|id| parsed("caseId", &id)).transpose()?;
    halts::order(ctx, OrderHalt { power_id: parsed("powerId", &power_id)?, step_number, reason, case_id }).await
}

async fn answer(ctx: &Ctx, input: AnswerHaltInput) -> Outcome<HaltRow> {
    halts::answer(ctx, parsed("haltId", &input.halt_id)?, &input.text).await
}

async fn resume(ctx: &Ctx, input: ResumePowerInput) -> Outcome<HaltRow> {
    halts::resume(ctx, parsed("haltId", &input.halt_id)?, &input.reason).await
}

fn parsed<I: FromStr>(field: &'static str, id: &ID) -> Outcome<I> {
    ids::parse(field, id).map_err(|refusal| Failure::Refused(vec![refusal]))
}

//! 交接 as the schema shows it: a preview, and the act.

use crate::domain::cases::graphql::inputs::{all_parsed, parsed};
use crate::domain::cases::service::{self, Reassign, Shares};
use crate::domain::staff::graphql::StaffName;
use crate::kernel::graphql::errors::{UserError, answer, ctx_by_calendar, required};
use crate::kernel::page::STATEMENTS;
use crate::kernel::{Ctx, Outcome};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};

/// One person's share of the cases.
#[derive(Clone, Debug, SimpleObject)]
pub struct ReassignShare {
    /// Who takes over.
    pub handler: StaffName,
    /// How many cases.
    pub cases: i32,
}

/// 交接: what comes of it. It counts those cases only that the viewer may see.
#[derive(Clone, Debug, SimpleObject)]
pub struct ReassignPlan {
    /// How many cases there are; `reassignCases` takes it as `seen`.
    pub total: i32,
    /// How many each of those named takes.
    pub shares: Vec<ReassignShare>,
    /// How many fit none of them: nobody handles these then, and the heads are told.
    pub left: i32,
    /// Whether there are more than one act takes.
    pub has_more: bool,
    /// Who of the organ could take over.
    pub takers: Vec<StaffName>,
}

/// A handler's cases for others of the organ.
#[derive(InputObject)]
pub struct ReassignCasesInput {
    /// The organ.
    organ_id: ID,
    /// Whose cases; without it those that nobody handles.
    from_id: Option<ID>,
    /// Who takes over: one to twenty handlers or heads of the same organ.
    to_ids: Vec<ID>,
    /// How many cases were shown, as `ReassignPlan.total`: if they are others by now, nothing is done.
    seen: i32,
}

/// What came of it.
#[derive(SimpleObject)]
pub struct ReassignCasesPayload {
    /// Who took how many.
    pub done: Option<ReassignPlan>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

/// Queries of giving cases to others.
#[derive(Debug, Default)]
pub struct ReassignQuery;

#[Object]
impl ReassignQuery {
    /// 交接: what would come of giving a handler's open cases to others; for a head of the organ.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn reassignment(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The organ.")] organ_id: ID,
        #[graphql(desc = "Whose cases; without it those that nobody handles.")] from_id: Option<ID>,
        #[graphql(desc = "Who would take over.")] to_ids: Option<Vec<ID>>,
    ) -> Result<ReassignPlan> {
        let ctx = ctx_by_calendar(context)?;
        let input = required(ctx, read(&organ_id, from_id.as_ref(), &to_ids.unwrap_or_default()))?;
        required(ctx, service::reassign_plan(ctx, &input).await).map(ReassignPlan::from)
    }
}

/// Mutations of giving cases to others.
#[derive(Debug, Default)]
pub struct ReassignMutation;

#[Object]
impl ReassignMutation {
    /// 交接: all open cases of a handler go to others of the organ in one act; by a head of the organ.
    async fn reassign_cases(&self, context: &Context<'_>, input: ReassignCasesInput) -> Result<ReassignCasesPayload> {
        let ctx = ctx_by_calendar(context)?;
        let (done, errors) = answer(ctx, act(ctx, &input).await)?;
        Ok(ReassignCasesPayload { done: done.map(ReassignPlan::from), errors })
    }
}

async fn act(ctx: &Ctx, input: &ReassignCasesInput) -> Outcome<Shares> {
    let seen = usize::try_from(input.seen).unwrap_or(usize::MAX);
    service::reassign(ctx, &read(&input.organ_id, input.from_id.as_ref(), &input.to_ids)?, seen).await
}

fn read(organ: &ID, from: Option<&ID>, to: &[ID]) -> Outcome<Reassign> {
    Ok(Reassign { organ: parsed("organId", organ)?, from: from.map(|id| parsed("fromId", id)).transpose()?, to: all_parsed("toIds", to)? })
}

impl From<Shares> for ReassignPlan {
    fn from(shares: Shares) -> Self {
        let whole = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        let share = |(id, name, cases)| ReassignShare { handler: StaffName::new(id, name), cases: whole(cases) };
        Self {
            total: whole(shares.total),
            shares: shares.shares.into_iter().map(share).collect(),
            left: whole(shares.left),
            has_more: shares.has_more,
            takers: shares.takers.into_iter().map(|(id, name)| StaffName::new(id, name)).collect(),
        }
    }
}

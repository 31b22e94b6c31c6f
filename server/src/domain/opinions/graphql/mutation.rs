//! The verbs of opinions: decode, call, show the opinion as it stands then.

use super::inputs::{
    AdoptOpinionInput, AssignOpinionInput, FollowUpOpinionInput, PublishOpinionInput, RateOpinionInput, ReadOpinionInput,
    RefuseOpinionInput, ReplyOpinionInput, SubmitOpinionInput, UrgeOpinionInput, parsed,
};
use super::opinion::Opinion;
use crate::domain::opinions::service::{self, Rating};
use crate::kernel::graphql::errors::{UserError, answer, ctx_by_calendar};
use crate::kernel::{Ctx, Outcome};
use async_graphql::{Context, ID, Object, Result, SimpleObject};
use entity::id::OpinionId;

/// The opinion as it stands now.
#[derive(Debug, SimpleObject)]
pub struct OpinionPayload {
    /// The opinion; none if nothing was done.
    pub opinion: Option<Opinion>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

/// Whether a round names an opinion.
#[derive(Debug, SimpleObject)]
pub struct AdoptOpinionPayload {
    /// It was done.
    pub done: bool,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

/// Changes of opinions.
#[derive(Debug, Default)]
pub struct OpinionsMutation;

#[Object]
impl OpinionsMutation {
    /// 提意见; for whoever proved a phone for it. What sounds like an accusation is refused with `ROUTE_ELSEWHERE` unless its
    /// author says that it is none.
    async fn submit_opinion(&self, context: &Context<'_>, input: SubmitOpinionInput) -> Result<OpinionPayload> {
        let ctx = ctx_by_calendar(context)?;
        shown(ctx, submit(ctx, input).await).await
    }

    /// 追问: its author asks on once it is answered, up to five times; a new term begins.
    async fn follow_up_opinion(&self, context: &Context<'_>, input: FollowUpOpinionInput) -> Result<OpinionPayload> {
        let ctx = ctx_by_calendar(context)?;
        shown(ctx, follow_up(ctx, input).await).await
    }

    /// 打分: its author rates the answer, once; with that it is over.
    async fn rate_opinion(&self, context: &Context<'_>, input: RateOpinionInput) -> Result<OpinionPayload> {
        let ctx = ctx_by_calendar(context)?;
        shown(ctx, rate(ctx, input).await).await
    }

    /// 已读: somebody of the unit opened it; later openings change nothing.
    async fn read_opinion(&self, context: &Context<'_>, input: ReadOpinionInput) -> Result<OpinionPayload> {
        let ctx = ctx_by_calendar(context)?;
        shown(ctx, read(ctx, input).await).await
    }

    /// 分办: it becomes the task of somebody who answers for the unit.
    async fn assign_opinion(&self, context: &Context<'_>, input: AssignOpinionInput) -> Result<OpinionPayload> {
        let ctx = ctx_by_calendar(context)?;
        shown(ctx, assign(ctx, input).await).await
    }

    /// 答复, by publisher or reviewer of the unit; its author is told by SMS that there is an answer.
    async fn reply_opinion(&self, context: &Context<'_>, input: ReplyOpinionInput) -> Result<OpinionPayload> {
        let ctx = ctx_by_calendar(context)?;
        shown(ctx, reply(ctx, input).await).await
    }

    /// 公开, by the unit's publisher who has read it, or by a head of the commission.
    async fn publish_opinion(&self, context: &Context<'_>, input: PublishOpinionInput) -> Result<OpinionPayload> {
        let ctx = ctx_by_calendar(context)?;
        shown(ctx, publish(ctx, input).await).await
    }

    /// 不公开, with a reason that its author reads; of a public one what its author added last. The commission takes the whole away.
    async fn refuse_opinion(&self, context: &Context<'_>, input: RefuseOpinionInput) -> Result<OpinionPayload> {
        let ctx = ctx_by_calendar(context)?;
        shown(ctx, refuse(ctx, input).await).await
    }

    /// 督办, by head or handler of the commission.
    async fn urge_opinion(&self, context: &Context<'_>, input: UrgeOpinionInput) -> Result<OpinionPayload> {
        let ctx = ctx_by_calendar(context)?;
        shown(ctx, urge(ctx, input).await).await
    }

    /// 采纳: names an opinion in an open round of 清权, or takes the name back; the published version names it.
    async fn adopt_opinion(&self, context: &Context<'_>, input: AdoptOpinionInput) -> Result<AdoptOpinionPayload> {
        let ctx = ctx_by_calendar(context)?;
        let (done, errors) = answer(ctx, adopt(ctx, input).await)?;
        Ok(AdoptOpinionPayload { done: done.is_some(), errors })
    }
}

/// The opinion after a verb, in a transaction of its own.
async fn shown(ctx: &Ctx, done: Outcome<OpinionId>) -> Result<OpinionPayload> {
    let read = match done {
        Ok(id) => service::one(ctx, id).await,
        Err(why) => Err(why),
    };
    let (row, errors) = answer(ctx, read)?;
    Ok(OpinionPayload { opinion: row.map(|row| Opinion::new(ctx, row)), errors })
}

fn opinion_id(id: &ID) -> Outcome<OpinionId> {
    parsed("opinionId", id)
}

async fn submit(ctx: &Ctx, input: SubmitOpinionInput) -> Outcome<OpinionId> {
    service::may_submit(ctx)?;
    Ok(service::submit(ctx, input.read()?).await?.id)
}

async fn follow_up(ctx: &Ctx, input: FollowUpOpinionInput) -> Outcome<OpinionId> {
    let id = opinion_id(&input.opinion_id)?;
    service::follow_up(ctx, (id, input.revision.into()), &input.text).await?;
    Ok(id)
}

async fn rate(ctx: &Ctx, input: RateOpinionInput) -> Outcome<OpinionId> {
    let id = opinion_id(&input.opinion_id)?;
    let said = Rating { rating: input.rating, words: input.words.unwrap_or_default() };
    service::rate(ctx, (id, input.revision.into()), &said).await?;
    Ok(id)
}

async fn read(ctx: &Ctx, input: ReadOpinionInput) -> Outcome<OpinionId> {
    let id = opinion_id(&input.opinion_id)?;
    service::mark_read(ctx, id).await?;
    Ok(id)
}

async fn assign(ctx: &Ctx, input: AssignOpinionInput) -> Outcome<OpinionId> {
    let id = opinion_id(&input.opinion_id)?;
    service::assign(ctx, (id, input.revision.into()), parsed("accountId", &input.account_id)?).await?;
    Ok(id)
}

async fn reply(ctx: &Ctx, input: ReplyOpinionInput) -> Outcome<OpinionId> {
    let id = opinion_id(&input.opinion_id)?;
    service::reply(ctx, (id, input.revision.into()), (&input.text, input.points_to_report.unwrap_or_default())).await?;
    Ok(id)
}

async fn publish(ctx: &Ctx, input: PublishOpinionInput) -> Outcome<OpinionId> {
    let id = opinion_id(&input.opinion_id)?;
    service::publish(ctx, (id, input.revision.into())).await?;
    Ok(id)
}

async fn refuse(ctx: &Ctx, input: RefuseOpinionInput) -> Outcome<OpinionId> {
    let id = opinion_id(&input.opinion_id)?;
    service::refuse(ctx, (id, input.revision.into()), &input.reason).await?;
    Ok(id)
}

async fn urge(ctx: &Ctx, input: UrgeOpinionInput) -> Outcome<OpinionId> {
    let id = opinion_id(&input.opinion_id)?;
    service::urge(ctx, (id, input.revision.into()), &input.words.unwrap_or_default()).await?;
    Ok(id)
}

async fn adopt(ctx: &Ctx, input: AdoptOpinionInput) -> Outcome<()> {
    let (round, id) = (parsed("clearingId", &input.clearing_id)?, opinion_id(&input.opinion_id)?);
    service::adopt(ctx, (round, id), input.is_adopted).await
}

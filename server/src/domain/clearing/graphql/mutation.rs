//! The verbs of clearing.

use super::inputs::{
    DecideClearingItemInput, DropClearingItemInput, GatherClearingInput, PublishClearingInput, RecallClearingInput, ReturnClearingInput,
    SaveClearingItemInput, SendClearingInput, StartClearingInput,
};
use super::parsed;
use super::round::ClearingPayload;
use crate::domain::clearing::service;
use crate::kernel::graphql::errors::ctx_by_calendar;
use crate::kernel::graphql::ids;
use crate::kernel::{Ctx, Outcome};
use async_graphql::{Context, ID, Object, Result};
use entity::id::{ClearingId, ClearingItemId};

/// Changes of clearing.
#[derive(Debug, Default)]
pub struct ClearingMutation;

#[Object]
impl ClearingMutation {
    /// 开始清权: a round with all that the unit has published; the open one if there is one. By its publisher or reviewer.
    async fn start_clearing(&self, context: &Context<'_>, input: StartClearingInput) -> Result<ClearingPayload> {
        let ctx = ctx_by_calendar(context)?;
        ClearingPayload::of(ctx, start(ctx, input).await).await
    }

    /// 收进来: what the unit took over from units that were merged into it, with what was decided there.
    async fn gather_clearing(&self, context: &Context<'_>, input: GatherClearingInput) -> Result<ClearingPayload> {
        let ctx = ctx_by_calendar(context)?;
        ClearingPayload::of(ctx, gather(ctx, input).await).await
    }

    /// 改内容 of one item, or a new item; a decision that is not true any more is taken back.
    async fn save_clearing_item(&self, context: &Context<'_>, input: SaveClearingItemInput) -> Result<ClearingPayload> {
        let ctx = ctx_by_calendar(context)?;
        ClearingPayload::of(ctx, save(ctx, input).await).await
    }

    /// 保留, 调整, 取消 or 新增 one item; without a legal basis it can only be cancelled.
    async fn decide_clearing_item(&self, context: &Context<'_>, input: DecideClearingItemInput) -> Result<ClearingPayload> {
        let ctx = ctx_by_calendar(context)?;
        ClearingPayload::of(ctx, decide(ctx, input).await).await
    }

    /// Takes a new item out again.
    async fn drop_clearing_item(&self, context: &Context<'_>, input: DropClearingItemInput) -> Result<ClearingPayload> {
        let ctx = ctx_by_calendar(context)?;
        ClearingPayload::of(ctx, drop_item(ctx, input).await).await
    }

    /// 送审: to the reviewers of the county, once every item is decided.
    async fn send_clearing(&self, context: &Context<'_>, input: SendClearingInput) -> Result<ClearingPayload> {
        let ctx = ctx_by_calendar(context)?;
        ClearingPayload::of(ctx, send(ctx, input).await).await
    }

    /// 撤回: back from the county while nobody decided.
    async fn recall_clearing(&self, context: &Context<'_>, input: RecallClearingInput) -> Result<ClearingPayload> {
        let ctx = ctx_by_calendar(context)?;
        ClearingPayload::of(ctx, recall(ctx, input).await).await
    }

    /// 退回: back to the unit, with a reason; by a reviewer of the county who wrote nothing in it.
    async fn return_clearing(&self, context: &Context<'_>, input: ReturnClearingInput) -> Result<ClearingPayload> {
        let ctx = ctx_by_calendar(context)?;
        ClearingPayload::of(ctx, send_back(ctx, input).await).await
    }

    /// 公布: everybody reads the list from now on, as a version with its number; by a reviewer of the county who wrote nothing in it.
    async fn publish_clearing(&self, context: &Context<'_>, input: PublishClearingInput) -> Result<ClearingPayload> {
        let ctx = ctx_by_calendar(context)?;
        ClearingPayload::of(ctx, publish(ctx, input).await).await
    }
}

type Done = Outcome<(ClearingId, Option<ID>)>;

async fn start(ctx: &Ctx, input: StartClearingInput) -> Done {
    Ok((service::start(ctx, parsed("unitId", &input.unit_id)?).await?, None))
}

async fn gather(ctx: &Ctx, input: GatherClearingInput) -> Done {
    let id = parsed("clearingId", &input.clearing_id)?;
    service::gather(ctx, id).await.map(|()| (id, None))
}

async fn save(ctx: &Ctx, input: SaveClearingItemInput) -> Done {
    let input = input.read()?;
    let round = input.round;
    let item = service::save_item(ctx, input).await?;
    Ok((round, Some(ids::show(item))))
}

async fn decide(ctx: &Ctx, input: DecideClearingItemInput) -> Done {
    let id: ClearingItemId = parsed("itemId", &input.item_id)?;
    let reason = input.reason.unwrap_or_default();
    let round = service::decide_item(ctx, (id, i64::from(input.revision)), input.decision.into(), &reason).await?;
    Ok((round, Some(ids::show(id))))
}

async fn drop_item(ctx: &Ctx, input: DropClearingItemInput) -> Done {
    let id: ClearingItemId = parsed("itemId", &input.item_id)?;
    Ok((service::drop_item(ctx, (id, i64::from(input.revision))).await?, None))
}

async fn send(ctx: &Ctx, input: SendClearingInput) -> Done {
    let id = parsed("clearingId", &input.clearing_id)?;
    service::send(ctx, id, i64::from(input.revision)).await.map(|()| (id, None))
}

async fn recall(ctx: &Ctx, input: RecallClearingInput) -> Done {
    let id = parsed("clearingId", &input.clearing_id)?;
    service::recall(ctx, id, i64::from(input.revision)).await.map(|()| (id, None))
}

async fn send_back(ctx: &Ctx, input: ReturnClearingInput) -> Done {
    let id = parsed("clearingId", &input.clearing_id)?;
    service::send_back(ctx, (id, i64::from(input.revision)), &input.reason).await.map(|()| (id, None))
}

async fn publish(ctx: &Ctx, input: PublishClearingInput) -> Done {
    let id = parsed("clearingId", &input.clearing_id)?;
    service::publish(ctx, id, i64::from(input.revision)).await.map(|_| (id, None))
}

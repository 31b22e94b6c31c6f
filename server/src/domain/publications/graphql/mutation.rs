//! The verbs of publications.

use super::draft::PublicationDraftPayload;
use super::inputs::{
    CorrectPublicationInput, DiscardPublicationInput, DraftPublicationInput, HidePublicationInput, PublishCaseInput,
    ReturnPublicationInput, SavePublicationInput, SendPublicationInput,
};
use super::of_case::CasePublicationsPayload;
use super::parsed;
use super::withholding::{DecideWithholdingInput, PublishAfterAllInput, WithholdResultInput};
use crate::domain::publications::service;
use crate::kernel::graphql::errors::ctx_by_calendar;
use crate::kernel::{Ctx, Outcome};
use async_graphql::{Context, ID, Object, Result};
use entity::id::{CaseId, PublicationId, WithholdingId};

/// Changes of the publications.
#[derive(Debug, Default)]
pub struct PublicationsMutation;

#[Object]
impl PublicationsMutation {
    /// 起草: a copy of what the reporter was told, with marks on what should be hidden; by the handler of a concluded case, or a
    /// head of its organ.
    async fn draft_publication(&self, context: &Context<'_>, input: DraftPublicationInput) -> Result<PublicationDraftPayload> {
        let ctx = ctx_by_calendar(context)?;
        PublicationDraftPayload::of(ctx, draft(ctx, input).await).await
    }

    /// 改草稿: words, marks, and what the kind needs besides; what the program would hide beyond them is suggested anew.
    async fn save_publication(&self, context: &Context<'_>, input: SavePublicationInput) -> Result<PublicationDraftPayload> {
        let ctx = ctx_by_calendar(context)?;
        PublicationDraftPayload::of(ctx, save(ctx, input).await).await
    }

    /// 送审: to the heads of the organ, for an exposure to those of the county commission.
    async fn send_publication(&self, context: &Context<'_>, input: SendPublicationInput) -> Result<PublicationDraftPayload> {
        let ctx = ctx_by_calendar(context)?;
        PublicationDraftPayload::of(ctx, send(ctx, input).await).await
    }

    /// 批准公开: everybody reads it from now on; by a head who neither wrote nor sent it.
    async fn publish_case(&self, context: &Context<'_>, input: PublishCaseInput) -> Result<PublicationDraftPayload> {
        let ctx = ctx_by_calendar(context)?;
        PublicationDraftPayload::of(ctx, publish(ctx, input).await).await
    }

    /// 退回: back to who wrote it, with a reason; by a head who neither wrote nor sent it.
    async fn return_publication(&self, context: &Context<'_>, input: ReturnPublicationInput) -> Result<PublicationDraftPayload> {
        let ctx = ctx_by_calendar(context)?;
        PublicationDraftPayload::of(ctx, send_back(ctx, input).await).await
    }

    /// 作废草稿: its words go, and that there was one stays on the ledger; by who wrote or sent it, or a head of its organ.
    async fn discard_publication(&self, context: &Context<'_>, input: DiscardPublicationInput) -> Result<CasePublicationsPayload> {
        let ctx = ctx_by_calendar(context)?;
        CasePublicationsPayload::of(ctx, discard(ctx, input).await).await
    }

    /// 提请不公开: that the result of a case is not published, with a reason; by its handler, or a head of its organ.
    async fn withhold_result(&self, context: &Context<'_>, input: WithholdResultInput) -> Result<CasePublicationsPayload> {
        let ctx = ctx_by_calendar(context)?;
        CasePublicationsPayload::of(ctx, withhold(ctx, input).await).await
    }

    /// 批不公开: then nothing is urged any more; by a head of the organ who did not propose it.
    async fn decide_withholding(&self, context: &Context<'_>, input: DecideWithholdingInput) -> Result<CasePublicationsPayload> {
        let ctx = ctx_by_calendar(context)?;
        CasePublicationsPayload::of(ctx, decide_withholding(ctx, input).await).await
    }

    /// 决定还是公开: what was decided not to be published is to be published after all, within a term of its own; by a head.
    async fn publish_after_all(&self, context: &Context<'_>, input: PublishAfterAllInput) -> Result<CasePublicationsPayload> {
        let ctx = ctx_by_calendar(context)?;
        CasePublicationsPayload::of(ctx, publish_after_all(ctx, input).await).await
    }

    /// 更正: a new version of what is published; it goes the way of the first one, and the old one stays as corrected.
    async fn correct_publication(&self, context: &Context<'_>, input: CorrectPublicationInput) -> Result<PublicationDraftPayload> {
        let ctx = ctx_by_calendar(context)?;
        PublicationDraftPayload::of(ctx, correct(ctx, input).await).await
    }

    /// 撤下: its page keeps its place and says why; by a head of the organ, for an exposure of the county commission.
    async fn hide_publication(&self, context: &Context<'_>, input: HidePublicationInput) -> Result<PublicationDraftPayload> {
        let ctx = ctx_by_calendar(context)?;
        PublicationDraftPayload::of(ctx, hide(ctx, input).await).await
    }
}

type Named = (PublicationId, i64);

fn named(id: &ID, version: i32) -> Outcome<Named> {
    Ok((parsed("publicationId", id)?, i64::from(version)))
}

async fn draft(ctx: &Ctx, input: DraftPublicationInput) -> Outcome<PublicationId> {
    service::draft(ctx, input.read()?).await
}

async fn save(ctx: &Ctx, input: SavePublicationInput) -> Outcome<PublicationId> {
    let input = input.read()?;
    let id = input.id;
    service::save(ctx, input).await.map(|()| id)
}

async fn send(ctx: &Ctx, input: SendPublicationInput) -> Outcome<PublicationId> {
    let (id, version) = named(&input.publication_id, input.version)?;
    service::send(ctx, id, version).await.map(|()| id)
}

async fn publish(ctx: &Ctx, input: PublishCaseInput) -> Outcome<PublicationId> {
    let (id, version) = named(&input.publication_id, input.version)?;
    service::publish(ctx, id, version).await.map(|()| id)
}

async fn send_back(ctx: &Ctx, input: ReturnPublicationInput) -> Outcome<PublicationId> {
    let named = named(&input.publication_id, input.version)?;
    service::send_back(ctx, named, &input.reason).await.map(|()| named.0)
}

async fn correct(ctx: &Ctx, input: CorrectPublicationInput) -> Outcome<PublicationId> {
    let named = named(&input.publication_id, input.version)?;
    service::correct(ctx, named, input.reason.into()).await.map(|()| named.0)
}

async fn hide(ctx: &Ctx, input: HidePublicationInput) -> Outcome<PublicationId> {
    let named = named(&input.publication_id, input.version)?;
    service::hide(ctx, named, input.reason.into()).await.map(|()| named.0)
}

async fn discard(ctx: &Ctx, input: DiscardPublicationInput) -> Outcome<CaseId> {
    let (id, version) = named(&input.publication_id, input.version)?;
    service::discard(ctx, id, version).await
}

async fn withhold(ctx: &Ctx, input: WithholdResultInput) -> Outcome<CaseId> {
    service::withhold(ctx, input.read()?).await
}

async fn decide_withholding(ctx: &Ctx, input: DecideWithholdingInput) -> Outcome<CaseId> {
    let id: WithholdingId = parsed("withholdingId", &input.withholding_id)?;
    service::decide_withholding(ctx, (id, i64::from(input.version)), input.agrees).await
}

async fn publish_after_all(ctx: &Ctx, input: PublishAfterAllInput) -> Outcome<CaseId> {
    let id: WithholdingId = parsed("withholdingId", &input.withholding_id)?;
    service::publish_after_all(ctx, (id, i64::from(input.version))).await
}

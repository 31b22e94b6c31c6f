//! Outcomes in the schema: what everybody reads, and the verbs of publishers and of the county's administrator.

mod files;
mod imports;
mod inputs;
mod objects;

pub use imports::{OutcomeImportsMutation, OutcomeImportsQuery};
pub use objects::{OutcomeAction, OutcomeConnection, OutcomeKind, PublicOutcome};

use super::service;
use crate::kernel::graphql::errors::{UserError, answer, ctx_by_calendar, optional, required};
use crate::kernel::page::{PageQuery, STATEMENTS, few_cost, list_cost};
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, Object, Result, SimpleObject};
use entity::id::OutcomeId;
use files::DetachOutcomeFileInput;
use inputs::{CorrectOutcomeInput, OutcomeFilter, PublishOutcomeInput, RemoveOutcomeInput, SetOutcomeKindInput, parsed};

/// Queries of the outcomes.
#[derive(Debug, Default)]
pub struct OutcomesQuery;

#[Object]
impl OutcomesQuery {
    /// 行权结果, by its address; null if there is none.
    async fn outcome(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Division code of the county.")] county: String,
        #[graphql(desc = "Its code.")] code: String,
    ) -> Result<Option<PublicOutcome>> {
        let ctx = ctx_by_calendar(context)?;
        optional(ctx, one(ctx, &county, &code).await)
    }

    /// 行权结果 of a county, the latest first.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "each argument is one of the schema's")]
    async fn outcomes(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Division code of the county.")] county: String,
        #[graphql(desc = "Which ones; all if not given.")] filter: Option<OutcomeFilter>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<OutcomeConnection> {
        let ctx = ctx_by_calendar(context)?;
        let page = PageQuery::parse(first, after.as_deref()).map_err(|refusal| Failure::Refused(vec![refusal]));
        required(ctx, found(ctx, (&county, filter.unwrap_or_default()), page).await)
    }

    /// The kinds of outcomes that a county has, with their columns, closed ones too.
    #[graphql(complexity = "STATEMENTS + few_cost(child_complexity)")]
    async fn outcome_kinds(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Division code of the county.")] county: String,
    ) -> Result<Vec<OutcomeKind>> {
        let ctx = ctx_by_calendar(context)?;
        required(ctx, kinds(ctx, &county).await)
    }
}

async fn one(ctx: &Ctx, county: &str, code: &str) -> Outcome<PublicOutcome> {
    let tx = ctx.read(&ctx.county(county).await?).await?;
    Ok(service::outcome(ctx, &tx, code).await?.into())
}

async fn found(ctx: &Ctx, (county, filter): (&str, OutcomeFilter), page: Outcome<PageQuery>) -> Outcome<OutcomeConnection> {
    let (county, page) = (ctx.county(county).await?, page?);
    let tx = ctx.read(&county).await?;
    Ok(service::list(ctx, &tx, &filter.into(), &page).await?.into())
}

async fn kinds(ctx: &Ctx, county: &str) -> Outcome<Vec<OutcomeKind>> {
    let tx = ctx.read(&ctx.county(county).await?).await?;
    Ok(service::kinds(&tx).await?.into_iter().map(OutcomeKind::from).collect())
}

/// The outcome as it stands now.
#[derive(Debug, SimpleObject)]
pub struct OutcomePayload {
    /// The outcome; none if nothing was done.
    pub outcome: Option<PublicOutcome>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

/// The kind as it stands now.
#[derive(Debug, SimpleObject)]
pub struct OutcomeKindPayload {
    /// The kind; none if nothing was done.
    pub kind: Option<OutcomeKind>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

/// Changes of the outcomes.
#[derive(Debug, Default)]
pub struct OutcomesMutation;

#[Object]
impl OutcomesMutation {
    /// 设类别: makes a kind of outcomes, or gives one other columns, which is a new version; by the county's administrator.
    async fn set_outcome_kind(&self, context: &Context<'_>, input: SetOutcomeKindInput) -> Result<OutcomeKindPayload> {
        let ctx = ctx_by_calendar(context)?;
        let (kind, errors) = answer(ctx, service::set_kind(ctx, input.into()).await)?;
        Ok(OutcomeKindPayload { kind: kind.map(OutcomeKind::from), errors })
    }

    /// 公开: publishes an outcome at once; by a publisher of the unit, or of one above it.
    async fn publish_outcome(&self, context: &Context<'_>, input: PublishOutcomeInput) -> Result<OutcomePayload> {
        let ctx = ctx_by_calendar(context)?;
        payload(ctx, publish(ctx, input).await).await
    }

    /// 更正: what stood there stays, marked as corrected; for privacy only that something was removed.
    async fn correct_outcome(&self, context: &Context<'_>, input: CorrectOutcomeInput) -> Result<OutcomePayload> {
        let ctx = ctx_by_calendar(context)?;
        payload(ctx, correct(ctx, input).await).await
    }

    /// 拿掉: takes away all that an outcome says, to protect somebody; its place stays. What has no personal column and no attachment
    /// the county's administrator takes away.
    async fn remove_outcome(&self, context: &Context<'_>, input: RemoveOutcomeInput) -> Result<OutcomePayload> {
        let ctx = ctx_by_calendar(context)?;
        payload(ctx, remove(ctx, &input).await).await
    }

    /// 拿掉附件: takes the name and the bytes of an attachment away; that it was there stays.
    async fn detach_outcome_file(&self, context: &Context<'_>, input: DetachOutcomeFileInput) -> Result<OutcomePayload> {
        let ctx = ctx_by_calendar(context)?;
        payload(ctx, detach(ctx, &input).await).await
    }
}

async fn detach(ctx: &Ctx, input: &DetachOutcomeFileInput) -> Outcome<OutcomeId> {
    service::detach(ctx, (parsed("outcomeId", &input.outcome_id)?, input.revision.into()), input.no).await
}

async fn publish(ctx: &Ctx, input: PublishOutcomeInput) -> Outcome<OutcomeId> {
    service::publish(ctx, input.read()?).await
}

async fn correct(ctx: &Ctx, input: CorrectOutcomeInput) -> Outcome<OutcomeId> {
    service::correct(ctx, input.read()?).await
}

async fn remove(ctx: &Ctx, input: &RemoveOutcomeInput) -> Outcome<OutcomeId> {
    service::remove(ctx, (parsed("outcomeId", &input.outcome_id)?, input.revision.into()), input.reason).await
}

async fn payload(ctx: &Ctx, done: Outcome<OutcomeId>) -> Result<OutcomePayload> {
    let (id, errors) = answer(ctx, done)?;
    let Some(id) = id else { return Ok(OutcomePayload { outcome: None, errors }) };
    let row = required(ctx, service::outcome_by_id(ctx, id).await)?;
    Ok(OutcomePayload { outcome: Some(row.into()), errors })
}

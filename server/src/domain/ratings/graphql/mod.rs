//! Ratings in the schema: the form and the sheet for everybody, the rest for the county commission.

mod inputs;
mod inside;
mod objects;

pub use inputs::{
    IndicatorGroupInput, IndicatorInput, OpenRatingReasonsInput, RateInput, RatingAnswerInput, ReviewRatingBurstInput, SetIndicatorsInput,
};
pub use inside::{RatingBurst, RatingMonth, RatingPart, RatingPlace, RatingPlaceConnection, RatingReason, RatingTally};
pub use objects::{
    BurstState, Indicator, IndicatorGroup, IndicatorKind, IndicatorSet, IndicatorSide, RatedSubject, RatingFigure, RatingForm,
};

use super::service;
use crate::kernel::graphql::errors::{UserError, answer, ctx_of, optional, required};
use crate::kernel::graphql::words::SubjectKind;
use crate::kernel::page::{PageQuery, STATEMENTS, list_cost, whole_cost};
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, ID, Object, Result, SimpleObject};

/// Queries of the ratings.
#[derive(Debug, Default)]
pub struct RatingsQuery;

#[Object]
impl RatingsQuery {
    /// 评一评: what is asked of an official, a power or an outcome today; null if there is none for the public.
    #[graphql(complexity = "STATEMENTS.saturating_add(child_complexity)")]
    async fn rating_form(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "An official, a power or an outcome.")] subject_id: ID,
    ) -> Result<Option<RatingForm>> {
        let ctx = ctx_of(context)?;
        optional(ctx, form(ctx, &subject_id).await)
    }

    /// What everybody reads of an official, a power or an outcome; null if there is none for the public.
    #[graphql(complexity = "STATEMENTS.saturating_add(child_complexity)")]
    async fn rating_figure(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "An official, a power or an outcome.")] subject_id: ID,
    ) -> Result<Option<RatingFigure>> {
        let ctx = ctx_of(context)?;
        optional(ctx, form(ctx, &subject_id).await.map(|form| form.figure))
    }

    /// 指标: what a county asks today, of party members, others, powers and outcomes.
    #[graphql(complexity = "whole_cost(4, child_complexity)")]
    async fn indicator_sets(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Division code of the county.")] county: String,
    ) -> Result<Vec<IndicatorSet>> {
        let ctx = ctx_of(context)?;
        required(ctx, sets(ctx, &county).await)
    }

    /// 内部排序 of units, officials, powers or outcomes in a month; for heads and handlers of the county commission.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "each argument is one of the schema's")]
    async fn rating_ranking(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Of what.")] kind: SubjectKind,
        #[graphql(desc = "The month, e.g. `2026-11`; this one if not given.")] month: Option<String>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<RatingPlaceConnection> {
        let ctx = ctx_of(context)?;
        required(ctx, places(ctx, (kind, month.as_deref()), (first, after.as_deref())).await)
    }

    /// 各月走势 of an official, a power or an outcome, the latest month first, at most 24; for heads and handlers of the county
    /// commission; null if there is no such subject.
    #[graphql(complexity = "whole_cost(24, child_complexity)")]
    async fn rating_trend(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "An official, a power or an outcome.")] subject_id: ID,
    ) -> Result<Option<Vec<RatingMonth>>> {
        let ctx = ctx_of(context)?;
        optional(ctx, trend(ctx, &subject_id).await)
    }

    /// 集中评价 that wait for a review, or that were reviewed, the newest first, at most 100; for heads and handlers of the county
    /// commission.
    #[graphql(complexity = "whole_cost(100, child_complexity)")]
    async fn rating_bursts(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Those that wait, or those that were reviewed.")] open: bool,
    ) -> Result<Vec<RatingBurst>> {
        let ctx = ctx_of(context)?;
        let bursts = service::bursts(ctx, open).await;
        required(ctx, bursts.map(|bursts| bursts.into_iter().map(RatingBurst::from).collect()))
    }
}

async fn form(ctx: &Ctx, id: &ID) -> Outcome<RatingForm> {
    Ok(service::form(ctx, inputs::rated("subjectId", id)?).await?.into())
}

async fn sets(ctx: &Ctx, county: &str) -> Outcome<Vec<IndicatorSet>> {
    let tx = ctx.read(&ctx.county(county).await?).await?;
    Ok(service::indicator_sets(&tx).await?.into_iter().map(IndicatorSet::from).collect())
}

async fn places(
    ctx: &Ctx,
    (kind, month): (SubjectKind, Option<&str>),
    (first, after): (Option<i32>, Option<&str>),
) -> Outcome<RatingPlaceConnection> {
    let page = PageQuery::parse(first, after).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let month = month.map(inputs::month).transpose()?;
    Ok(service::places(ctx, kind.into(), month, &page).await?.into())
}

async fn trend(ctx: &Ctx, id: &ID) -> Outcome<Vec<RatingMonth>> {
    let (months, texts) = service::trend(ctx, inputs::rated("subjectId", id)?).await?;
    Ok(months.into_iter().map(|month| inside::month_of(month, &texts)).collect())
}

/// What came of a sheet.
#[derive(Debug, SimpleObject)]
pub struct RatePayload {
    /// The month that it counts in; none if it was not taken.
    pub month: Option<String>,
    /// Whether an earlier sheet of this month gave way.
    pub is_replaced: bool,
    /// Whether it counts: a phone was proven for it.
    pub is_verified: bool,
    /// Why it was not taken.
    pub errors: Vec<UserError>,
}

/// The indicators as they stand now.
#[derive(Debug, SimpleObject)]
pub struct SetIndicatorsPayload {
    /// The new version; none if nothing was done.
    pub indicators: Option<IndicatorSet>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

/// The burst as it stands now.
#[derive(Debug, SimpleObject)]
pub struct ReviewRatingBurstPayload {
    /// The burst; none if nothing was done.
    pub burst: Option<RatingBurst>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

/// Reasons that were opened.
#[derive(Debug, SimpleObject)]
pub struct OpenRatingReasonsPayload {
    /// The newest 50.
    pub reasons: Vec<RatingReason>,
    /// Why none was opened.
    pub errors: Vec<UserError>,
}

/// Changes of the ratings.
#[derive(Debug, Default)]
pub struct RatingsMutation;

#[Object]
impl RatingsMutation {
    /// 评价: a sheet of one person on one subject for this month; an earlier one gives way. With a 1 or 2 it needs a phone
    /// proven for `RATE`, a name and reasons.
    async fn rate(&self, context: &Context<'_>, input: RateInput) -> Result<RatePayload> {
        let ctx = ctx_of(context)?;
        let (taken, errors) = answer(ctx, rate(ctx, input).await)?;
        Ok(RatePayload {
            month: taken.map(|taken| taken.month.to_string()),
            is_replaced: taken.is_some_and(|taken| taken.is_replaced),
            is_verified: taken.is_some_and(|taken| taken.is_verified),
            errors,
        })
    }

    /// 设指标: what is asked from now on, as a new version; by a head of the county commission.
    async fn set_indicators(&self, context: &Context<'_>, input: SetIndicatorsInput) -> Result<SetIndicatorsPayload> {
        let ctx = ctx_of(context)?;
        let (set, errors) = answer(ctx, service::set_indicators(ctx, input.into()).await)?;
        Ok(SetIndicatorsPayload { indicators: set.map(IndicatorSet::from), errors })
    }

    /// 复核集中评价: whether a burst counts; by a head of the county commission.
    async fn review_rating_burst(&self, context: &Context<'_>, input: ReviewRatingBurstInput) -> Result<ReviewRatingBurstPayload> {
        let ctx = ctx_of(context)?;
        let (burst, errors) = answer(ctx, review(ctx, input).await)?;
        Ok(ReviewRatingBurstPayload { burst: burst.map(RatingBurst::from), errors })
    }

    /// 看差评的原因 on a subject in a month; for heads and handlers of the county commission, and noted.
    async fn open_rating_reasons(&self, context: &Context<'_>, input: OpenRatingReasonsInput) -> Result<OpenRatingReasonsPayload> {
        let ctx = ctx_of(context)?;
        let (reasons, errors) = answer(ctx, reasons(ctx, &input).await)?;
        Ok(OpenRatingReasonsPayload { reasons: reasons.unwrap_or_default(), errors })
    }
}

async fn rate(ctx: &Ctx, input: RateInput) -> Outcome<service::Taken> {
    service::rate(ctx, &input.decoded()?).await
}

async fn review(ctx: &Ctx, input: ReviewRatingBurstInput) -> Outcome<service::BurstRow> {
    if ctx.actor.staff().is_none() {
        return Err(Failure::SignInNeeded);
    }
    service::review(ctx, &input.decoded()?).await
}

async fn reasons(ctx: &Ctx, input: &OpenRatingReasonsInput) -> Outcome<Vec<RatingReason>> {
    if ctx.actor.staff().is_none() {
        return Err(Failure::SignInNeeded);
    }
    let (rated, month) = (inputs::rated("subjectId", &input.subject_id)?, inputs::month(&input.month)?);
    Ok(service::open_reasons(ctx, rated, month).await?.into_iter().map(RatingReason::from).collect())
}

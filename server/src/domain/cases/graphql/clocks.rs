//! Verbs and lists of 暂停, 延长: what an organ asks for, what its superior answers.

use crate::domain::cases::graphql::case_payload::CasePayload;
use crate::domain::cases::graphql::inputs::{at, parsed};
use crate::domain::cases::graphql::mutation::done;
use crate::domain::cases::graphql::requests::DeadlineRequest;
use crate::domain::cases::rules::deadlines::Asked;
use crate::domain::cases::service::{self, AskDeadline, DecideDeadline};
use crate::kernel::graphql::errors::{UserError, answer, ctx_by_calendar, required};
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::scalars::Date;
use crate::kernel::page::{PageQuery, list_cost};
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};

/// 申请暂停.
#[derive(InputObject)]
pub struct PauseDeadlineInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at; if it has moved on since, the answer is `CONFLICT` and says what changed.
    pub revision: Option<i32>,
    /// The last day that shall not count, at most 60 days ahead; the pause begins on the day of the answer.
    pub until: Date,
    /// Why; the superior organ reads it, the reporter does not.
    pub reason: String,
}

/// 申请延长.
#[derive(InputObject)]
pub struct ExtendDeadlineInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at; if it has moved on since, the answer is `CONFLICT` and says what changed.
    pub revision: Option<i32>,
    /// So many days more; at most 90 for one term altogether.
    pub days: i32,
    /// Why; the superior organ reads it, the reporter does not.
    pub reason: String,
}

/// 恢复计时.
#[derive(InputObject)]
pub struct ResumeDeadlineInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at; if it has moved on since, the answer is `CONFLICT` and says what changed.
    pub revision: Option<i32>,
    /// Why; for colleagues, the reporter never reads it.
    pub reason: String,
}

/// 批暂停、延长.
#[derive(InputObject)]
pub struct DecideDeadlineRequestInput {
    /// The request.
    pub request_id: ID,
    /// Granted or refused.
    pub grant: bool,
    /// Why; the organ that asked reads it, the reporter does not.
    pub reason: String,
    /// Number of the superior's document, needed where the answer comes from above the county, e.g. `市纪办〔2026〕12号`.
    pub document: Option<String>,
}

/// Requests that wait for an answer.
#[derive(Debug, SimpleObject)]
pub struct DeadlineRequestConnection {
    /// The requests, the oldest first.
    pub nodes: Vec<DeadlineRequest>,
    /// Where the page ends.
    pub page_info: PageInfo,
}

/// What an answer gets.
#[derive(SimpleObject)]
pub struct DecideDeadlineRequestPayload {
    /// Whether the answer stands.
    pub done: bool,
    /// Why not.
    pub errors: Vec<UserError>,
}

/// Queries of pauses and extensions.
#[derive(Debug, Default)]
pub struct ClocksQuery;

#[Object]
impl ClocksQuery {
    /// Requests for pauses and extensions that wait for an answer of the organs that the viewer heads.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn deadline_requests(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<DeadlineRequestConnection> {
        let ctx = ctx_by_calendar(context)?;
        let page = PageQuery::parse(first, after.as_deref()).map_err(|error| Failure::Refused(vec![error]));
        let found = required(ctx, service::deadline_requests(ctx, &required(ctx, page)?).await)?;
        let page_info = PageInfo { has_next_page: found.has_next, end_cursor: found.end_cursor };
        Ok(DeadlineRequestConnection { nodes: found.nodes.into_iter().map(DeadlineRequest::from).collect(), page_info })
    }
}

/// Mutations of pauses and extensions.
#[derive(Debug, Default)]
pub struct ClocksMutation;

#[Object]
impl ClocksMutation {
    /// 申请暂停: the superior organ answers; until then the clock runs on.
    async fn pause_deadline(&self, context: &Context<'_>, input: PauseDeadlineInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let (asked, reason) = (Asked::Pause(input.until.0), input.reason);
        let verb = async |case_id| service::ask_deadline(ctx, AskDeadline { case_id, asked, reason }).await;
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 申请延长: the superior organ answers; until then the clock runs on.
    async fn extend_deadline(&self, context: &Context<'_>, input: ExtendDeadlineInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let (asked, reason) = (Asked::Extension(input.days), input.reason);
        let verb = async |case_id| service::ask_deadline(ctx, AskDeadline { case_id, asked, reason }).await;
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 恢复计时: today's pause ends, and today counts again.
    async fn resume_deadline(&self, context: &Context<'_>, input: ResumeDeadlineInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let verb = async |id| service::resume_deadline(ctx, id, &input.reason).await;
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 批暂停、延长, by a head of the superior organ, who sees the request and not the case.
    async fn decide_deadline_request(
        &self,
        context: &Context<'_>,
        input: DecideDeadlineRequestInput,
    ) -> Result<DecideDeadlineRequestPayload> {
        let ctx = ctx_by_calendar(context)?;
        let (decided, errors) = answer(ctx, decided(ctx, input).await)?;
        Ok(DecideDeadlineRequestPayload { done: decided.is_some(), errors })
    }
}

async fn decided(ctx: &Ctx, input: DecideDeadlineRequestInput) -> Outcome<()> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let request_id = parsed("requestId", &input.request_id)?;
    let (is_granted, reason, document) = (input.grant, input.reason, input.document);
    service::decide_deadline(ctx, DecideDeadline { request_id, is_granted, reason, document }).await
}

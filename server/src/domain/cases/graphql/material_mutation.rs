//! Verbs around material, 回访 and 申请回避 in the schema.

use crate::domain::cases::graphql::case_payload::CasePayload;
use crate::domain::cases::graphql::inputs::{all_parsed, at};
use crate::domain::cases::graphql::mutation::done;
use crate::domain::cases::graphql::status::ReportStatusPayload;
use crate::domain::cases::service::{self, AcknowledgeMaterial, AnswerFollowUp, AskMaterial};
use crate::kernel::Failure;
use crate::kernel::graphql::errors::{UserError, answer, ctx_by_calendar};
use crate::kernel::graphql::words::StepAsideReason;
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::id::MediaId;

/// 确认看过材料.
#[derive(InputObject)]
pub struct AcknowledgeMaterialInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at; if it has moved on since, the answer is `CONFLICT` and says what changed.
    pub revision: Option<i32>,
    /// How many additions the officer has seen, of all that there are; refused if one came since.
    pub count: i32,
    /// What they change; the reporter reads it. Needed after a reply or a decline.
    pub reason: Option<String>,
}

/// 请举报人补充材料.
#[derive(InputObject)]
pub struct AskMaterialInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at; if it has moved on since, the answer is `CONFLICT` and says what changed.
    pub revision: Option<i32>,
    /// What is needed, 5 to 1000 characters; the reporter reads it with both codes, the message says nothing of it.
    pub text: String,
    /// In how many calendar days, 5 to 30.
    pub days: i32,
}

/// 申请回避.
#[derive(InputObject)]
pub struct StepAsideInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at; if it has moved on since, the answer is `CONFLICT` and says what changed.
    pub revision: Option<i32>,
    /// Why.
    pub reason: StepAsideReason,
}

/// What stepping aside gets: the case is not there any more.
#[derive(SimpleObject)]
pub struct StepAsidePayload {
    /// Whether it was done.
    pub done: bool,
    /// Why not.
    pub errors: Vec<UserError>,
}

/// 没有要补充的.
#[derive(InputObject)]
pub struct AnswerMaterialRequestInput {
    /// As it was typed.
    pub query_code: String,
}

/// 回答回访.
#[derive(InputObject)]
pub struct AnswerFollowUpInput {
    /// As it was typed.
    pub query_code: String,
    /// Whether it is really solved.
    pub solved: bool,
    /// 16 to 64 letters, digits, dashes or underscores; made once by the client, kept over retries.
    pub submission_key: String,
    /// What is new; with "no" it opens the review, if the case had none.
    pub text: Option<String>,
    /// Uploaded evidence; it counts as something new.
    pub media_ids: Option<Vec<ID>>,
}

/// Mutations around material.
#[derive(Debug, Default)]
pub struct MaterialMutation;

#[Object]
impl MaterialMutation {
    /// 确认看过材料: before it nothing closes, neither by a reply nor by silence.
    async fn acknowledge_material(&self, context: &Context<'_>, input: AcknowledgeMaterialInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let (count, reason) = (input.count, input.reason);
        let verb = async |case_id| service::acknowledge_material(ctx, AcknowledgeMaterial { case_id, count, reason }).await;
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 请举报人补充材料: by a message that names nothing, and on his page. The organ's clock runs on.
    async fn ask_material(&self, context: &Context<'_>, input: AskMaterialInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let (text, days) = (input.text, input.days);
        let verb = async |case_id| service::ask_material(ctx, AskMaterial { case_id, text, days }).await;
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 申请回避: the officer keeps away from this case from now on, as if there were none.
    async fn step_aside(&self, context: &Context<'_>, input: StepAsideInput) -> Result<StepAsidePayload> {
        let ctx = ctx_by_calendar(context)?;
        let reason = input.reason.into();
        let verb = async |case| service::step_aside(ctx, case, reason).await;
        let (gone, errors) = answer(ctx, done(ctx, at(&input.case_id, input.revision), verb).await)?;
        Ok(StepAsidePayload { done: gone.is_some(), errors })
    }

    /// 没有要补充的: the reporter has none of what he was asked for; what he has he sends by `supplementReport`.
    async fn answer_material_request(&self, context: &Context<'_>, input: AnswerMaterialRequestInput) -> Result<ReportStatusPayload> {
        let ctx = ctx_by_calendar(context)?;
        ReportStatusPayload::of(ctx, service::has_no_material(ctx, &input.query_code).await)
    }

    /// 回答回访: whether it is really solved; "no" with something new opens the review, if the case had none.
    async fn answer_follow_up(&self, context: &Context<'_>, input: AnswerFollowUpInput) -> Result<ReportStatusPayload> {
        let ctx = ctx_by_calendar(context)?;
        ReportStatusPayload::of(ctx, said(ctx, input).await)
    }
}

async fn said(ctx: &crate::kernel::Ctx, input: AnswerFollowUpInput) -> Result<service::ReporterView, Failure> {
    let media_ids = all_parsed::<MediaId>("mediaIds", &input.media_ids.unwrap_or_default())?;
    let (query_code, is_solved, submission_key, text) = (input.query_code, input.solved, input.submission_key, input.text);
    service::answer_follow_up(ctx, AnswerFollowUp { query_code, is_solved, submission_key, text, media_ids }).await
}

//! Mutations of reports and cases: decode, call the verb, encode.

use crate::domain::cases::graphql::case_payload::CasePayload;
use crate::domain::cases::graphql::inputs::{
    AnswerReplyInput, Either, GrantUploadInput, RequestNewQueryCodeInput, StopNewQueryCodeInput, SubmitReportInput, SupplementReportInput,
    TakeNewQueryCodeInput, WithdrawReportInput, all_parsed, at, either, parsed,
};
use crate::domain::cases::graphql::original::{OpenOriginalInput, OpenOriginalPayload};
use crate::domain::cases::graphql::staff_inputs::{
    AcceptCaseInput, AssignCaseInput, ContinueWithoutReporterInput, DeclineCaseInput, EnterExternalResultInput, FileCaseInput,
    ReplyCaseInput, StartInvestigationInput, TransferCaseInput, measures,
};
use crate::domain::cases::graphql::status::{AnswerReplyPayload, ReportStatusPayload, SubmitReportPayload, TakeNewQueryCodePayload};
use crate::domain::cases::graphql::subject::AddSubjectInput;
use crate::domain::cases::graphql::undelivered::{OpenReporterPhoneInput, OpenReporterPhonePayload};
use crate::domain::cases::service::{
    self, AddSubject, AnswerReply, Answerer, AssignCase, CaseAt, DeclineCase, DeclineChannel, EnterExternalResult, FileCase, ReplyCase,
    Stop, SupplementReport, TransferCase, WithdrawReport,
};
use crate::domain::reporters::graphql::GrantUploadPayload;
use crate::kernel::graphql::errors::ctx_by_calendar;
use crate::kernel::{Ctx, Outcome};
use async_graphql::{Context, Object, Result};
use entity::id::{CaseId, MediaId};

/// Mutations of reports and cases.
#[derive(Debug, Default)]
pub struct CasesMutation;

#[Object]
impl CasesMutation {
    /// Files a report; the same submission key with the same input gets the same answer.
    async fn submit_report(&self, context: &Context<'_>, input: SubmitReportInput) -> Result<SubmitReportPayload> {
        let ctx = ctx_by_calendar(context)?;
        let outcome = match input.read() {
            Ok(input) => service::submit(ctx, input).await,
            Err(failure) => Err(failure),
        };
        SubmitReportPayload::of(ctx, outcome)
    }

    /// Adds text and evidence to an open report.
    async fn supplement_report(&self, context: &Context<'_>, input: SupplementReportInput) -> Result<ReportStatusPayload> {
        let ctx = ctx_by_calendar(context)?;
        let outcome = match all_parsed::<MediaId>("mediaIds", &input.media_ids.unwrap_or_default()) {
            Ok(media_ids) => {
                let (submission_key, query_code, text) = (input.submission_key, input.query_code, input.text);
                service::supplement(ctx, SupplementReport { submission_key, query_code, text, media_ids }).await
            }
            Err(failure) => Err(failure),
        };
        ReportStatusPayload::of(ctx, outcome)
    }

    /// Asks for a withdrawal, which takes effect after 3 days, or takes it back.
    async fn withdraw_report(&self, context: &Context<'_>, input: WithdrawReportInput) -> Result<ReportStatusPayload> {
        let ctx = ctx_by_calendar(context)?;
        let wish = WithdrawReport { query_code: input.query_code, reason: input.reason, cancel: input.cancel.unwrap_or(false) };
        ReportStatusPayload::of(ctx, service::withdraw(ctx, wish).await)
    }

    /// Says satisfied or not; not satisfied with the first instance climbs to the superior organ.
    async fn answer_reply(&self, context: &Context<'_>, input: AnswerReplyInput) -> Result<AnswerReplyPayload> {
        let ctx = ctx_by_calendar(context)?;
        let (satisfied, reason) = (input.satisfied, input.reason);
        let outcome = match either(input.query_code, input.report_id.as_ref()) {
            Ok(Either::Code(code)) => service::answer(ctx, AnswerReply { by: Answerer::Code(code), satisfied, reason }).await,
            Ok(Either::Report(id)) => service::answer(ctx, AnswerReply { by: Answerer::Phone(id), satisfied, reason }).await,
            Err(failure) => Err(failure),
        };
        AnswerReplyPayload::of(ctx, outcome)
    }

    /// Asks for a new query code for a lost one: with the report's phone, to be fetched after three days.
    async fn request_new_query_code(&self, context: &Context<'_>, input: RequestNewQueryCodeInput) -> Result<ReportStatusPayload> {
        let ctx = ctx_by_calendar(context)?;
        let outcome = match parsed("reportId", &input.report_id) {
            Ok(id) => service::request_new_code(ctx, id).await,
            Err(failure) => Err(failure),
        };
        ReportStatusPayload::of(ctx, outcome)
    }

    /// Stops a new query code: the old one goes on working.
    async fn stop_new_query_code(&self, context: &Context<'_>, input: StopNewQueryCodeInput) -> Result<ReportStatusPayload> {
        let ctx = ctx_by_calendar(context)?;
        let outcome = match either(input.query_code, input.report_id.as_ref()) {
            Ok(Either::Code(code)) => service::stop_new_code(ctx, Stop::Code(&code)).await,
            Ok(Either::Report(id)) => service::stop_new_code(ctx, Stop::Phone(id)).await,
            Err(failure) => Err(failure),
        };
        ReportStatusPayload::of(ctx, outcome)
    }

    /// Fetches the new query code, once; the old one dies in this moment.
    async fn take_new_query_code(&self, context: &Context<'_>, input: TakeNewQueryCodeInput) -> Result<TakeNewQueryCodePayload> {
        let ctx = ctx_by_calendar(context)?;
        let outcome = match parsed("reportId", &input.report_id) {
            Ok(id) => service::take_new_code(ctx, id, &input.take_key).await,
            Err(failure) => Err(failure),
        };
        TakeNewQueryCodePayload::of(ctx, outcome)
    }

    /// Leave to upload for a day: for a report with a phone proven for reporting, for a supplement with the query code
    /// and the report's phone proven for tracking.
    async fn grant_upload(&self, context: &Context<'_>, input: GrantUploadInput) -> Result<GrantUploadPayload> {
        let ctx = ctx_by_calendar(context)?;
        GrantUploadPayload::of(ctx, service::grant_upload(ctx, &input.submission_key, input.query_code.as_deref()).await)
    }

    /// 受理.
    async fn accept_case(&self, context: &Context<'_>, input: AcceptCaseInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let verb = async |id| service::accept(ctx, id, input.note.as_deref()).await;
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 不予受理, with the reason and the right channel.
    async fn decline_case(&self, context: &Context<'_>, input: DeclineCaseInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let (ground, reason) = (input.ground.into(), input.reason);
        let right_channel = DeclineChannel { chosen: input.channel.map(Into::into), written: input.right_channel.unwrap_or_default() };
        let verb = async |case_id| service::decline(ctx, DeclineCase { case_id, ground, reason, right_channel }).await;
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 转办 to another organ of this platform or to somebody outside, before the case is accepted.
    async fn transfer_case(&self, context: &Context<'_>, input: TransferCaseInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let (reason, outside_name) = (input.reason, input.outside_name);
        let verb = async |case_id| {
            let to_organ = input.to_organ_id.as_ref().map(|id| parsed("toOrganId", id)).transpose()?;
            service::transfer(ctx, TransferCase { case_id, to_organ, outside_name, reason }).await
        };
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 分派, by the head of the organ.
    async fn assign_case(&self, context: &Context<'_>, input: AssignCaseInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let reason = input.reason;
        let verb = async |case_id| {
            let handler_id = parsed("handlerId", &input.handler_id)?;
            service::assign(ctx, AssignCase { case_id, handler_id, reason }).await
        };
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 增加反映对象: recusal and routing are asked again, and the case goes at once to whoever may have it then.
    async fn add_subject(&self, context: &Context<'_>, input: AddSubjectInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let reason = input.reason;
        let verb = async |case_id| {
            let subject = parsed("subjectId", &input.subject_id)?;
            service::add_subject(ctx, AddSubject { case_id, subject, reason }).await
        };
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 开始核查.
    async fn start_investigation(&self, context: &Context<'_>, input: StartInvestigationInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let verb = async |id| service::start_investigation(ctx, id, input.note.as_deref()).await;
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 立案: three months instead of one.
    async fn file_case(&self, context: &Context<'_>, input: FileCaseInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let (reason, basis, approved_by, document) = (input.reason, input.basis, input.approved_by, input.document);
        let filed_on = input.filed_on.map(|on| on.0);
        let verb = async |case_id| service::file(ctx, FileCase { case_id, reason, basis, approved_by, filed_on, document }).await;
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 答复: concludes this instance and tells the reporter.
    async fn reply_case(&self, context: &Context<'_>, input: ReplyCaseInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let (finding, text) = (input.finding.into(), input.text);
        let measures = measures(input.measures);
        let verb = async |case_id| service::reply(ctx, ReplyCase { case_id, finding, text, measures }).await;
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 举报人撤回后继续办, where it stood before.
    async fn continue_without_reporter(&self, context: &Context<'_>, input: ContinueWithoutReporterInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let verb = async |id| service::continue_without_reporter(ctx, id, &input.reason).await;
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 录入县外上级的结果, by the head of the county commission.
    async fn enter_external_result(&self, context: &Context<'_>, input: EnterExternalResultInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let (finding, text) = (input.finding.into(), input.text);
        let verb = async |case_id| service::enter_external_result(ctx, EnterExternalResult { case_id, finding, text }).await;
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 取原件: evidence as it was sent, with its metadata and without mark, for the case's handler and head; each time
    /// leaves an entry.
    async fn open_original(&self, context: &Context<'_>, input: OpenOriginalInput) -> Result<OpenOriginalPayload> {
        OpenOriginalPayload::of(ctx_by_calendar(context)?, &input).await
    }

    /// 打开手机号: of a reporter whom messages do not reach, for a custodian of the organ above, with a reason; the reporter
    /// sees that it happened.
    async fn open_reporter_phone(&self, context: &Context<'_>, input: OpenReporterPhoneInput) -> Result<OpenReporterPhonePayload> {
        OpenReporterPhonePayload::of(ctx_by_calendar(context)?, &input).await
    }
}

/// Runs the verb on the case; nobody who is not signed in learns whether an id has the right form.
pub(super) async fn done<F: AsyncFnOnce(CaseAt) -> Outcome<()>>(ctx: &Ctx, at: Outcome<CaseAt>, verb: F) -> Outcome<CaseId> {
    ctx.actor.staff().ok_or(crate::kernel::Failure::SignInNeeded)?;
    let at = at?;
    verb(at).await?;
    Ok(at.id)
}

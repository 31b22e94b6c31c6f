//! Verbs of ends and turns: hand-overs, joint handling, corrections, malice, clarification.

use crate::domain::cases::graphql::case_payload::CasePayload;
use crate::domain::cases::graphql::inputs::{at, parsed};
use crate::domain::cases::graphql::mutation::done;
use crate::domain::cases::graphql::staff_inputs::{MeasureInput, measures};
use crate::domain::cases::service::{
    self, CorrectConclusion, DecideMalice, EnterReceipt, NoteClarification, PrepareClarification, ProposeMalice,
};
use crate::kernel::graphql::errors::{UserError, answer, ctx_by_calendar};
use crate::kernel::graphql::scalars::Date;
use crate::kernel::graphql::words::Finding;
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};

/// 签收.
#[derive(InputObject)]
pub struct SignForHandOverInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at.
    pub revision: Option<i32>,
    /// For the organ that handed over.
    pub note: Option<String>,
}

/// 登记回执.
#[derive(InputObject)]
pub struct EnterHandOverReceiptInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at.
    pub revision: Option<i32>,
    /// Whether the matter was taken; else it was sent back.
    pub taken: bool,
    /// The day of the answer.
    pub on: Date,
    /// Number of its document.
    pub document: String,
    /// What it says.
    pub words: String,
}

/// 联合办理, asked for or ended.
#[derive(InputObject)]
pub struct JointHandlingInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at.
    pub revision: Option<i32>,
    /// Who helps.
    pub organ_id: ID,
    /// Why; for colleagues, the reporter never reads it.
    pub reason: String,
}

/// 记一笔.
#[derive(InputObject)]
pub struct AddCaseNoteInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at.
    pub revision: Option<i32>,
    /// For colleagues; the reporter never reads it.
    pub note: String,
}

/// 更正结论.
#[derive(InputObject)]
pub struct CorrectConclusionInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at.
    pub revision: Option<i32>,
    /// 结论.
    pub finding: Finding,
    /// What the reporter reads, 5 to 5000 characters.
    pub text: String,
    /// What was done.
    pub measures: Option<Vec<MeasureInput>>,
    /// Why the version before does not stand; for colleagues, the reporter never reads it.
    pub reason: String,
}

/// 提请认定恶意举报.
#[derive(InputObject)]
pub struct ProposeMaliceInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at.
    pub revision: Option<i32>,
    /// Why; the superior organ reads it, the reporter does not.
    pub reason: String,
    /// What proves it, 10 to 5000 characters: untrue is not malicious.
    pub evidence: String,
}

/// 批恶意举报.
#[derive(InputObject)]
pub struct DecideMaliceInput {
    /// The proposal.
    pub malice_id: ID,
    /// Whether it is malicious.
    pub found: bool,
    /// Why; the organ that proposed reads it, the reporter does not.
    pub reason: String,
    /// Number of the superior's document, needed where the decision comes from above the county.
    pub document: Option<String>,
}

/// 登记是否要澄清.
#[derive(InputObject)]
pub struct NoteClarificationInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at.
    pub revision: Option<i32>,
    /// The official, one of the case's subjects.
    pub official_id: ID,
    /// Whether he wants it.
    pub wished: bool,
    /// The day on which he said so.
    pub on: Date,
}

/// 准备澄清的文字.
#[derive(InputObject)]
pub struct PrepareClarificationInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at.
    pub revision: Option<i32>,
    /// The official.
    pub official_id: ID,
    /// What will be read, 10 to 2000 characters.
    pub text: String,
}

/// What a decision gets.
#[derive(SimpleObject)]
pub struct DecideMalicePayload {
    /// Whether the decision stands.
    pub done: bool,
    /// Why not.
    pub errors: Vec<UserError>,
}

/// Mutations of ends and turns.
#[derive(Debug, Default)]
pub struct TurnsMutation;

#[Object]
impl TurnsMutation {
    /// 签收 what another organ of this platform handed over; whether it is accepted is said later.
    async fn sign_for_hand_over(&self, context: &Context<'_>, input: SignForHandOverInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let verb = async |at| service::sign_for(ctx, at, input.note.as_deref()).await;
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 登记回执: what somebody outside the platform answered to a hand-over; sent back, it is decided here again.
    async fn enter_hand_over_receipt(&self, context: &Context<'_>, input: EnterHandOverReceiptInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let (is_taken, on, document, words) = (input.taken, input.on.0, input.document, input.words);
        let verb = async |case_id| service::enter_receipt(ctx, EnterReceipt { case_id, is_taken, on, document, words }).await;
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 邀请联合办理: an organ of the county, below or beside, which reads and notes and decides nothing.
    async fn invite_organ(&self, context: &Context<'_>, input: JointHandlingInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let verb = async |at| {
            let organ = parsed("organId", &input.organ_id)?;
            service::invite(ctx, at, (organ, &input.reason)).await
        };
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 结束联合办理: from this moment on the organ may read nothing.
    async fn end_joint_handling(&self, context: &Context<'_>, input: JointHandlingInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let verb = async |at| {
            let organ = parsed("organId", &input.organ_id)?;
            service::end_joint(ctx, at, (organ, &input.reason)).await
        };
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 记一笔 for colleagues, of the organ in charge or of one that helps.
    async fn add_case_note(&self, context: &Context<'_>, input: AddCaseNoteInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let verb = async |at| service::add_note(ctx, at, &input.note).await;
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 更正结论: a new version; the reporter is told, and the days to answer begin anew.
    async fn correct_conclusion(&self, context: &Context<'_>, input: CorrectConclusionInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let (finding, text, reason, measures) = (input.finding.into(), input.text, input.reason, measures(input.measures));
        let verb = async |case_id| service::correct(ctx, CorrectConclusion { case_id, finding, text, measures, reason }).await;
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 提请认定恶意举报: the head of the superior organ decides.
    async fn propose_malice(&self, context: &Context<'_>, input: ProposeMaliceInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let (reason, evidence) = (input.reason, input.evidence);
        let verb = async |case_id| service::propose_malice(ctx, ProposeMalice { case_id, reason, evidence }).await;
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 批恶意举报, by a head of the superior organ, who sees the proposal and not the case.
    async fn decide_malice(&self, context: &Context<'_>, input: DecideMaliceInput) -> Result<DecideMalicePayload> {
        let ctx = ctx_by_calendar(context)?;
        let (decided, errors) = answer(ctx, decided(ctx, input).await)?;
        Ok(DecideMalicePayload { done: decided.is_some(), errors })
    }

    /// 登记是否要澄清: what an official wants of whom nothing was found.
    async fn note_clarification(&self, context: &Context<'_>, input: NoteClarificationInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let (is_wished, on) = (input.wished, input.on.0);
        let verb = async |case_id| {
            let official_id = parsed("officialId", &input.official_id)?;
            service::note_clarification(ctx, NoteClarification { case_id, official_id, is_wished, on }).await
        };
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }

    /// 准备澄清的文字; it is published by whoever publishes.
    async fn prepare_clarification(&self, context: &Context<'_>, input: PrepareClarificationInput) -> Result<CasePayload> {
        let ctx = ctx_by_calendar(context)?;
        let text = input.text;
        let verb = async |case_id| {
            let official_id = parsed("officialId", &input.official_id)?;
            service::prepare_clarification(ctx, PrepareClarification { case_id, official_id, text }).await
        };
        CasePayload::of(ctx, done(ctx, at(&input.case_id, input.revision), verb).await).await
    }
}

async fn decided(ctx: &Ctx, input: DecideMaliceInput) -> Outcome<()> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let malice_id = parsed("maliceId", &input.malice_id)?;
    let (is_found, reason, document) = (input.found, input.reason, input.document);
    service::decide_malice(ctx, DecideMalice { malice_id, is_found, reason, document }).await
}

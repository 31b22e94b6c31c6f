//! Reports and cases in the schema: intake, the reporter's page, the committee's in-box.

mod case;
mod case_payload;
mod clocks;
mod content;
mod counts;
mod filter;
mod hand_over;
mod inputs;
mod material;
mod material_mutation;
mod mutation;
mod original;
mod query;
mod reassign;
mod receipt;
mod requests;
mod staff_inputs;
mod status;
mod subject;
mod subscription;
mod turn_mutation;
mod turns;
mod undelivered;
mod workload;

pub use case::{Case, CaseConnection};
pub use case_payload::CasePayload;
pub use clocks::{ClocksMutation, ClocksQuery};
pub use content::{Deadline, Measure, Reply, ReportContent, Supplement, TimelineEntry};
pub use counts::CaseCounts;
pub use filter::DueSpan;
pub use hand_over::{HandOver, HandOverConnection, HandOverMaterial, HandOverSheet, HandOversQuery};
pub use material::{MaterialRequest, Touch};
pub use material_mutation::{MaterialMutation, StepAsidePayload};
pub use mutation::CasesMutation;
pub use query::{CasesQuery, Channel, IntakeRoute};
pub use reassign::{ReassignMutation, ReassignPlan, ReassignQuery};
pub use receipt::Receipt;
pub use requests::{DeadlineRequest, DeadlineRequestAction, DeadlineRequestWords};
pub use status::{CodeReissue, Report, ReportStatus, ReportStatusPayload, SubmitReportPayload, TakeNewQueryCodePayload};
pub use subject::CaseSubject;
pub use subscription::{CaseChange, CasesSubscription, InboxChange, Line, ReportStatusChange};
pub use turn_mutation::{DecideMalicePayload, TurnsMutation};
pub use turns::{Clarification, Conclusion, JointHandling, Malice, MaliceAction, MaliceWords, TurnsQuery};
pub use undelivered::{CaseMessage, MessageState, OpenReporterPhonePayload, UndeliveredMessage};
pub use workload::{DayLoad, HandlerLoad, Workload};

use crate::domain::cases::policy::Action;
use crate::domain::cases::service;
use crate::domain::cases::store::Loaded;
use crate::domain::directory::graphql::Organ;
use crate::domain::notices::graphql::StaffNotice;
use crate::kernel::Ctx;
use crate::kernel::graphql::errors::required;
use crate::kernel::graphql::ids::show;
use async_graphql::{Enum, Result};
use entity::words::OrganKind;

/// What an officer may do with a case now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum CaseAction {
    /// 受理.
    Accept,
    /// 不予受理.
    Decline,
    /// 转办.
    Transfer,
    /// 分派.
    Assign,
    /// 增加反映对象.
    AddSubject,
    /// 开始核查.
    StartInvestigation,
    /// 立案.
    File,
    /// 答复.
    Reply,
    /// 录入县外上级的结果.
    EnterExternalResult,
    /// 举报人撤回后继续办.
    ContinueWithoutReporter,
    /// 申请暂停.
    PauseDeadline,
    /// 申请延长.
    ExtendDeadline,
    /// 恢复计时.
    ResumeDeadline,
    /// 签收 what was handed over on this platform.
    SignForHandOver,
    /// 登记回执 of whoever took it outside of it.
    EnterReceipt,
    /// 邀请联合办理.
    InviteOrgan,
    /// 结束联合办理.
    EndJoint,
    /// 记一笔.
    AddNote,
    /// 更正结论.
    Correct,
    /// 提请认定恶意举报.
    ProposeMalice,
    /// 登记是否要澄清.
    NoteClarification,
    /// 准备澄清的文字.
    PrepareClarification,
    /// 确认看过材料.
    AcknowledgeMaterial,
    /// 请举报人补充材料.
    AskMaterial,
}

/// What a reporter may do with a report now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ReportAction {
    /// 满意不满意.
    Answer,
    /// 补充材料.
    Supplement,
    /// 撤回.
    Withdraw,
    /// 不撤回了.
    CancelWithdrawal,
    /// 申请补发查询码.
    RequestNewCode,
    /// 取消补发.
    StopNewCode,
    /// 领新查询码.
    TakeNewCode,
    /// 说不满意, without the query code, while a new one is on its way.
    Object,
    /// 没有要补充的.
    HasNoMaterial,
    /// 回答回访.
    AnswerFollowUp,
}

impl CaseAction {
    const fn of(action: Action) -> Option<Self> {
        match action {
            Action::Accept => Some(Self::Accept),
            Action::Decline => Some(Self::Decline),
            Action::Transfer => Some(Self::Transfer),
            Action::Assign => Some(Self::Assign),
            Action::AddSubject => Some(Self::AddSubject),
            Action::StartInvestigation => Some(Self::StartInvestigation),
            Action::File => Some(Self::File),
            Action::Reply => Some(Self::Reply),
            Action::EnterExternalResult => Some(Self::EnterExternalResult),
            Action::ContinueWithoutReporter => Some(Self::ContinueWithoutReporter),
            Action::PauseDeadline => Some(Self::PauseDeadline),
            Action::ExtendDeadline => Some(Self::ExtendDeadline),
            Action::ResumeDeadline => Some(Self::ResumeDeadline),
            Action::SignForHandOver => Some(Self::SignForHandOver),
            Action::EnterReceipt => Some(Self::EnterReceipt),
            Action::InviteOrgan => Some(Self::InviteOrgan),
            Action::EndJoint => Some(Self::EndJoint),
            Action::AddNote => Some(Self::AddNote),
            Action::Correct => Some(Self::Correct),
            Action::ProposeMalice => Some(Self::ProposeMalice),
            Action::NoteClarification => Some(Self::NoteClarification),
            Action::PrepareClarification => Some(Self::PrepareClarification),
            Action::AcknowledgeMaterial => Some(Self::AcknowledgeMaterial),
            Action::AskMaterial => Some(Self::AskMaterial),
            _ => None,
        }
    }
}

impl ReportAction {
    const fn of(action: Action) -> Option<Self> {
        match action {
            Action::Answer => Some(Self::Answer),
            Action::Supplement => Some(Self::Supplement),
            Action::Withdraw => Some(Self::Withdraw),
            Action::CancelWithdrawal => Some(Self::CancelWithdrawal),
            Action::RequestNewCode => Some(Self::RequestNewCode),
            Action::StopNewCode => Some(Self::StopNewCode),
            Action::TakeNewCode => Some(Self::TakeNewCode),
            Action::Object => Some(Self::Object),
            Action::HasNoMaterial => Some(Self::HasNoMaterial),
            Action::AnswerFollowUp => Some(Self::AnswerFollowUp),
            _ => None,
        }
    }
}

/// The viewer's notices, newest first, about cases that he may open; `Viewer.notices` calls this.
///
/// # Errors
/// Faults and missing sign-in become top-level errors.
pub async fn viewer_notices(ctx: &Ctx) -> Result<Vec<StaffNotice>> {
    let rows = required(ctx, service::viewer_notices(ctx).await)?;
    Ok(rows.into_iter().map(StaffNotice::from).collect())
}

/// The organ whose turn it is.
fn organ_of(loaded: &Loaded) -> Organ {
    let id = loaded.case.organ_id;
    match loaded.ground.organ(id) {
        Some(facts) => facts.clone().into(),
        // A row always names an organ of its county; an empty name shows that the directory lost it.
        None => Organ { id: show(id), name: String::new(), kind: OrganKind::External.into(), external: true, telephone: None },
    }
}

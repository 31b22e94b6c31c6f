//! The reporter's page: state, clock, timeline; own text and replies with both codes.

use crate::domain::cases::graphql::content::{Deadline, ReportContent, TimelineEntry};
use crate::domain::cases::graphql::material::{MaterialRequest, Touch};
use crate::domain::cases::graphql::receipt::Receipt;
use crate::domain::cases::graphql::{ReportAction, organ_of};
use crate::domain::cases::live;
use crate::domain::cases::rules::deadlines::is_legal;
use crate::domain::cases::service::{NewCode, ReporterView, Submitted};
use crate::domain::cases::telling;
use crate::domain::directory::graphql::Organ;
use crate::domain::keys::query_code;
use crate::kernel::graphql::errors::{UserError, answer};
use crate::kernel::graphql::ids::show;
use crate::kernel::graphql::scalars::{Date, DateTime};
use crate::kernel::graphql::words::{CaseState, Light, ReissueState};
use crate::kernel::{Ctx, Outcome};
use async_graphql::{ID, Result, SimpleObject};
use entity::code_reissue;
use entity::id::ReportId;

/// A report as its reporter may see it now.
#[derive(Clone, Debug, SimpleObject)]
pub struct ReportStatus {
    /// Of the report: for the verbs that a phone alone allows.
    pub report_id: ID,
    /// 办理状态.
    pub state: CaseState,
    /// 预警指示灯.
    pub light: Light,
    /// 1 初办, 2 复核.
    pub instance: i32,
    /// Whose turn it is.
    pub organ: Organ,
    /// Who has it now, or had it at its end, by name; of what went out of the platform only with both codes.
    pub held_by: Option<String>,
    /// When it was submitted.
    pub submitted_at: DateTime,
    /// The last day of the clock that counts now.
    pub due_on: Option<Date>,
    /// That clock with its arithmetic.
    pub due: Option<Deadline>,
    /// Steps, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// What comes next, and by when.
    pub next: String,
    /// What the codes shown allow now.
    pub viewer_can: Vec<ReportAction>,
    /// Changes with each step that whoever has the code is shown, never with what he is not shown; the same text as in
    /// `reportStatusChanged`.
    pub version: String,
    /// Until when the reply may be answered.
    pub answerable_until: Option<DateTime>,
    /// The standing answer.
    pub satisfied: Option<bool>,
    /// When a withdrawal under way takes effect.
    pub withdraws_at: Option<DateTime>,
    /// A new query code that is on its way.
    pub code_reissue: Option<CodeReissue>,
    /// How many additions wait to be acknowledged by the organ.
    pub unseen_material: i32,
    /// What the organ asked for, the last time in this instance; its words only with both codes.
    pub material_request: Option<MaterialRequest>,
    /// Until when the reporter may say whether it is really solved (回访).
    pub follow_up_until: Option<DateTime>,
    /// What he said so far.
    pub follow_up_solved: Option<bool>,
    /// All days that were promised, by instance and day, each with its arithmetic.
    pub promises: Vec<Deadline>,
    /// Which roles touched the case, and when: only with both codes.
    pub touches: Option<Vec<Touch>>,
    /// Own text and replies: only with query code and a phone code of the same phone.
    pub content: Option<ReportContent>,
    /// With a phone code alone: further reports of this phone in this county.
    pub others: Vec<Self>,
}

/// 补发查询码: a lost query code on its way to being replaced.
#[derive(Clone, Debug, SimpleObject)]
pub struct CodeReissue {
    /// How far it is.
    pub state: ReissueState,
    /// When it was asked for.
    pub asked_at: DateTime,
    /// From when on the new code can be fetched.
    pub ready_at: DateTime,
    /// Until when, once it can be fetched.
    pub until: Option<DateTime>,
}

/// 举报.
#[derive(Clone, Debug, SimpleObject)]
pub struct Report {
    /// Opaque id.
    pub id: ID,
    /// When it was submitted.
    pub submitted_at: DateTime,
    /// Who handles it.
    pub organ: Organ,
    /// How it stands.
    pub status: ReportStatus,
}

/// What a submission gets.
#[derive(Debug, Default, SimpleObject)]
pub struct SubmitReportPayload {
    /// The report.
    pub report: Option<Report>,
    /// What the reporter must keep; shown here and nowhere else.
    pub query_code: Option<String>,
    /// Proof of the submission.
    pub receipt: Option<Receipt>,
    /// Why not.
    pub errors: Vec<UserError>,
}

/// What fetching a new query code gets.
#[derive(Debug, SimpleObject)]
pub struct TakeNewQueryCodePayload {
    /// What the reporter must keep; shown here and nowhere else.
    pub query_code: Option<String>,
    /// How the report stands now.
    pub status: Option<ReportStatus>,
    /// Why not.
    pub errors: Vec<UserError>,
}

/// What an answer to a reply gets.
#[derive(Debug, SimpleObject)]
pub struct AnswerReplyPayload {
    /// How the report stands now.
    pub status: Option<ReportStatus>,
    /// Why not.
    pub errors: Vec<UserError>,
}

/// What another verb of the reporter gets.
#[derive(Debug, SimpleObject)]
pub struct ReportStatusPayload {
    /// How the report stands now.
    pub status: Option<ReportStatus>,
    /// Why not.
    pub errors: Vec<UserError>,
}

impl From<ReporterView> for ReportStatus {
    fn from(view: ReporterView) -> Self {
        let (loaded, standing) = (&view.loaded, view.loaded.standing());
        let reasons = view.content.as_ref().map(|content| content.parts.as_slice()).unwrap_or_default();
        let due = loaded.due().map(Deadline::from);
        Self {
            report_id: show(loaded.report.id),
            code_reissue: loaded.pending_reissue().map(CodeReissue::from),
            state: loaded.case.state.into(),
            light: loaded.case.light.into(),
            instance: loaded.case.instance_no,
            organ: organ_of(loaded),
            submitted_at: DateTime(loaded.case.submitted_at),
            due_on: due.as_ref().map(|clock| clock.due_on),
            due,
            timeline: telling::to_reporter(loaded, reasons).into_iter().map(TimelineEntry::from).collect(),
            held_by: telling::held_by(loaded, reasons),
            next: telling::next_for_reporter(loaded, reasons),
            viewer_can: view.can.iter().copied().filter_map(ReportAction::of).collect(),
            version: live::version::to_reporter(loaded),
            answerable_until: standing
                .answer_until
                .filter(|_| standing.closed_at.is_none() || telling::is_objectionable(loaded))
                .map(DateTime),
            satisfied: standing.satisfied,
            withdraws_at: standing.withdraw_at.map(DateTime),
            unseen_material: i32::try_from(standing.unseen).unwrap_or(i32::MAX),
            material_request: MaterialRequest::of(loaded, view.content.as_ref()),
            follow_up_until: standing.follow_up_until.map(DateTime),
            follow_up_solved: loaded.follow_up_said(),
            promises: loaded.deadlines.iter().filter(|clock| is_legal(clock.kind)).map(Deadline::from).collect(),
            touches: view.touches.clone().map(|touches| touches.into_iter().map(Touch::from).collect()),
            content: view.content.clone().map(|content| ReportContent::new(content, loaded)),
            others: view.others.into_iter().map(Self::from).collect(),
        }
    }
}

impl From<&code_reissue::Model> for CodeReissue {
    fn from(row: &code_reissue::Model) -> Self {
        let (asked_at, ready_at) = (DateTime(row.asked_at), DateTime(row.ready_at));
        Self { state: row.state.into(), asked_at, ready_at, until: row.until.map(DateTime) }
    }
}

impl TakeNewQueryCodePayload {
    /// # Errors
    /// Faults and missing sign-in become top-level errors.
    pub fn of(ctx: &Ctx, outcome: Outcome<NewCode>) -> Result<Self> {
        let (taken, errors) = answer(ctx, outcome)?;
        let (query_code, status) = taken.map(|taken| (query_code::display(&taken.code), ReportStatus::from(taken.view))).unzip();
        Ok(Self { query_code, status, errors })
    }
}

impl Report {
    /// A report with its state.
    #[must_use]
    pub fn new(id: ReportId, view: ReporterView) -> Self {
        let status = ReportStatus::from(view);
        Self { id: show(id), submitted_at: status.submitted_at, organ: status.organ.clone(), status }
    }
}

impl ReportStatusPayload {
    /// # Errors
    /// Faults and missing sign-in become top-level errors.
    pub fn of(ctx: &Ctx, outcome: Outcome<ReporterView>) -> Result<Self> {
        let (status, errors) = answer(ctx, outcome.map(ReportStatus::from))?;
        Ok(Self { status, errors })
    }
}

impl AnswerReplyPayload {
    /// # Errors
    /// Faults and missing sign-in become top-level errors.
    pub fn of(ctx: &Ctx, outcome: Outcome<ReporterView>) -> Result<Self> {
        let ReportStatusPayload { status, errors } = ReportStatusPayload::of(ctx, outcome)?;
        Ok(Self { status, errors })
    }
}

impl SubmitReportPayload {
    /// # Errors
    /// Faults and missing sign-in become top-level errors.
    pub fn of(ctx: &Ctx, outcome: Outcome<Submitted>) -> Result<Self> {
        let (payload, errors) = answer(ctx, outcome.map(Self::from))?;
        Ok(Self { errors, ..payload.unwrap_or_default() })
    }
}

impl From<Submitted> for SubmitReportPayload {
    fn from(submitted: Submitted) -> Self {
        let Submitted { county, recorded, view } = submitted;
        Self {
            report: Some(Report::new(recorded.report_id, view)),
            query_code: Some(query_code::display(&recorded.query_code)),
            receipt: Some(Receipt::of(county, recorded.submitted_at, recorded.receipt)),
            errors: vec![],
        }
    }
}

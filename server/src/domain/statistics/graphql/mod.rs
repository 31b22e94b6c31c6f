//! The overview in the schema, and its export.

mod clusters;
mod quarters;
mod shown;

pub use quarters::CountyQuarter;

use super::model;
use super::rules;
use crate::domain::cases::graphql::DueSpan;
use crate::domain::directory::graphql::Organ;
use crate::domain::staff::graphql::StaffName;
use crate::kernel::graphql::errors::{UserError, answer, ctx_by_calendar, required};
use crate::kernel::graphql::scalars::Date;
use crate::kernel::graphql::words::{CaseState, SubjectKind};
use crate::kernel::page::{STATEMENTS, few_cost};
use async_graphql::{Context, Enum, InputObject, Object, Result, SimpleObject};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clusters::{ExportReportClustersInput, ExportReportClustersPayload, ReportClusters};

/// Over which time decisions are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "rules::Period", name = "OverviewPeriod")]
pub enum OverviewPeriod {
    /// 本季度.
    ThisQuarter,
    /// 上季度.
    LastQuarter,
    /// 今年.
    ThisYear,
}

/// 统计: numbers over the cases of organs that the viewer heads, and of those below; none counts a case that he must keep
/// away from.
#[derive(Clone, Debug, SimpleObject)]
pub struct Overview {
    /// As of which day.
    pub on: Date,
    /// Over which time decisions are looked at.
    pub period: OverviewPeriod,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// All organs together.
    pub total: Figures,
    /// Each organ, the upper ones first.
    pub organs: Vec<OrganFigures>,
    /// Who has how much in hand, in organs that the viewer heads himself.
    pub handlers: Vec<HandlerFigures>,
}

/// One organ and its numbers.
#[derive(Clone, Debug, SimpleObject)]
pub struct OrganFigures {
    /// The organ.
    pub organ: Organ,
    /// How far below an organ that the viewer heads it stands.
    pub depth: i32,
    /// Whether the viewer may open its cases: `cases` with `organId` then lists as many as a number says.
    pub can_list: bool,
    /// The numbers.
    pub figures: Figures,
}

/// Numbers of one organ, or of all together.
#[derive(Clone, Debug, SimpleObject)]
pub struct Figures {
    /// Open cases.
    pub open: i32,
    /// With a yellow light.
    pub yellow: i32,
    /// With a red light.
    pub red: i32,
    /// Nobody handles them, and the organ has to act.
    pub unassigned: i32,
    /// By how near the day is; spans without a case too.
    pub by_due: Vec<DueCount>,
    /// By state; states without a case are left out.
    pub by_state: Vec<StateCount>,
    /// By what the reporter named first; kinds without a case are left out.
    pub by_subject: Vec<SubjectCount>,
    /// Results that are still to be published, or published anew; `cases` with `unpublished` lists as many, finished ones too.
    pub unpublished: i32,
    /// 受理 and 不予受理 of the period, from the submission on.
    pub acceptance: Times,
    /// 答复 of the period, from the acceptance or the escalation on.
    pub result: Times,
}

/// How many cases are due so soon.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct DueCount {
    /// How near the day is.
    pub due: DueSpan,
    /// How many.
    pub cases: i32,
}

/// How many cases are in one state.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct StateCount {
    /// The state.
    pub state: CaseState,
    /// How many.
    pub cases: i32,
}

/// In how many cases the reporter named something of this kind first.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct SubjectCount {
    /// The kind.
    pub subject: SubjectKind,
    /// How many.
    pub cases: i32,
}

/// How long decisions took, in days of 24 hours.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct Times {
    /// How many decisions there were.
    pub decisions: i32,
    /// Half of them took no longer; nothing under five decisions.
    pub p50_days: Option<f64>,
    /// Nine of ten took no longer; nothing under five decisions.
    pub p90_days: Option<f64>,
}

/// What one handler has in hand.
#[derive(Clone, Debug, SimpleObject)]
pub struct HandlerFigures {
    /// In which organ.
    pub organ: Organ,
    /// Who; none for cases that nobody handles.
    pub handler: Option<StaffName>,
    /// Cases on which he still has to act.
    pub open: i32,
    /// Of these, by how near the day is; spans without a case too.
    pub by_due: Vec<DueCount>,
}

/// Queries of the statistics.
#[derive(Debug, Default)]
pub struct StatisticsQuery;

#[Object]
impl StatisticsQuery {
    /// 统计 for who heads an organ: it and all organs below, by counts, without opening a case.
    #[graphql(complexity = "STATEMENTS + few_cost(child_complexity)")]
    async fn overview(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Over which time decisions are looked at; this quarter if nothing is said.")] period: Option<OverviewPeriod>,
    ) -> Result<Overview> {
        let ctx = ctx_by_calendar(context)?;
        required(ctx, super::overview(ctx, period_of(period)).await).map(Into::into)
    }

    /// 举报分布 for who heads the county commission: where the reports of a month cluster, and what was overdue.
    #[graphql(complexity = "STATEMENTS + few_cost(child_complexity)")]
    async fn report_clusters(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "For example `2026-03`; this month if nothing is said.")] month: Option<String>,
    ) -> Result<ReportClusters> {
        let ctx = ctx_by_calendar(context)?;
        required(ctx, super::clusters(ctx, month.as_deref()).await).map(ReportClusters)
    }
}

/// As what an overview is taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "model::Format")]
pub enum ExportFormat {
    /// Lines of values between commas.
    Csv,
    /// A workbook.
    Xlsx,
}

/// An export.
#[derive(Debug, InputObject)]
pub struct ExportOverviewInput {
    /// Over which time decisions are looked at; this quarter if nothing is said.
    pub period: Option<OverviewPeriod>,
    /// As what; CSV if nothing is said.
    pub format: Option<ExportFormat>,
}

/// An overview as a file.
#[derive(Debug, SimpleObject)]
pub struct ExportOverviewPayload {
    /// What the file is called.
    pub file_name: Option<String>,
    /// What is in it: CSV as RFC 4180 has it, beginning with the mark of UTF-8.
    pub csv: Option<String>,
    /// What is in it: a workbook (XLSX) in base64, with the same cells.
    pub xlsx: Option<String>,
    /// Why there is none.
    pub errors: Vec<UserError>,
}

/// Changes of the statistics.
#[derive(Debug, Default)]
pub struct StatisticsMutation;

#[Object]
impl StatisticsMutation {
    /// 导出: the overview as a file; that it was taken stands on the ledger.
    async fn export_overview(&self, context: &Context<'_>, input: ExportOverviewInput) -> Result<ExportOverviewPayload> {
        let ctx = ctx_by_calendar(context)?;
        let format = input.format.unwrap_or(ExportFormat::Csv).into();
        let (file, errors) = answer(ctx, super::export(ctx, period_of(input.period), format).await)?;
        let (file_name, csv, xlsx) = file_of(file);
        Ok(ExportOverviewPayload { file_name, csv, xlsx, errors })
    }

    /// 导出: where reports cluster as a file; that it was taken stands on the ledger.
    async fn export_report_clusters(&self, context: &Context<'_>, input: ExportReportClustersInput) -> Result<ExportReportClustersPayload> {
        let ctx = ctx_by_calendar(context)?;
        let format = input.format.unwrap_or(ExportFormat::Csv).into();
        let (file, errors) = answer(ctx, super::export_clusters(ctx, input.month.as_deref(), format).await)?;
        Ok(ExportReportClustersPayload::new(file, errors))
    }
}

/// Name, CSV and workbook of a file; one of the last two.
fn file_of(file: Option<model::Export>) -> (Option<String>, Option<String>, Option<String>) {
    match file.map(|file| (file.name, file.content)) {
        Some((name, model::Content::Csv(text))) => (Some(name), Some(text), None),
        Some((name, model::Content::Xlsx(bytes))) => (Some(name), None, Some(STANDARD.encode(bytes))),
        None => (None, None, None),
    }
}

fn period_of(period: Option<OverviewPeriod>) -> rules::Period {
    period.unwrap_or(OverviewPeriod::ThisQuarter).into()
}

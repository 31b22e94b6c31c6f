//! 办理件 in the schema: the in-box and the page of one case.

use crate::domain::cases::graphql::content::{Deadline, ReportContent, TimelineEntry};
use crate::domain::cases::graphql::counts::{CaseCounts, whole};
use crate::domain::cases::graphql::hand_over::HandOver;
use crate::domain::cases::graphql::material::MaterialRequest;
use crate::domain::cases::graphql::requests::{self, DeadlineRequest};
use crate::domain::cases::graphql::subject::CaseSubject;
use crate::domain::cases::graphql::turns::{self, Clarification, Conclusion, JointHandling, Malice};
use crate::domain::cases::graphql::undelivered::CaseMessage;
use crate::domain::cases::graphql::{CaseAction, organ_of};
use crate::domain::cases::live;
use crate::domain::cases::policy::{self, Action, Decision};
use crate::domain::cases::service::{self, CaseList, CaseView};
use crate::domain::cases::store::Loaded;
use crate::domain::cases::telling;
use crate::domain::directory::graphql::Organ;
use crate::domain::staff::graphql::StaffName;
use crate::kernel::graphql::errors::{ctx_by_calendar, required};
use crate::kernel::graphql::ids::show;
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::scalars::DateTime;
use crate::kernel::graphql::words::{CaseState, Light};
use crate::kernel::page::{STATEMENTS, few_cost};
use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};

/// 办理件: the handling of one report.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Case {
    /// Opaque id.
    pub id: ID,
    /// Year and five letters by chance, e.g. `2026-7K3MQ`.
    pub number: String,
    /// Goes up with each step; a verb that names it is refused as `CONFLICT` if the case has moved on.
    pub revision: i32,
    /// 办理状态.
    pub state: CaseState,
    /// 预警指示灯.
    pub light: Light,
    /// 1 初办, 2 复核.
    pub instance: i32,
    /// Whose turn it is.
    pub organ: Organ,
    /// Who handles it.
    pub handler: Option<StaffName>,
    /// What is to be done next.
    pub next_act: String,
    /// What it is about.
    pub subjects: Vec<CaseSubject>,
    /// When the report was submitted.
    pub submitted_at: DateTime,
    /// The clock that counts now.
    pub due: Option<Deadline>,
    /// All clocks.
    pub deadlines: Vec<Deadline>,
    /// What stands instead of a name, e.g. `举报人 7K3M`.
    pub reporter_alias: String,
    /// How many photos, recordings and films there are.
    pub media_count: i32,
    /// When a withdrawal under way takes effect.
    pub withdraws_at: Option<DateTime>,
    /// How many additions of the reporter there are.
    pub supplement_count: i32,
    /// How many of them wait to be acknowledged (`acknowledgeMaterial`).
    pub unseen_material: i32,
    /// The last request for material in this instance.
    pub material_request: Option<MaterialRequest>,
    /// What the viewer may do now.
    pub viewer_can: Vec<CaseAction>,
    /// Changes with each step that the viewer is shown, never with what he is not shown; the same text as in `caseChanged`.
    pub version: String,
    #[graphql(skip)]
    loaded: Loaded,
    /// One case by itself, whose reasons may be opened; a list opens nothing.
    #[graphql(skip)]
    is_alone: bool,
}

#[ComplexObject]
impl Case {
    /// The opened text and evidence; asking for it leaves an entry, once a day and viewer.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn content(&self, context: &Context<'_>) -> Result<Option<ReportContent>> {
        let ctx = ctx_by_calendar(context)?;
        let content = required(ctx, service::open_content(ctx, self.loaded.case.id).await)?;
        Ok(Some(ReportContent::new(content, &self.loaded)))
    }

    /// Whether the viewer may have the evidence as it was sent; see `openOriginal`.
    async fn can_open_originals(&self, context: &Context<'_>) -> Result<bool> {
        let facts = self.loaded.facts(false);
        Ok(policy::decide(&ctx_by_calendar(context)?.actor, Action::OpenOriginal, &facts) == Decision::Allow)
    }

    /// Whether the viewer can say that he must keep away from it (`stepAside`).
    async fn can_step_aside(&self, context: &Context<'_>) -> Result<bool> {
        let facts = self.loaded.facts(false);
        Ok(policy::viewer_can(&ctx_by_calendar(context)?.actor, &[Action::StepAside], &facts) == [Action::StepAside])
    }

    /// Whether the viewer can hand it over outside of the platform; a head can.
    async fn can_transfer_outside(&self, context: &Context<'_>) -> Result<bool> {
        let facts = self.loaded.facts(false);
        Ok(policy::viewer_can(&ctx_by_calendar(context)?.actor, &[Action::TransferOutside], &facts) == [Action::TransferOutside])
    }

    /// Text messages to the reporter, oldest first, without the number; on the page of one case, not in lists.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn messages(&self, context: &Context<'_>) -> Result<Vec<CaseMessage>> {
        if !self.is_alone {
            return Ok(Vec::new());
        }
        let ctx = ctx_by_calendar(context)?;
        let found = required(ctx, service::messages_of(ctx, self.loaded.case.id).await)?;
        Ok(found.into_iter().map(CaseMessage::from).collect())
    }

    /// Steps, oldest first; reasons stand on the page of one case, not in lists.
    async fn timeline(&self, context: &Context<'_>) -> Result<Vec<TimelineEntry>> {
        let ctx = ctx_by_calendar(context)?;
        let has_reasons = self.is_alone && self.loaded.events.iter().any(|event| event.part_id.is_some());
        let reasons = if has_reasons { required(ctx, service::open_reasons(ctx, self.loaded.case.id).await)? } else { Vec::new() };
        Ok(telling::to_staff(&self.loaded, &reasons).into_iter().map(TimelineEntry::from).collect())
    }

    /// Pauses and extensions of its clocks, as they were asked for.
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn deadline_requests(&self, context: &Context<'_>) -> Result<Vec<DeadlineRequest>> {
        Ok(requests::of_case(ctx_by_calendar(context)?, &self.loaded))
    }

    /// 交接单 of the case.
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn hand_overs(&self) -> Vec<HandOver> {
        service::hand_over_view(&self.loaded).into_iter().map(HandOver::from).collect()
    }

    /// Organs that help or helped (联合办理).
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn joints(&self) -> Vec<JointHandling> {
        turns::joints_of(&self.loaded)
    }

    /// Proposals to call the report malicious.
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn malices(&self, context: &Context<'_>) -> Result<Vec<Malice>> {
        Ok(turns::malices_of(ctx_by_calendar(context)?, &self.loaded))
    }

    /// What was found, version by version.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn conclusions(&self, context: &Context<'_>) -> Result<Vec<Conclusion>> {
        let ctx = ctx_by_calendar(context)?;
        let found = required(ctx, service::conclusions_of(ctx, self.loaded.case.id).await)?;
        Ok(found.into_iter().map(Conclusion::from).collect())
    }

    /// 澄清 for officials of whom nothing was found.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn clarifications(&self, context: &Context<'_>) -> Result<Vec<Clarification>> {
        let ctx = ctx_by_calendar(context)?;
        let found = required(ctx, service::clarifications_of(ctx, self.loaded.case.id).await)?;
        Ok(found.into_iter().map(Clarification::from).collect())
    }

    /// Who may be asked to help; empty unless the viewer may ask.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn invite_targets(&self, context: &Context<'_>) -> Result<Vec<Organ>> {
        if !self.viewer_can.contains(&CaseAction::InviteOrgan) {
            return Ok(Vec::new());
        }
        let ctx = ctx_by_calendar(context)?;
        let found = required(ctx, service::invite_targets_of(ctx, self.loaded.case.id).await)?;
        Ok(found.into_iter().map(Organ::from).collect())
    }

    /// Who may be given the case; empty unless the viewer may assign it.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn assignees(&self, context: &Context<'_>) -> Result<Vec<StaffName>> {
        if !self.viewer_can.contains(&CaseAction::Assign) {
            return Ok(Vec::new());
        }
        let ctx = ctx_by_calendar(context)?;
        let found = required(ctx, service::assignees_of(ctx, self.loaded.case.id).await)?;
        Ok(found.into_iter().map(|(id, name)| StaffName { id: show(id), name }).collect())
    }

    /// Where the case can be transferred; empty unless the viewer may transfer it.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn transfer_targets(&self, context: &Context<'_>) -> Result<Vec<Organ>> {
        if !self.viewer_can.contains(&CaseAction::Transfer) {
            return Ok(Vec::new());
        }
        let ctx = ctx_by_calendar(context)?;
        let found = required(ctx, service::transfer_targets_of(ctx, self.loaded.case.id).await)?;
        Ok(found.into_iter().map(Organ::from).collect())
    }
}

/// One page of the in-box.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct CaseConnection {
    /// The cases, those due first before others.
    pub nodes: Vec<Case>,
    /// Where the page ends.
    pub page_info: PageInfo,
    /// How many there are behind all pages; counted up to 1,000 where finished ones are among them.
    pub total_count: i32,
    /// Whether there are more than `totalCount` says.
    pub total_is_more: bool,
    /// Over everything the viewer sees, whatever the filter.
    pub counts: CaseCounts,
}

impl Case {
    /// A case on a page of its own.
    #[must_use]
    pub fn alone(view: CaseView) -> Self {
        Self { is_alone: true, ..Self::from(view) }
    }
}

impl From<CaseView> for Case {
    fn from(view: CaseView) -> Self {
        let loaded = view.loaded;
        let handler = loaded.case.handler_id;
        Self {
            id: show(loaded.case.id),
            number: loaded.case.number.clone(),
            revision: loaded.case.version,
            state: loaded.case.state.into(),
            light: loaded.case.light.into(),
            instance: loaded.case.instance_no,
            organ: organ_of(&loaded),
            handler: handler.map(|id| StaffName { id: show(id), name: loaded.ground.names.get(&id).cloned().unwrap_or_default() }),
            next_act: telling::next_act(&loaded).to_owned(),
            subjects: view.subjects.into_iter().map(CaseSubject::from).collect(),
            submitted_at: DateTime(loaded.case.submitted_at),
            due: loaded.due().map(Deadline::from),
            deadlines: loaded.deadlines.iter().map(Deadline::from).collect(),
            reporter_alias: loaded.report.alias.clone(),
            media_count: whole(Some(view.media_count)),
            withdraws_at: loaded.case.withdraw_at.map(DateTime),
            supplement_count: i32::try_from(loaded.supplements()).unwrap_or(i32::MAX),
            unseen_material: i32::try_from(loaded.standing().unseen).unwrap_or(i32::MAX),
            material_request: MaterialRequest::of(&loaded, None),
            viewer_can: view.can.iter().copied().filter_map(CaseAction::of).collect(),
            version: live::version::to_staff(&loaded),
            loaded,
            is_alone: false,
        }
    }
}

impl From<CaseList> for CaseConnection {
    fn from(list: CaseList) -> Self {
        Self {
            page_info: PageInfo { has_next_page: list.page.has_next, end_cursor: list.page.end_cursor },
            nodes: list.page.nodes.into_iter().map(Case::from).collect(),
            total_count: i32::try_from(list.total.cases).unwrap_or(i32::MAX),
            total_is_more: list.total.has_more,
            counts: list.counts.into(),
        }
    }
}

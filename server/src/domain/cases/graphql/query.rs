//! Queries of reports and cases.

use crate::domain::cases::graphql::case::{Case, CaseConnection};
use crate::domain::cases::graphql::filter::CaseFilterInput;
use crate::domain::cases::graphql::inputs::all_parsed;
use crate::domain::cases::graphql::status::ReportStatus;
use crate::domain::cases::graphql::undelivered::UndeliveredMessage;
use crate::domain::cases::service::{self, Intake, Sums};
use crate::domain::directory::SubjectId;
use crate::domain::directory::graphql::Organ;
use crate::kernel::Failure;
use crate::kernel::graphql::errors::{ctx_by_calendar, optional, required};
use crate::kernel::page::{PageQuery, list_cost, whole_cost};
use async_graphql::{Context, ID, Object, Result, SimpleObject};

/// Who would handle a report: exactly one of both.
#[derive(Clone, Debug, SimpleObject)]
pub struct IntakeRoute {
    /// An organ of this platform.
    pub organ: Option<Organ>,
    /// Or the right channel elsewhere; nothing is stored here then.
    pub elsewhere: Option<Channel>,
}

/// Whom to turn to instead.
#[derive(Clone, Debug, SimpleObject)]
pub struct Channel {
    /// Its name.
    pub name: String,
    /// How to reach it.
    pub advice: String,
    /// Its telephone.
    pub telephone: Option<String>,
}

/// Queries of reports and cases.
#[derive(Debug, Default)]
pub struct CasesQuery;

#[Object]
impl CasesQuery {
    /// Who would handle a report on these subjects, before a word of it is written.
    async fn intake_route(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Six-digit division code.")] county: String,
        #[graphql(desc = "One to ten units, officials or powers.")] subject_ids: Vec<ID>,
    ) -> Result<IntakeRoute> {
        let ctx = ctx_by_calendar(context)?;
        let ids = required(ctx, all_parsed::<SubjectId>("subjectIds", &subject_ids))?;
        required(ctx, service::intake_route(ctx, &county, &ids).await).map(IntakeRoute::from)
    }

    /// How a report stands: by query code, by a phone proven for tracking, or by both; own text only with both.
    async fn report_status(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "As it was typed, with or without gaps.")] query_code: Option<String>,
        #[graphql(desc = "Six-digit division code of the county that the phone was proven in.")] county: Option<String>,
    ) -> Result<Option<ReportStatus>> {
        let ctx = ctx_by_calendar(context)?;
        let view = service::report_status(ctx, query_code.as_deref(), county.as_deref()).await;
        Ok(optional(ctx, view)?.map(ReportStatus::from))
    }

    /// The committee's in-box.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn cases(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What to show; everything if nothing is said.")] filter: Option<CaseFilterInput>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<CaseConnection> {
        let ctx = ctx_by_calendar(context)?;
        let page = PageQuery::parse(first, after.as_deref()).map_err(|error| Failure::Refused(vec![error]));
        let page = required(ctx, page)?;
        let filter = required(ctx, filter.unwrap_or_default().parsed())?;
        // Numbers over all of a long list are counted for whoever asks for them.
        let asks = |field| context.look_ahead().field(field).exists();
        let sums = Sums { total: asks("totalCount") || asks("totalIsMore"), counts: asks("counts") };
        required(ctx, service::cases(ctx, filter, &page, sums).await).map(CaseConnection::from)
    }

    /// Cases whose reporter could not be told the last thing, and whose number the viewer, a custodian, may open: at most 200,
    /// first those whose number nobody has opened since, each newest first.
    #[graphql(complexity = "whole_cost(service::MOST_UNREACHED, child_complexity)")]
    async fn undelivered_messages(&self, context: &Context<'_>) -> Result<Vec<UndeliveredMessage>> {
        let ctx = ctx_by_calendar(context)?;
        let found = required(ctx, service::undelivered(ctx).await)?;
        Ok(found.into_iter().map(UndeliveredMessage::from).collect())
    }

    /// The case with this number.
    async fn case_by_number(&self, context: &Context<'_>, #[graphql(desc = "E.g. `2026-7K3MQ`.")] number: String) -> Result<Option<Case>> {
        let ctx = ctx_by_calendar(context)?;
        Ok(optional(ctx, service::case_by_number(ctx, &number).await)?.map(Case::alone))
    }
}

impl From<Intake> for IntakeRoute {
    fn from(intake: Intake) -> Self {
        match intake {
            Intake::Organ(organ) => Self { organ: Some(organ.into()), elsewhere: None },
            Intake::Elsewhere(channel) => {
                let channel = Channel { name: channel.name, advice: channel.advice, telephone: channel.telephone };
                Self { organ: None, elsewhere: Some(channel) }
            }
        }
    }
}

//! 更新 in the schema: what changed, for whoever has a page open. Each message names a thing and its version, no more.

use crate::domain::cases::live::{Live, News, Seat, Watch};
use crate::kernel::graphql::errors::{ctx_of, required};
use crate::kernel::graphql::ids::{parse, show};
use crate::kernel::{Failure, Outcome};
use async_graphql::{Context, ID, Result, SimpleObject, Subscription};
use entity::id::{CaseId, ReportId};
use futures_util::{Stream, StreamExt as _, stream};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::Notify;

/// What a subscription needs beside the request's context. Only a connection that can serve one has it.
#[derive(Clone)]
pub struct Line {
    /// Who looks for news.
    pub live: Live,
    /// The connection.
    pub seat: Arc<Seat>,
    /// Told once the subscription is in force.
    pub started: Arc<Notify>,
}

/// Cases that came or changed in the viewer's in-box. Nothing is said of a case that left it.
#[derive(Clone, Debug, SimpleObject)]
pub struct InboxChange {
    /// At most 20, each with its version.
    pub cases: Vec<CaseChange>,
    /// There is more than is named: ask for the list again.
    pub look_again: bool,
}

/// A case that changed.
#[derive(Clone, Debug, SimpleObject)]
pub struct CaseChange {
    /// The case.
    pub id: ID,
    /// `Case.version` as it is now.
    pub version: String,
}

/// A report whose status changed.
#[derive(Clone, Debug, SimpleObject)]
pub struct ReportStatusChange {
    /// The report.
    pub report_id: ID,
    /// `ReportStatus.version` as it is now.
    pub version: String,
}

/// Subscriptions of cases, by `graphql-transport-ws` only.
#[derive(Debug, Default)]
pub struct CasesSubscription;

#[Subscription]
impl CasesSubscription {
    /// Whatever comes or changes in the viewer's in-box, as far as he may see it.
    async fn inbox_changed(&self, context: &Context<'_>) -> Result<impl Stream<Item = InboxChange> + use<>> {
        let (ctx, line) = (ctx_of(context)?, line_of(context)?);
        let watch = required(ctx, line.begins(line.live.inbox(ctx, &line.seat).await))?;
        Ok(watch.news().map(InboxChange::from))
    }

    /// One case, as long as the viewer may see it; then it completes.
    async fn case_changed(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The case.")] id: ID,
    ) -> Result<impl Stream<Item = CaseChange> + use<>> {
        let (ctx, line) = (ctx_of(context)?, line_of(context)?);
        let id: CaseId = required(ctx, parse("id", &id).map_err(|error| Failure::Refused(vec![error])))?;
        let watch = required(ctx, line.begins(line.live.case(ctx, &line.seat, id).await))?;
        Ok(watch.news().flat_map(|news| stream::iter(InboxChange::from(news).cases)))
    }

    /// The reporter's page: by query code, by a phone code for tracking, or by both, as `reportStatus`.
    async fn report_status_changed(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "As shown after the submission.")] query_code: Option<String>,
        #[graphql(desc = "Division code; with a phone code alone, the county in which the phone was proven.")] county: Option<String>,
    ) -> Result<impl Stream<Item = ReportStatusChange> + use<>> {
        let (ctx, line) = (ctx_of(context)?, line_of(context)?);
        let asked = (query_code.as_deref(), county.as_deref());
        let watch = required(ctx, line.begins(line.live.reports(ctx, &line.seat, asked).await))?;
        let reports = watch.reports();
        Ok(watch.news().flat_map(move |news| stream::iter(status_changes(news, &reports))))
    }
}

impl Line {
    /// Says that a subscription is in force.
    fn begins(&self, joined: Outcome<Watch>) -> Outcome<Watch> {
        if joined.is_ok() {
            self.started.notify_one();
        }
        joined
    }
}

fn line_of<'a>(context: &Context<'a>) -> Result<&'a Line> {
    context.data::<Line>()
}

fn status_changes(news: News, reports: &BTreeMap<CaseId, ReportId>) -> Vec<ReportStatusChange> {
    let known = news.cases.into_iter().filter_map(|(case, version)| Some((reports.get(&case)?, version)));
    known.map(|(report, version)| ReportStatusChange { report_id: show(*report), version }).collect()
}

impl From<News> for InboxChange {
    fn from(news: News) -> Self {
        let cases = news.cases.into_iter().map(|(id, version)| CaseChange { id: show(id), version }).collect();
        Self { cases, look_again: news.look_again }
    }
}

//! Publications in the schema: what everybody reads, and what the staff writes and approves.

mod draft;
mod inputs;
mod mutation;
mod of_case;
mod public;
mod withholding;
mod words;

pub use draft::{PublicationDraft, PublicationDraftPayload, PublicationLine};
pub use mutation::PublicationsMutation;
pub use of_case::{CasePublications, CasePublicationsPayload, ClarificationWish};
pub use public::{OverdueFigure, Publication, PublicationConnection, PublicationUnit};

pub use withholding::Withholding;

use super::service;
use crate::kernel::graphql::errors::{ctx_by_calendar, optional, required};
use crate::kernel::graphql::ids;
use crate::kernel::page::{PageQuery, STATEMENTS, few_cost, list_cost};
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, ID, Object, Result};
use std::str::FromStr;

/// Queries of the publications.
#[derive(Debug, Default)]
pub struct PublicationsQuery;

#[Object]
impl PublicationsQuery {
    /// 结果公开, by its address; null if there is none, or its term is over.
    async fn publication(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Division code of the county.")] county: String,
        #[graphql(desc = "Its code.")] code: String,
    ) -> Result<Option<Publication>> {
        let ctx = ctx_by_calendar(context)?;
        optional(ctx, public(ctx, &county, &code).await)
    }

    /// 结果公开 of a county, the newest first; with words, what has them in what everybody reads.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "each argument is one of the schema's")]
    async fn publications(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Division code of the county.")] county: String,
        #[graphql(desc = "Words, at most 40 characters.")] text: Option<String>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<PublicationConnection> {
        let ctx = ctx_by_calendar(context)?;
        let page = PageQuery::parse(first, after.as_deref()).map_err(|refusal| Failure::Refused(vec![refusal]));
        required(ctx, found(ctx, (&county, text.as_deref()), page).await)
    }

    /// How the county's discipline organs kept their terms, the newest quarter first; quarters that are over, from ten cases up.
    #[graphql(complexity = "STATEMENTS + few_cost(child_complexity)")]
    async fn overdue_figures(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Division code of the county.")] county: String,
    ) -> Result<Vec<OverdueFigure>> {
        let ctx = ctx_by_calendar(context)?;
        required(ctx, overdue(ctx, &county).await)
    }

    /// Unfinished ones that the viewer writes or approves, and exposures that he may have to hide; the newest first. With a code
    /// the one that stands in public there, if he may do something with it.
    #[graphql(complexity = "STATEMENTS + few_cost(child_complexity)")]
    async fn publication_drafts(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The last part of a public address.")] code: Option<String>,
    ) -> Result<Vec<PublicationLine>> {
        let ctx = ctx_by_calendar(context)?;
        let lines = required(ctx, service::drafts(ctx, code.as_deref()).await)?;
        Ok(lines.into_iter().map(PublicationLine::from).collect())
    }

    /// 不予公开: proposals that a result is not published, which wait for a head of the viewer's organs; the newest first.
    #[graphql(complexity = "STATEMENTS + few_cost(child_complexity)")]
    async fn withholdings(&self, context: &Context<'_>) -> Result<Vec<Withholding>> {
        let ctx = ctx_by_calendar(context)?;
        let found = required(ctx, service::withholdings(ctx).await)?;
        Ok(found.into_iter().map(Withholding::from).collect())
    }

    /// One with the words of its newest version, for who writes or approves it.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn publication_draft(&self, context: &Context<'_>, #[graphql(desc = "Its id.")] id: ID) -> Result<PublicationDraft> {
        let ctx = ctx_by_calendar(context)?;
        required(ctx, draft(ctx, &id).await)
    }

    /// What there is of a case, whether its result is not published, and what the viewer may draft of it.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn case_publications(&self, context: &Context<'_>, #[graphql(desc = "The case.")] id: ID) -> Result<CasePublications> {
        let ctx = ctx_by_calendar(context)?;
        required(ctx, of_case(ctx, &id).await)
    }
}

async fn public(ctx: &Ctx, county: &str, code: &str) -> Outcome<Publication> {
    let county = ctx.county(county).await?;
    let tx = ctx.read(&county).await?;
    Ok(service::public_page(&tx, code).await?.into())
}

async fn found(ctx: &Ctx, (county, text): (&str, Option<&str>), page: Outcome<PageQuery>) -> Outcome<PublicationConnection> {
    let (county, page) = (ctx.county(county).await?, page?);
    let tx = ctx.read(&county).await?;
    Ok(PublicationConnection::new(service::search(&tx, text, &page).await?))
}

async fn overdue(ctx: &Ctx, county: &str) -> Outcome<Vec<OverdueFigure>> {
    let tx = ctx.read(&ctx.county(county).await?).await?;
    Ok(service::overdue_figures(&tx).await?.into_iter().map(OverdueFigure::from).collect())
}

async fn draft(ctx: &Ctx, id: &ID) -> Outcome<PublicationDraft> {
    let id = ids::parse("id", id).map_err(|_| unknown(ctx))?;
    PublicationDraft::load(ctx, id).await
}

async fn of_case(ctx: &Ctx, id: &ID) -> Outcome<CasePublications> {
    let id = ids::parse("id", id).map_err(|_| unknown(ctx))?;
    Ok(CasePublications::from(service::of_case(ctx, id).await?))
}

/// An id of nothing: whoever is not signed in is told that first.
fn unknown(ctx: &Ctx) -> Failure {
    if ctx.actor.staff().is_some() { Failure::hidden() } else { Failure::SignInNeeded }
}

fn parsed<I: FromStr>(field: &'static str, id: &ID) -> Outcome<I> {
    ids::parse(field, id).map_err(|refusal| Failure::Refused(vec![refusal]))
}

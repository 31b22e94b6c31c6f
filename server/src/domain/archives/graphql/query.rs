//! What is asked of archives.

use super::objects::Archive;
use super::records::{ArchiveKind, ArchiveOpeningConnection, ArchivePeers, ArchiveTransfer, OpenedArchive};
use crate::domain::archives::service;
use crate::kernel::graphql::errors::{ctx_by_calendar, optional, required};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::scalars::Date;
use crate::kernel::page::{PageQuery, STATEMENTS, list_cost};
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, ID, Object, Result};

/// Queries of the archives.
#[derive(Debug, Default)]
pub struct ArchivesQuery;

#[Object]
impl ArchivesQuery {
    /// An archive that the viewer opened, with its summary; the first look of a day stands on the ledger.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn archive(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "By which opening.")] opening_id: ID,
        #[graphql(desc = "As known on this day; today if not given.")] known_on: Option<Date>,
    ) -> Result<Option<OpenedArchive>> {
        let ctx = ctx_by_calendar(context)?;
        optional(ctx, opened(ctx, &opening_id, known_on).await)
    }

    /// The viewer's own archive: what everybody may read of him, and what he said himself.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn own_archive(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "As known on this day; today if not given.")] known_on: Option<Date>,
    ) -> Result<Archive> {
        let ctx = ctx_by_calendar(context)?;
        Ok(required(ctx, service::own(ctx, known_on.map(|day| day.0)).await)?.into())
    }

    /// Archives that the viewer opened, the newest first.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn archive_openings(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<ArchiveOpeningConnection> {
        let ctx = ctx_by_calendar(context)?;
        required(ctx, openings(ctx, first, after.as_deref()).await)
    }

    /// 申报类别: what officials may declare, by which law; ended ones last.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn archive_kinds(&self, context: &Context<'_>) -> Result<Vec<ArchiveKind>> {
        let ctx = ctx_by_calendar(context)?;
        Ok(required(ctx, service::kinds(ctx).await)?.into_iter().map(Into::into).collect())
    }

    /// Archives that went to other counties or came from there, the newest first.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn archive_transfers(&self, context: &Context<'_>) -> Result<Vec<ArchiveTransfer>> {
        let ctx = ctx_by_calendar(context)?;
        Ok(required(ctx, service::transfers(ctx).await)?.into_iter().map(Into::into).collect())
    }

    /// Public keys of counties outside the platform, and this county's own.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn archive_peers(&self, context: &Context<'_>) -> Result<ArchivePeers> {
        let ctx = ctx_by_calendar(context)?;
        Ok(required(ctx, service::peers(ctx).await)?.into())
    }
}

async fn opened(ctx: &Ctx, id: &ID, known_on: Option<Date>) -> Outcome<OpenedArchive> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let id = ids::parse("openingId", id).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let (opening, archive, summary) = service::read(ctx, id, known_on.map(|day| day.0)).await?;
    Ok(OpenedArchive { opening: opening.into(), archive: archive.into(), summary: summary.into_iter().map(Into::into).collect() })
}

async fn openings(ctx: &Ctx, first: Option<i32>, after: Option<&str>) -> Outcome<ArchiveOpeningConnection> {
    let page = PageQuery::parse(first, after).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let found = service::openings(ctx, &page).await?;
    let page_info = PageInfo { has_next_page: found.has_next, end_cursor: found.end_cursor };
    Ok(ArchiveOpeningConnection { nodes: found.nodes.into_iter().map(Into::into).collect(), page_info })
}

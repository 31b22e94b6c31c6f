//! Clearing in the schema: what the staff writes and reviews, and the versions that everybody reads.

mod content;
mod inputs;
mod items;
mod mutation;
mod public;
mod round;
mod words;

pub use content::ClearedPower;
pub use items::ClearingItemConnection;
pub use mutation::ClearingMutation;
pub use public::{ListChangeConnection, ListComparison, ListVersion, ListVersionDetail, ListVersionItemConnection};
pub use round::{Clearing, ClearingConnection, ClearingItem, ClearingItemDetail, ClearingPayload};

use super::service;
use crate::kernel::graphql::errors::{ctx_by_calendar, ctx_of, optional, required};
use crate::kernel::graphql::ids;
use crate::kernel::page::{PageQuery, STATEMENTS, list_cost};
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, ID, Object, Result};
use std::str::FromStr;
use words::ClearingState;

/// Queries of clearing.
#[derive(Debug, Default)]
pub struct ClearingQuery;

#[Object]
impl ClearingQuery {
    /// 清权 of the units for which the viewer publishes or reviews; for a reviewer of the county all that were sent. The newest first.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn clearings(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Only of this state.")] state: Option<ClearingState>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<ClearingConnection> {
        let ctx = ctx_by_calendar(context)?;
        let page = PageQuery::parse(first, after.as_deref()).map_err(|refusal| Failure::Refused(vec![refusal]));
        required(ctx, listed(ctx, state, page).await)
    }

    /// One round with its items, for who clears or reviews it.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn clearing(&self, context: &Context<'_>, #[graphql(desc = "Its id.")] id: ID) -> Result<Clearing> {
        let ctx = ctx_by_calendar(context)?;
        required(ctx, round(ctx, &id).await)
    }

    /// One item of a round with its texts, for who clears or reviews it.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn clearing_item(&self, context: &Context<'_>, #[graphql(desc = "Its id.")] id: ID) -> Result<ClearingItemDetail> {
        let ctx = ctx_by_calendar(context)?;
        required(ctx, item(ctx, &id).await)
    }

    /// One version of a unit's list of powers, whole; null if there is none.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn list_version(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Division code of the county.")] county: String,
        #[graphql(desc = "Code of the unit.")] unit: String,
        #[graphql(desc = "Its number.")] no: i32,
    ) -> Result<Option<ListVersionDetail>> {
        let ctx = ctx_of(context)?;
        optional(ctx, version(ctx, (&county, &unit), no).await)
    }

    /// What changed between two versions of a unit's list, side by side; null unless both are there.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    #[expect(clippy::too_many_arguments, reason = "each argument is one of the schema's")]
    async fn list_comparison(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Division code of the county.")] county: String,
        #[graphql(desc = "Code of the unit.")] unit: String,
        #[graphql(desc = "Number of the older one; the one before the newer if not given.")] older: Option<i32>,
        #[graphql(desc = "Number of the newer one; the newest if not given.")] newer: Option<i32>,
    ) -> Result<Option<ListComparison>> {
        let ctx = ctx_of(context)?;
        optional(ctx, comparison(ctx, (&county, &unit), (older, newer)).await)
    }
}

async fn listed(ctx: &Ctx, state: Option<ClearingState>, page: Outcome<PageQuery>) -> Outcome<ClearingConnection> {
    Ok(ClearingConnection::new(service::list(ctx, state.map(Into::into), &page?).await?))
}

async fn round(ctx: &Ctx, id: &ID) -> Outcome<Clearing> {
    let id = ids::parse("id", id).map_err(|_| unknown(ctx))?;
    Ok(Clearing::new(&ctx.actor, &service::view(ctx, id).await?))
}

async fn item(ctx: &Ctx, id: &ID) -> Outcome<ClearingItemDetail> {
    let id = ids::parse("id", id).map_err(|_| unknown(ctx))?;
    let (row, item, facts) = service::item_view(ctx, id).await?;
    Ok(ClearingItemDetail::new(&ctx.actor, (&row, &facts), &item))
}

async fn version(ctx: &Ctx, (county, unit): (&str, &str), no: i32) -> Outcome<ListVersionDetail> {
    let tx = ctx.read(&ctx.county(county).await?).await?;
    Ok(ListVersionDetail::new(tx.county.id, service::version(&tx, unit, no).await?))
}

async fn comparison(ctx: &Ctx, (county, unit): (&str, &str), numbers: (Option<i32>, Option<i32>)) -> Outcome<ListComparison> {
    let tx = ctx.read(&ctx.county(county).await?).await?;
    Ok(ListComparison::from(service::compare_versions(&tx, unit, numbers).await?))
}

/// An id of nothing: whoever is not signed in is told that first.
fn unknown(ctx: &Ctx) -> Failure {
    if ctx.actor.staff().is_some() { Failure::hidden() } else { Failure::SignInNeeded }
}

fn parsed<I: FromStr>(field: &'static str, id: &ID) -> Outcome<I> {
    ids::parse(field, id).map_err(|refusal| Failure::Refused(vec![refusal]))
}

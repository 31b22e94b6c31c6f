//! Changes in the schema: a list that can be resumed, and a subscription.

mod following;
mod objects;

pub use objects::{Change, ChangeConnection, ChangeKind};

use crate::domain::cases::graphql::Line;
use crate::domain::changes::{self, Changed};
use crate::kernel::graphql::errors::{ctx_of, required};
use crate::kernel::page::{PageQuery, list_cost};
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, Object, Result, Subscription};
use futures_util::Stream;

/// Queries of the changes.
#[derive(Debug, Default)]
pub struct ChangesQuery;

#[Object]
impl ChangesQuery {
    /// 公开动态 of a county: what was published, changed or taken away in public, the oldest first; go on from any cursor at any time.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn changes(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Division code.")] county: String,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last change seen.")] after: Option<String>,
    ) -> Result<ChangeConnection> {
        let ctx = ctx_of(context)?;
        required(ctx, listed(ctx, &county, (first, after.as_deref())).await)
    }
}

/// Subscriptions of the changes, by `graphql-transport-ws` only.
#[derive(Debug, Default)]
pub struct ChangesSubscription;

#[Subscription]
impl ChangesSubscription {
    /// 公开动态 of a county as it comes: each change behind the cursor, in its order; without one, those that come from now on.
    async fn public_changed(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Division code.")] county: String,
        #[graphql(desc = "Cursor of the last change seen.")] after: Option<String>,
    ) -> Result<impl Stream<Item = Change> + use<>> {
        let (ctx, line) = (ctx_of(context)?, context.data::<Line>()?);
        let begun = required(ctx, following::begin(ctx, &county, after.as_deref()).await)?;
        line.started.notify_one();
        Ok(begun)
    }
}

async fn listed(ctx: &Ctx, county: &str, (first, after): (Option<i32>, Option<&str>)) -> Outcome<ChangeConnection> {
    let page = PageQuery::parse(first, after).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let county = ctx.county(county).await?;
    let Changed { page, head } = changes::changes(ctx, &county, &page).await?;
    Ok(ChangeConnection::new(page, head))
}

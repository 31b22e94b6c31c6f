//! The items of a round, page by page, and what is still missing in it.

use super::round::{Clearing, ClearingItem};
use crate::domain::clearing::service::{self, ItemPage};
use crate::kernel::graphql::errors::{ctx_by_calendar, required};
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::page::{PageQuery, STATEMENTS, list_cost};
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use entity::clearing;

/// A page of a round's items.
#[derive(Debug, SimpleObject)]
pub struct ClearingItemConnection {
    /// The items, in their order.
    pub nodes: Vec<ClearingItem>,
    /// Where the page ends.
    pub page_info: PageInfo,
    /// How many the round has.
    pub total_count: i32,
    /// How many of them nobody decided yet.
    pub undecided_count: i32,
}

#[ComplexObject]
impl Clearing {
    /// Items, in their order.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn items(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<ClearingItemConnection> {
        let ctx = ctx_by_calendar(context)?;
        let page = PageQuery::parse(first, after.as_deref()).map_err(|refusal| Failure::Refused(vec![refusal]));
        required(ctx, items(ctx, &self.row, page).await)
    }

    /// What still has to be done before it can be sent, at most 21 sentences; nothing once it is over.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn problems(&self, context: &Context<'_>) -> Result<Vec<String>> {
        let ctx = ctx_by_calendar(context)?;
        required(ctx, problems(ctx, &self.row).await)
    }
}

async fn items(ctx: &Ctx, round: &clearing::Model, page: Outcome<PageQuery>) -> Outcome<ClearingItemConnection> {
    let ItemPage { page, total, undecided } = service::item_page(ctx, round, &page?).await?;
    let count = |many: u64| i32::try_from(many).unwrap_or(i32::MAX);
    Ok(ClearingItemConnection {
        nodes: page.nodes.iter().map(ClearingItem::from).collect(),
        page_info: PageInfo { has_next_page: page.has_next, end_cursor: page.end_cursor },
        total_count: count(total),
        undecided_count: count(undecided),
    })
}

async fn problems(ctx: &Ctx, round: &clearing::Model) -> Outcome<Vec<String>> {
    if round.open_unit_id.is_none() {
        return Ok(Vec::new());
    }
    let faults = service::faults(&service::items_of(ctx, round).await?);
    Ok(faults.into_iter().map(|one| one.message).collect())
}

//! A county's page: its units by category, town and name, and the fields that later modules know.

use crate::domain::directory::UnitFilter;
use crate::domain::directory::graphql::{CategoryCount, County, Unit, UnitConnection, page_of};
use crate::domain::ledger_tree::graphql::{LedgerHead, newest_head};
use crate::domain::open_data;
use crate::domain::open_data::graphql::OpenData;
use crate::domain::statistics;
use crate::domain::statistics::graphql::CountyQuarter;
use crate::kernel::graphql::errors::{ctx_by_calendar, ctx_of, optional, required};
use crate::kernel::graphql::words;
use crate::kernel::page::{STATEMENTS, few_cost, list_cost};
use crate::kernel::{Ctx, Outcome};
use async_graphql::{ComplexObject, Context, Result};
use entity::words::UnitCategory;

#[ComplexObject]
impl County {
    /// How many units each category has.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn category_counts(&self, context: &Context<'_>) -> Result<Vec<CategoryCount>> {
        let ctx = ctx_of(context)?;
        let counts = required(ctx, self.counts(ctx).await)?;
        let count =
            |(category, units)| CategoryCount { category: UnitCategory::into(category), units: i32::try_from(units).unwrap_or(i32::MAX) };
        Ok(counts.into_iter().map(count).collect())
    }

    /// All towns, in order, for a select.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn towns(&self, context: &Context<'_>) -> Result<Vec<Unit>> {
        let ctx = ctx_of(context)?;
        required(ctx, self.load_towns(ctx).await)
    }

    /// Units that exist today, by their order.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "each argument is one of the schema's")]
    async fn units(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Only of this category.")] category: Option<words::UnitCategory>,
        #[graphql(desc = "Only directly below the unit with this code.")] parent_code: Option<String>,
        #[graphql(desc = "Only with this text in the name, at most 40 characters.")] text: Option<String>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<UnitConnection> {
        let ctx = ctx_of(context)?;
        let page = page_of(ctx, first, after.as_deref())?;
        let found =
            self.find_units(ctx, UnitFilter { category: category.map(UnitCategory::from), parent: None, text }, parent_code, &page).await;
        Ok(optional(ctx, found)?.unwrap_or_else(UnitConnection::empty))
    }

    /// How many cases came to the county's discipline organs and how they kept their terms, by quarter that is over.
    #[graphql(complexity = "STATEMENTS + few_cost(child_complexity)")]
    async fn quarters(&self, context: &Context<'_>) -> Result<Vec<CountyQuarter>> {
        let ctx = ctx_by_calendar(context)?;
        required(ctx, load_quarters(self, ctx).await)
    }

    /// 树头: the newest signed root of the county's log; null where nothing was logged yet.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn ledger_head(&self, context: &Context<'_>) -> Result<Option<LedgerHead>> {
        let ctx = ctx_of(context)?;
        required(ctx, newest_head(ctx, &self.code).await)
    }

    /// 开放数据: what is published of the county as files; none before the first night, and while they are made anew because
    /// something was taken away to protect somebody. The same is in `units`, their `powers`, `rules`, `outcomes`, `publications`.
    #[graphql(complexity = "STATEMENTS + few_cost(child_complexity)")]
    async fn open_data(&self, context: &Context<'_>) -> Result<Option<OpenData>> {
        let ctx = ctx_of(context)?;
        required(ctx, load_open_data(self, ctx).await)
    }
}

async fn load_quarters(county: &County, ctx: &Ctx) -> Outcome<Vec<CountyQuarter>> {
    let tx = ctx.read(&ctx.county(&county.code).await?).await?;
    Ok(statistics::county_quarters(&tx).await?.into_iter().map(CountyQuarter::from).collect())
}

async fn load_open_data(county: &County, ctx: &Ctx) -> Outcome<Option<OpenData>> {
    let tx = ctx.read(&ctx.county(&county.code).await?).await?;
    Ok(open_data::edition(&tx).await?.map(|edition| OpenData::new(&county.code, edition)))
}

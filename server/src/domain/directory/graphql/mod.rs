//! Counties and units as the API's entry.

mod batch;
mod county;
mod people;
mod unit;

pub use batch::UnitBatch;
pub use county::{CategoryCount, County, CountyConnection, CountyFooter, UnitConnection, split};
pub use people::{Official, Organ, Post, Section, sentences};
pub use unit::{Unit, UnitAction};

use crate::kernel::graphql::errors::{ctx_of, optional, required, top_level};
use crate::kernel::page::{PageQuery, list_cost};
use crate::kernel::{Ctx, Failure};
use async_graphql::{Context, Object, Result};

/// Queries of the directory.
#[derive(Debug, Default)]
pub struct DirectoryQuery;

#[Object]
impl DirectoryQuery {
    /// The county with this six-digit division code.
    async fn county(&self, context: &Context<'_>, #[graphql(desc = "Six-digit division code.")] code: String) -> Result<Option<County>> {
        let ctx = ctx_of(context)?;
        optional(ctx, County::by_code(ctx, &code).await)
    }

    /// The counties of this platform, by code.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn counties(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<CountyConnection> {
        let ctx = ctx_of(context)?;
        let page = page_of(ctx, first, after.as_deref())?;
        required(ctx, CountyConnection::load(ctx, &page).await)
    }

    /// The page of one unit; a stopped unit names its successor.
    async fn unit(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Division code of the county.")] county: String,
        #[graphql(desc = "Code of the unit within the county.")] code: String,
    ) -> Result<Option<Unit>> {
        let ctx = ctx_of(context)?;
        optional(ctx, Unit::by_code(ctx, &county, &code).await)
    }
}

/// The arguments `first` and `after` of a list.
///
/// # Errors
/// Refused as [`PageQuery::parse`] says.
pub fn page_of(ctx: &Ctx, first: Option<i32>, after: Option<&str>) -> Result<PageQuery> {
    PageQuery::parse(first, after).map_err(|error| top_level(ctx, Failure::Refused(vec![error])))
}

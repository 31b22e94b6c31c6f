//! A rule's page: the library's text, and from the risk register where it is cited.

use crate::domain::directory::graphql::page_of;
use crate::domain::risk_register::graphql::{self as risk_register, CitingRiskConnection};
use crate::domain::rules::graphql::Rule;
use crate::kernel::graphql::errors::{ctx_of, required};
use crate::kernel::page::list_cost;
use async_graphql::{ComplexObject, Context, Result};

#[ComplexObject]
impl Rule {
    /// 廉政风险点 of published powers that it holds down.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn risk_points(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<CitingRiskConnection> {
        let ctx = ctx_of(context)?;
        let page = page_of(ctx, first, after.as_deref())?;
        required(ctx, risk_register::risks_of_rule(ctx, self.id, &page).await)
    }
}

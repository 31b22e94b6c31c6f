//! Questions about who is signed in and who is there.

use super::objects::{Account, OfficialChoice, RoleGrant, StaffConnection, Viewer};
use crate::domain::directory::graphql::County;
use crate::domain::staff::graphql::AccessReset;
use crate::domain::staff::{self, StaffFilter};
use crate::kernel::graphql::errors::{ctx_of, required};
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::words::AccountState;
use crate::kernel::page::{PageQuery, list_cost};
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, Object, Result};

/// Queries of this module.
#[derive(Default)]
pub struct StaffQuery;

#[Object]
impl StaffQuery {
    /// Who is signed in, and what the person may do; null for everybody else.
    async fn viewer(&self, context: &Context<'_>) -> Result<Option<Viewer>> {
        let ctx = ctx_of(context)?;
        required(ctx, viewer_of(ctx).await)
    }

    /// Officials whose name holds these characters, for an account to be made; at most twenty. By the county's
    /// administrator.
    async fn officials_named(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "One to thirty characters of the name.")] text: String,
    ) -> Result<Vec<OfficialChoice>> {
        let ctx = ctx_of(context)?;
        let found = required(ctx, staff::officials_named(ctx, &text).await)?;
        Ok(found.into_iter().map(OfficialChoice::from).collect())
    }

    /// The county's staff, for its administrator; for a head, those of his organ and of the organs right below.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "each argument is one of the schema's")]
    async fn staff(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Whose login or name holds these characters, at most forty.")] text: Option<String>,
        #[graphql(desc = "Only those that may sign in, or only those that are closed.")] state: Option<AccountState>,
        #[graphql(desc = "Rows wanted, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Where the last page ended.")] after: Option<String>,
    ) -> Result<StaffConnection> {
        let ctx = ctx_of(context)?;
        let filter = StaffFilter { text, state: state.map(Into::into) };
        required(ctx, staff_of(ctx, &filter, first, after.as_deref()).await)
    }
}

/// The person behind this context.
pub async fn viewer_of(ctx: &Ctx) -> Outcome<Option<Viewer>> {
    let Some(viewing) = staff::viewer(ctx).await? else { return Ok(None) };
    let county = ctx.kernel.tenants.by_id(viewing.account.account.county_id).await?;
    let page = County::by_id(ctx, county.id).await?;
    Ok(Some(Viewer::new(ctx, &county, viewing, page)))
}

async fn staff_of(ctx: &Ctx, filter: &StaffFilter, first: Option<i32>, after: Option<&str>) -> Outcome<StaffConnection> {
    let page = PageQuery::parse(first, after).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let people = staff::people(ctx, filter, &page).await?;
    let county = &people.county;
    let page_info = PageInfo { has_next_page: people.accounts.has_next, end_cursor: people.accounts.end_cursor };
    Ok(StaffConnection {
        nodes: people.accounts.nodes.into_iter().map(|row| Account::new(county, row)).collect(),
        page_info,
        pending_grants: people.grants.into_iter().map(|row| RoleGrant::new(county, row)).collect(),
        pending_resets: people.resets.into_iter().map(AccessReset::from).collect(),
    })
}

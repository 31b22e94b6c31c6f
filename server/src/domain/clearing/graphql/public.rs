//! Versions of lists, for everybody; never a person.

use super::content::{ClearedPower, PartComparison};
use super::words::{ItemDecision, ListChangeKind};
use crate::domain::clearing::model::Content;
use crate::domain::clearing::service::{self, Change, Comparison, VersionView};
use crate::kernel::graphql::errors::{ctx_of, required};
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::scalars::Date;
use crate::kernel::page::{PageQuery, list_cost};
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use entity::id::{CountyId, ListVersionId};
use entity::list_version_item;
use entity::words::ItemDecision as Decided;

/// 权力清单的一版.
#[derive(Clone, Debug, SimpleObject)]
pub struct ListVersion {
    /// Number within the unit, from 1; 0 is what was there before the first round of 清权.
    pub no: i32,
    /// The day on which it was published; of number 0 the day on which the first one took its place.
    pub published_on: Date,
    /// How the unit was called then.
    pub unit_name: String,
    /// SHA-256 of all its items, as the ledger has it.
    pub hash: String,
    /// 保留.
    pub kept: i32,
    /// 调整.
    pub adjusted: i32,
    /// 新增.
    pub added: i32,
    /// 取消.
    pub cancelled: i32,
}

/// A version with its powers.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct ListVersionDetail {
    /// The county and the version's id, for what is read when it is asked for.
    #[graphql(skip)]
    id: (CountyId, ListVersionId),
    /// The version.
    pub version: ListVersion,
}

/// A page of a version's powers.
#[derive(Clone, Debug, SimpleObject)]
pub struct ListVersionItemConnection {
    /// The powers, in their order.
    pub nodes: Vec<ListVersionItem>,
    /// Where the page ends.
    pub page_info: PageInfo,
}

#[ComplexObject]
impl ListVersionDetail {
    /// Its powers in their order, cancelled ones with their reason too.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn items(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<ListVersionItemConnection> {
        let ctx = ctx_of(context)?;
        let page = PageQuery::parse(first, after.as_deref()).map_err(|refusal| Failure::Refused(vec![refusal]));
        required(ctx, items(ctx, self.id, page).await)
    }
}

async fn items(ctx: &Ctx, (county, version): (CountyId, ListVersionId), page: Outcome<PageQuery>) -> Outcome<ListVersionItemConnection> {
    let tx = ctx.read(&ctx.kernel.tenants.by_id(county).await?).await?;
    let found = service::version_items(&tx, version, &page?).await?;
    let page_info = PageInfo { has_next_page: found.has_next, end_cursor: found.end_cursor };
    Ok(ListVersionItemConnection { nodes: found.nodes.into_iter().map(ListVersionItem::from).collect(), page_info })
}

/// One power as a version has it.
#[derive(Clone, Debug, SimpleObject)]
pub struct ListVersionItem {
    /// Code within the county.
    pub code: String,
    /// What was decided.
    pub decision: ItemDecision,
    /// Why.
    pub reason: Option<String>,
    /// The power; of a cancelled one, how it was.
    pub power: ClearedPower,
}

/// Two versions side by side.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct ListComparison {
    /// Everything that changed.
    #[graphql(skip)]
    changes: Vec<Change>,
    /// The older one.
    pub older: ListVersion,
    /// The newer one.
    pub newer: ListVersion,
    /// How many powers say the same in both.
    pub same_count: i32,
}

/// A page of what changed between two versions.
#[derive(Clone, Debug, SimpleObject)]
pub struct ListChangeConnection {
    /// Powers that changed.
    pub nodes: Vec<ListChange>,
    /// Where the page ends.
    pub page_info: PageInfo,
    /// How many changed.
    pub total_count: i32,
}

#[ComplexObject]
impl ListComparison {
    /// What changed, in the newer one's order; what went comes last.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn changes(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<ListChangeConnection> {
        let page = PageQuery::parse(first, after.as_deref()).map_err(|refusal| Failure::Refused(vec![refusal]));
        required(ctx_of(context)?, page.map(|page| self.page(&page)))
    }
}

impl ListComparison {
    /// What changed behind the power with the code that the cursor names.
    fn page(&self, page: &PageQuery) -> ListChangeConnection {
        let last = page.after.as_ref().and_then(|after| after.first());
        let behind = last.map_or(0, |code| self.changes.iter().position(|one| one.code == *code).map_or(self.changes.len(), |at| at + 1));
        let wanted = usize::try_from(page.first.saturating_add(1)).unwrap_or(usize::MAX);
        let rows: Vec<&Change> = self.changes.iter().skip(behind).take(wanted).collect();
        let found = page.page(rows, |one| vec![one.code.clone()]);
        ListChangeConnection {
            nodes: found.nodes.into_iter().cloned().map(ListChange::from).collect(),
            page_info: PageInfo { has_next_page: found.has_next, end_cursor: found.end_cursor },
            total_count: i32::try_from(self.changes.len()).unwrap_or(i32::MAX),
        }
    }
}

/// One power that changed.
#[derive(Clone, Debug, SimpleObject)]
pub struct ListChange {
    /// Code within the county.
    pub code: String,
    /// How it is called; of one that went, how it was.
    pub name: String,
    /// How it changed.
    pub kind: ListChangeKind,
    /// Why, as the newer version says.
    pub reason: Option<String>,
    /// What differs.
    pub parts: Vec<PartComparison>,
}

impl From<VersionView> for ListVersion {
    fn from(view: VersionView) -> Self {
        let count = |decision| view.counts.get(&decision).and_then(|count| i32::try_from(*count).ok()).unwrap_or_default();
        Self {
            no: view.row.no,
            published_on: Date(view.row.published_at.in_china().date()),
            unit_name: view.row.unit_name.clone(),
            hash: view.row.hash.clone(),
            kept: count(Decided::Kept),
            adjusted: count(Decided::Adjusted),
            added: count(Decided::Added),
            cancelled: count(Decided::Cancelled),
        }
    }
}

impl ListVersionDetail {
    /// A version of a list of this county.
    #[must_use]
    pub fn new(county: CountyId, view: VersionView) -> Self {
        Self { id: (county, view.row.id), version: view.into() }
    }
}

impl From<(list_version_item::Model, Content)> for ListVersionItem {
    fn from((row, content): (list_version_item::Model, Content)) -> Self {
        Self { code: row.code, decision: row.decision.into(), reason: row.reason, power: ClearedPower::from(&content) }
    }
}

impl From<Change> for ListChange {
    fn from(one: Change) -> Self {
        let parts = one.parts.into_iter().map(PartComparison::from).collect();
        Self { code: one.code, name: one.name, kind: one.kind.into(), reason: one.reason, parts }
    }
}

impl From<Comparison> for ListComparison {
    fn from(found: Comparison) -> Self {
        Self {
            older: found.from.into(),
            newer: found.to.into(),
            changes: found.changes,
            same_count: i32::try_from(found.same).unwrap_or(i32::MAX),
        }
    }
}

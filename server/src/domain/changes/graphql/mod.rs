//! Changes in the schema: a list that can be resumed, and a subscription.

mod following;

use crate::domain::cases::graphql::Line;
use crate::domain::changes::{self, Changed};
use crate::kernel::graphql::errors::{ctx_of, required};
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::scalars::Date;
use crate::kernel::page::{PageQuery, list_cost};
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject, Subscription};
use entity::change;
use futures_util::Stream;

/// What happened to something public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::ChangeKind")]
pub enum ChangeKind {
    /// A version of a unit's list of powers was published.
    ListPublished,
    /// The registers of units and powers were imported anew.
    RegistersImported,
    /// 叫停: a power was stopped.
    PowerHalted,
    /// 整改答复: its unit said what was put right.
    HaltAnswered,
    /// 恢复: it goes on.
    PowerResumed,
    /// 过程检查: it was checked how a power is exercised.
    PowerChecked,
    /// 行权结果: one was published.
    OutcomePublished,
    /// It, or a file of it, was corrected.
    OutcomeCorrected,
    /// It was taken away: whoever has a copy should take it away too.
    OutcomeRemoved,
    /// Many of them were published at once, from a sheet.
    OutcomesImported,
    /// Some were taken away, since their import was undone or their term is over: whoever has copies should look again.
    OutcomesRemoved,
    /// 结果公开: the result of a case was published.
    ResultPublished,
    /// It was corrected.
    ResultCorrected,
    /// It was taken away: whoever has a copy should take it away too.
    ResultRemoved,
    /// 开放数据: a new edition is there.
    OpenDataBuilt,
}

/// 公开动态: one thing that happened to something public. It says where to look, and nothing of what stands there.
#[derive(Clone, Debug, SimpleObject)]
pub struct Change {
    /// Its place in the county's list: 1, 2, 3 …, without a gap.
    pub number: i32,
    /// Where to go on after it: as `after`.
    pub cursor: String,
    /// What happened.
    pub kind: ChangeKind,
    /// The day in China.
    pub changed_on: Date,
    /// The id of the thing, as of `node`; none for results of cases and for many at once.
    pub thing: Option<ID>,
    /// The path of its page; what was taken away is not there any more.
    pub address: Option<String>,
}

/// A page of changes.
#[derive(Debug, SimpleObject)]
pub struct ChangeConnection {
    /// The oldest first.
    pub nodes: Vec<Change>,
    /// Where the page ends.
    pub page_info: PageInfo,
    /// Cursor of the newest change: whoever only wants what comes begins here. None where there is none yet.
    pub newest: Option<String>,
}

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
    let page_info = PageInfo { has_next_page: page.has_next, end_cursor: page.end_cursor };
    let newest = (head > 0).then(|| cursor(head));
    Ok(ChangeConnection { nodes: page.nodes.into_iter().map(Change::from).collect(), page_info, newest })
}

fn cursor(number: i64) -> String {
    PageQuery::cursor(&[number.to_string()])
}

impl From<change::Model> for Change {
    fn from(row: change::Model) -> Self {
        Self {
            number: i32::try_from(row.number).unwrap_or(i32::MAX),
            cursor: cursor(row.number),
            kind: row.kind.into(),
            changed_on: Date(row.changed_on),
            thing: row.thing.map(ID),
            address: row.address,
        }
    }
}

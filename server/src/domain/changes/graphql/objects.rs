//! What the schema shows of a change.

use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::scalars::Date;
use crate::kernel::page::{Page, PageQuery};
use async_graphql::{Enum, ID, SimpleObject};
use entity::change;

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

impl ChangeConnection {
    /// A page, and the number of the newest change.
    #[must_use]
    pub fn new(page: Page<change::Model>, head: i64) -> Self {
        let page_info = PageInfo { has_next_page: page.has_next, end_cursor: page.end_cursor };
        let newest = (head > 0).then(|| cursor(head));
        Self { nodes: page.nodes.into_iter().map(Change::from).collect(), page_info, newest }
    }
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

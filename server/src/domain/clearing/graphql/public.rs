//! Versions of lists, for everybody; never a person.

use super::content::{ClearedPower, PartComparison};
use super::words::{ItemDecision, ListChangeKind};
use crate::domain::clearing::model::Content;
use crate::domain::clearing::service::{Change, Comparison, VersionView};
use crate::kernel::graphql::scalars::Date;
use async_graphql::SimpleObject;
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
pub struct ListVersionDetail {
    /// The version.
    pub version: ListVersion,
    /// Its powers in their order, cancelled ones with their reason too.
    pub items: Vec<ListVersionItem>,
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
pub struct ListComparison {
    /// The older one.
    pub older: ListVersion,
    /// The newer one.
    pub newer: ListVersion,
    /// What changed, in the newer one's order; what went comes last.
    pub changes: Vec<ListChange>,
    /// How many powers say the same in both.
    pub same_count: i32,
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
    /// A version with its items.
    #[must_use]
    pub fn new((view, items): (VersionView, Vec<(list_version_item::Model, Content)>)) -> Self {
        let item = |(row, content): (list_version_item::Model, Content)| ListVersionItem {
            code: row.code,
            decision: row.decision.into(),
            reason: row.reason,
            power: ClearedPower::from(&content),
        };
        Self { version: view.into(), items: items.into_iter().map(item).collect() }
    }
}

impl From<Comparison> for ListComparison {
    fn from(found: Comparison) -> Self {
        let change = |one: Change| ListChange {
            code: one.code,
            name: one.name,
            kind: one.kind.into(),
            reason: one.reason,
            parts: one.parts.into_iter().map(PartComparison::from).collect(),
        };
        Self {
            older: found.from.into(),
            newer: found.to.into(),
            changes: found.changes.into_iter().map(change).collect(),
            same_count: i32::try_from(found.same).unwrap_or(i32::MAX),
        }
    }
}

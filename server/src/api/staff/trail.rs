//! 留痕 as an auditor reads it.

use super::trail_words::in_words;
use crate::domain::staff::graphql::StaffName;
use crate::domain::staff::{self, TrailRow};
use crate::kernel::graphql::errors::{ctx_of, required};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::scalars::DateTime;
use crate::kernel::graphql::words::{ResetKind, StaffRole};
use crate::kernel::page::{PageQuery, list_cost};
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};

/// Kinds of entries that an auditor reads; none of them holds anything of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::domain::staff::TrailKind")]
pub enum TrailKind {
    /// Accounts and the officials behind them.
    Accounts,
    /// Roles.
    Roles,
    /// Access: signing in and out, passwords, second factors.
    Access,
    /// What the operator did from the command line.
    Operator,
    /// Registers, organs, stickers and keys.
    Registers,
    /// What the county set: numbers, days, words, the foot.
    Settings,
    /// Figures that were taken away as a file.
    Exports,
    /// Archives of officials: who opened, read, printed, handed over or took in whose; never what stands in them.
    Archives,
    /// Outcomes and lists of subsidies: who published, corrected, removed or took back what; never what stands in them.
    Published,
}

/// 留痕: one entry.
#[derive(SimpleObject)]
pub struct TrailEntry {
    /// Opaque id.
    pub id: ID,
    /// What was done, as `module.verb`.
    pub kind: String,
    /// When.
    pub at: DateTime,
    /// Who did it; null for the operator and the platform itself.
    pub by: Option<StaffName>,
    /// To whose account.
    pub account: Option<StaffName>,
    /// Which role.
    pub role: Option<StaffRole>,
    /// What was made anew.
    pub what: Option<ResetKind>,
    /// In which organ.
    pub organ_name: Option<String>,
    /// In which unit.
    pub unit_name: Option<String>,
    /// Which official was put behind the account, or was seen there.
    pub official_name: Option<String>,
    /// The reason that was given.
    pub reason: Option<String>,
    /// Names of the files of an import.
    pub files: Vec<String>,
    /// What was changed, from what to what, as far as the entry says.
    pub changes: Vec<TrailChange>,
}

/// One thing that was changed.
#[derive(SimpleObject)]
pub struct TrailChange {
    /// What: a setting, a message, a field.
    pub name: String,
    /// From what; null if it is not told or there was nothing.
    pub before: Option<String>,
    /// To what; null if it is not told or there is nothing any more.
    pub after: Option<String>,
}

/// A page of the trail.
#[derive(SimpleObject)]
pub struct TrailConnection {
    /// Entries, the newest first.
    pub nodes: Vec<TrailEntry>,
    /// Where the page ends.
    pub page_info: PageInfo,
}

/// Queries of the trail.
#[derive(Default)]
pub struct TrailQuery;

#[Object]
impl TrailQuery {
    /// 留痕: what was done to accounts, roles, access, registers and settings of the county, and what was exported, the newest
    /// first; for its auditor. Nothing of a case stands here.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "each argument is one of the schema's")]
    async fn trail(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Six-digit division code.")] county: String,
        #[graphql(desc = "Only these kinds; all if none is named.")] kinds: Option<Vec<TrailKind>>,
        #[graphql(desc = "Rows wanted, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Where the last page ended.")] after: Option<String>,
    ) -> Result<TrailConnection> {
        let ctx = ctx_of(context)?;
        let kinds: Vec<_> = kinds.unwrap_or_default().into_iter().map(Into::into).collect();
        required(ctx, trail_of(ctx, (&county, &kinds), first, after.as_deref()).await)
    }
}

async fn trail_of(
    ctx: &Ctx,
    (county, kinds): (&str, &[staff::TrailKind]),
    first: Option<i32>,
    after: Option<&str>,
) -> Outcome<TrailConnection> {
    let page = PageQuery::parse(first, after).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let found = staff::trail(ctx, county, kinds, &page).await?;
    let page_info = PageInfo { has_next_page: found.has_next, end_cursor: found.end_cursor };
    Ok(TrailConnection { nodes: found.nodes.into_iter().map(TrailEntry::from).collect(), page_info })
}

impl From<TrailRow> for TrailEntry {
    fn from(row: TrailRow) -> Self {
        let name = |(id, name)| StaffName::new(id, name);
        Self {
            id: ids::show(row.id),
            kind: row.kind,
            at: DateTime(row.at),
            by: row.by.map(name),
            account: row.account.map(name),
            role: row.role.map(StaffRole::from),
            what: row.what.map(ResetKind::from),
            organ_name: row.organ,
            unit_name: row.unit,
            official_name: row.official,
            reason: row.reason,
            files: row.files,
            changes: row.changes.into_iter().map(change).collect(),
        }
    }
}

fn change(change: staff::TrailChange) -> TrailChange {
    let (name, before, after) = in_words(change);
    TrailChange { name, before, after }
}

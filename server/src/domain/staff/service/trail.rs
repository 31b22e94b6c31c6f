//! 留痕 for the auditor: what was done to accounts, roles, access and registers, and by whom. What is about a case stands
//! on the ledger too and is not shown here, not even as a count: whoever reads the trail may have to keep away from it.

use crate::domain::ledger;
use crate::domain::staff::policy::{Action, Facts, decide};
use crate::domain::staff::service::asking;
use crate::domain::staff::service::changed::{self, fact};
use crate::domain::staff::store;
use crate::domain::staff::trail::{TrailFact, TrailKind, TrailRow};
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::{AccountId, LedgerEntryId};
use entity::ledger_entry;

/// Entries of these kinds in the county, the newest first; of all kinds if none is named.
///
/// # Errors
/// Refused unless by an auditor of this county, and if the cursor is not one of ours.
pub async fn trail(ctx: &Ctx, county: &str, kinds: &[TrailKind], page: &PageQuery) -> Outcome<Page<TrailRow>> {
    let (actor, own) = asking(ctx).await?;
    decide(actor, Action::ReadTrail, &Facts::default()).check()?;
    if own.code != county {
        return Err(Failure::hidden());
    }
    let named = if kinds.is_empty() { &TrailKind::ALL[..] } else { kinds };
    let names: Vec<_> = named.iter().flat_map(|kind| kind.names()).copied().collect();
    let after = page.after.as_deref().map(place_of).transpose()?;
    let tx = ctx.read(&own).await?;
    let entries = ledger::open_entries(&tx, &names, after, page.first.saturating_add(1)).await?;
    let found = page.page(entries, |entry| vec![entry.id.to_string()]);
    Ok(Page { nodes: with_names(&tx, found.nodes).await?, has_next: found.has_next, end_cursor: found.end_cursor })
}

fn place_of(cursor: &[String]) -> Outcome<LedgerEntryId> {
    let id = cursor.first().and_then(|id| id.parse().ok());
    id.ok_or_else(|| Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。"))
}

/// Puts names to what entries hold as ids, in the same number of statements however many there are.
async fn with_names(tx: &Tx, entries: Vec<ledger_entry::Model>) -> Outcome<Vec<TrailRow>> {
    let ids = entries.iter().flat_map(|entry| [entry.actor_id.map(AccountId), subject_of(entry)]).flatten();
    let accounts = store::account_names(tx, ids.collect()).await?;
    let officials = store::official_names(tx, entries.iter().filter_map(|entry| fact(entry, "official")).collect()).await?;
    let organs = store::organ_names(tx, entries.iter().flat_map(changed::organs).collect()).await?;
    let units = store::unit_names(tx, entries.iter().flat_map(changed::units).collect()).await?;
    let said = store::said(tx, &entries.iter().filter_map(changed::said).collect::<Vec<_>>()).await?;
    let names = changed::Names { organs: &organs, units: &units, said: &said };
    let account = |id: Option<AccountId>| id.and_then(|id| accounts.get_key_value(&id).map(|(id, name)| (*id, name.clone())));
    let row = |entry: ledger_entry::Model| TrailRow {
        by: account(entry.actor_id.map(AccountId)),
        account: account(subject_of(&entry)),
        role: fact(&entry, "role"),
        what: fact(&entry, "what"),
        organ: fact(&entry, "organ").and_then(|id| organs.get(&id).cloned()),
        unit: fact(&entry, "unit").and_then(|id| units.get(&id).cloned()),
        official: fact(&entry, "official").and_then(|id| officials.get(&id).cloned()),
        reason: fact(&entry, "reason"),
        files: fact::<Vec<TrailFact>>(&entry, "files").unwrap_or_default().into_iter().map(|file| file.name).collect(),
        changes: changed::changes(&entry, &names),
        id: entry.id,
        kind: entry.kind,
        at: entry.at,
    };
    Ok(entries.into_iter().map(row).collect())
}

/// The account that an entry is about; the id of something else is no account's.
fn subject_of(entry: &ledger_entry::Model) -> Option<AccountId> {
    fact(entry, "account").or(entry.subject_id.map(AccountId))
}

//! Entries beside their leaves, entries without one, and promises.

use crate::domain::keys;
use crate::domain::ledger::{commitment_of, entry_hash};
use crate::domain::ledger_tree::audit::found::Found;
use crate::domain::ledger_tree::head::{column, count};
use crate::domain::ledger_tree::promise::{PROMISE_LABEL, Promise, Promised};
use crate::domain::ledger_tree::store;
use crate::kernel::{Outcome, Tx};
use entity::{ledger_entry, ledger_promise};
use sea_orm::{ConnectionTrait as _, DbErr, FromQueryResult as _, QueryResult, Statement};
use time::Duration;
use uuid::Uuid;

/// Rows read at a time.
const PAGE: u64 = 2_000;

/// A leaf beside the entry that it stands for.
pub(super) struct Line {
    pub index: u64,
    pub commitment: Vec<u8>,
    pub entry_id: Option<Uuid>,
    entry: Entry,
}

/// What is there of an entry.
enum Entry {
    Gone,
    Unreadable,
    There(Box<ledger_entry::Model>),
}

/// Leaves from this one on, each beside its entry.
pub(super) async fn lines_from(tx: &Tx, from: u64, most: u64) -> Outcome<Vec<Line>> {
    let columns = [
        "county_id",
        "id",
        "class",
        "kind",
        "actor",
        "actor_id",
        "subject_id",
        "at",
        "facts",
        "salt",
        "entry_hash",
        "commitment",
        "leaf_index",
    ];
    let columns = columns.map(|column| format!("e.\"{column}\" AS \"e_{column}\"")).join(", ");
    let sql = format!(
        "SELECT l.leaf_index AS no, l.commitment AS leaf, l.entry_id AS stands_for, {columns} FROM ledger_leaf l \
         LEFT JOIN ledger_entry e ON e.county_id = l.county_id AND e.id = l.entry_id \
         WHERE l.county_id = $1 AND l.leaf_index >= $2 ORDER BY l.leaf_index LIMIT $3"
    );
    let values = [tx.county.id.into(), column(from)?.into(), column(most)?.into()];
    let rows = tx.query_all_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    Ok(rows.iter().map(line).collect::<Result<_, DbErr>>()?)
}

fn line(row: &QueryResult) -> Result<Line, DbErr> {
    let entry_id: Option<Uuid> = row.try_get("", "stands_for")?;
    let id: Option<Uuid> = row.try_get("e_", "id")?;
    let entry = match id {
        None => Entry::Gone,
        Some(_) => ledger_entry::Model::from_query_result(row, "e_").map_or(Entry::Unreadable, |row| Entry::There(Box::new(row))),
    };
    Ok(Line { index: count(row.try_get("", "no")?), commitment: row.try_get("", "leaf")?, entry_id, entry })
}

impl Line {
    /// What is wrong between leaf and entry.
    pub(super) fn fault(&self, county: &str) -> Option<String> {
        let Self { index, entry_id, .. } = self;
        let id = (*entry_id)?;
        let entry = match &self.entry {
            Entry::Gone => return Some(format!("leaf {index}: its entry {id} was removed")),
            Entry::Unreadable => return Some(format!("leaf {index}: its entry {id} was altered and can't be read")),
            Entry::There(entry) => entry,
        };
        if let Some(fault) = altered(county, entry) {
            return Some(format!("leaf {index}: {fault}"));
        }
        if entry.commitment != self.commitment {
            return Some(format!(
                "leaf {index}: it does not hold the commitment of entry {id}: one of both was altered, or leaves were moved"
            ));
        }
        if entry.leaf_index.map(count) != Some(*index) {
            return Some(format!("leaf {index}: entry {id} says that it is leaf {:?}: leaves were moved", entry.leaf_index));
        }
        None
    }
}

/// Whether an entry is not what it was when it was written.
fn altered(county: &str, entry: &ledger_entry::Model) -> Option<String> {
    let hash = entry_hash(county, entry);
    let is_same = hash == entry.entry_hash && commitment_of(&entry.salt, &hash) == entry.commitment;
    (!is_same).then(|| format!("entry {} ({}) was altered", Uuid::from(entry.id), entry.kind))
}

/// Entries that wait for a leaf are verified too; one that waits for more than a day is a fault.
pub(super) async fn waiting(tx: &Tx, found: &mut Found) -> Outcome<()> {
    let mut after = None;
    let mut late = 0_u64;
    loop {
        let rows = store::without_leaf(tx, after, PAGE).await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.id);
        for row in &rows {
            found.waiting += 1;
            late += u64::from(row.at <= tx.now.after(-Duration::days(1)));
            if let Some(fault) = altered(&tx.county.code, row) {
                found.fault(format!("without a leaf yet: {fault}"));
            }
        }
    }
    if late > 0 {
        found.fault(format!("{late} entries have waited for a leaf for more than a day: does the worker run?"));
    }
    Ok(())
}

/// Entries that say they have a leaf, which no leaf says.
pub(super) async fn without_leaf(tx: &Tx, found: &mut Found) -> Outcome<()> {
    let sql = "SELECT e.id AS id FROM ledger_entry e LEFT JOIN ledger_leaf l ON l.county_id = e.county_id AND l.entry_id = e.id \
               WHERE e.county_id = $1 AND e.leaf_index IS NOT NULL AND l.leaf_index IS NULL ORDER BY e.id";
    let rows = tx.query_all_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, [tx.county.id.into()])).await?;
    for row in rows {
        let id: Uuid = row.try_get("", "id")?;
        found.fault(format!(
            "entry {id} says that it has a leaf, and no leaf stands for it: a leaf was removed, or the entry kept from getting one"
        ));
    }
    Ok(())
}

/// Promises are signed by the county, and their entries are there.
pub(super) async fn promises(tx: &Tx, found: &mut Found) -> Outcome<()> {
    let mut after = None;
    loop {
        let rows = store::promises_after(tx, after, PAGE).await?;
        let Some((last, _)) = rows.last() else { return Ok(()) };
        after = Some(last.id);
        for (row, commitment) in rows {
            found.promises += 1;
            promise(tx, &row, commitment.as_deref(), found)?;
        }
    }
}

fn promise(tx: &Tx, row: &ledger_promise::Model, commitment: Option<&[u8]>, found: &mut Found) -> Outcome<()> {
    let (entry, day) = (Uuid::from(row.entry_id), row.day);
    match commitment {
        None => found.fault(format!("entry {entry} was promised to a reporter on {day} and was removed")),
        Some(there) if there != row.commitment => {
            found.fault(format!("entry {entry} is not the one that was promised to a reporter on {day}"));
        }
        Some(_) => {}
    }
    let text = Promised::new(&tx.county.code, (&row.commitment, &row.content_hash), day).text();
    if !keys::is_signed(tx, PROMISE_LABEL, text.as_bytes(), &Promise::from(row.clone()).signed)? {
        found.fault(format!("the promise of entry {entry} of {day} is not signed by the county"));
    }
    Ok(())
}

//! One county that comes back: what was there goes, its rows come, what may have been done since waits for a person, and
//! its ledger says that it was restored; all in one transaction.

use super::catalogue::Table;
use super::lines::{CountySum, Head, LedgerSum};
use super::make::ledger;
use super::rows::COUNTY;
use crate::domain::ledger::RESTORED;
use crate::domain::ledger_tree::note_restored;
use crate::domain::notices;
use crate::kernel::{Actor, Failure, Outcome, Tx};
use entity::ledger_entry;
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, DbBackend, QueryFilter as _, Statement};
use serde_json::{Map, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A county on its way back.
pub struct Returning<'a> {
    /// Its transaction.
    pub tx: Tx,
    one: &'a CountySum,
    /// How far the ledger went that was here.
    before: Option<LedgerSum>,
}

impl<'a> Returning<'a> {
    /// Takes away what is there, if that is to be replaced.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn begin(tx: Tx, one: &'a CountySum, (tables, is_replaced): (&[Table], bool)) -> Outcome<Self> {
        if !is_replaced {
            return Ok(Self { tx, one, before: None });
        }
        let backend = tx.get_database_backend();
        let id = || [one.id.into()];
        if backend == DbBackend::Postgres {
            // Each new row of the county points to this one, so whoever adds one waits until the backup is in place.
            let sql = format!("SELECT \"id\" FROM \"{COUNTY}\" WHERE \"id\" = $1 FOR UPDATE");
            tx.query_all_raw(Statement::from_sql_and_values(backend, sql, id())).await?;
        }
        let before = ledger(&tx, one.id, tables).await?;
        for table in tables.iter().rev().filter(|table| table.is_of_county()) {
            let sql = format!("DELETE FROM \"{}\" WHERE \"county_id\" = $1", table.name);
            tx.execute_raw(Statement::from_sql_and_values(backend, sql, id())).await?;
        }
        Ok(Self { tx, one, before: Some(before) })
    }

    /// Makes it true; how many jobs wait for a person.
    ///
    /// # Errors
    /// A fault of the database; other rows than the manifest counts. Nothing was written then.
    pub async fn end(self, counts: BTreeMap<String, u64>, head: &Head) -> Outcome<u64> {
        let said: BTreeMap<_, _> = self.one.tables.iter().map(|table| (table.name.clone(), table.rows)).collect();
        if counts != said {
            return Err(Failure::fault(format!("{}: the rows that came are not those of the manifest", self.one.code)));
        }
        let day = head.made_at.in_china().date();
        let why = format!("restored from the backup of {day}: it may have been done since; look at the gateway before you release it");
        let parked = notices::restored(&self.tx, &why).await?;
        let last_size = self.before.as_ref().map(|before| before.leaves);
        let facts = Map::from_iter([("backup".to_owned(), json!(head.id)), ("madeAt".to_owned(), json!(head.made_at))]);
        note_restored(&self.tx, &Actor::System, last_size, facts).await?;
        self.tx.leave_work();
        self.tx.commit().await?;
        Ok(parked)
    }
}

/// Whether a county was put back from this backup.
///
/// # Errors
/// A fault of the database.
pub async fn is_from(tx: &Tx, backup: Uuid) -> Outcome<bool> {
    let entries = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq(RESTORED)).all(tx).await?;
    Ok(entries.iter().any(|entry| entry.facts.get("backup") == Some(&json!(backup))))
}

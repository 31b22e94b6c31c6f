//! Putting rows back, many in one statement.

use super::catalogue::Table;
use super::rows;
use crate::kernel::{Failure, Outcome};
use sea_orm::{ConnectionTrait, Statement, Value};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Bytes and rows of one statement. Rows of a table that point to rows of the same table go in one, whatever they are:
/// units, organs and entries of a list, some thousand in a county.
const AT_ONCE: (usize, usize) = (512 * 1024, 500);

/// Rows of one county, or of the platform, on their way into a database.
pub struct Putting<'a> {
    tables: &'a [Table],
    columns: &'a [(String, Vec<String>)],
    county: Option<Uuid>,
    batch: Option<Batch<'a>>,
    counts: BTreeMap<String, u64>,
}

/// Rows of one table that go together.
struct Batch<'a> {
    table: &'a Table,
    columns: &'a [String],
    rows: Vec<String>,
    bytes: usize,
}

impl<'a> Putting<'a> {
    /// Into `tables`, from rows that have `columns`.
    #[must_use]
    pub const fn into(tables: &'a [Table], columns: &'a [(String, Vec<String>)], county: Option<Uuid>) -> Self {
        Self { tables, columns, county, batch: None, counts: BTreeMap::new() }
    }

    /// Rows of this table follow.
    ///
    /// # Errors
    /// A fault of the database; a table that it has not.
    pub async fn table(&mut self, db: &impl ConnectionTrait, name: &str) -> Outcome<()> {
        self.flush(db).await?;
        let table = self.tables.iter().find(|table| table.name == name);
        let columns = self.columns.iter().find(|(table, _)| table == name);
        let (Some(table), Some((_, columns))) = (table, columns) else {
            return Err(Failure::fault(format!("the backup has rows of {name}, and the database has no such table")));
        };
        if table.columns.len() != columns.len() {
            return Err(Failure::fault(format!("the backup's rows of {name} have other columns than the database")));
        }
        self.batch = Some(Batch { table, columns, rows: Vec::new(), bytes: 0 });
        Ok(())
    }

    /// One row.
    ///
    /// # Errors
    /// A fault of the database; a row without a table.
    pub async fn row(&mut self, db: &impl ConnectionTrait, row: String) -> Outcome<()> {
        let batch = self.batch.as_mut().ok_or_else(|| Failure::fault("a row of the backup belongs to no table"))?;
        batch.bytes += row.len();
        batch.rows.push(row);
        let is_full = batch.bytes >= AT_ONCE.0 || batch.rows.len() >= AT_ONCE.1;
        if is_full && !batch.table.points_to_itself { self.send(db).await } else { Ok(()) }
    }

    /// What is left; how many rows each table got.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn end(mut self, db: &impl ConnectionTrait) -> Outcome<BTreeMap<String, u64>> {
        self.flush(db).await?;
        Ok(self.counts)
    }

    async fn flush(&mut self, db: &impl ConnectionTrait) -> Outcome<()> {
        self.send(db).await?;
        self.batch = None;
        Ok(())
    }

    async fn send(&mut self, db: &impl ConnectionTrait) -> Outcome<()> {
        let Some(batch) = self.batch.as_mut().filter(|batch| !batch.rows.is_empty()) else { return Ok(()) };
        let name = &batch.table.name;
        let backend = db.get_database_backend();
        let sql = rows::insert(batch.table, batch.columns, backend)
            .ok_or_else(|| Failure::fault(format!("the backup's rows of {name} have other columns than the database")))?;
        let mut values: Vec<Value> = vec![format!("[{}]", batch.rows.join(",")).into()];
        if batch.table.is_of_county() {
            values.extend(self.county.map(Value::from));
        }
        db.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
        // What the platform has already stays as it is: what counts is what was given.
        *self.counts.entry(name.clone()).or_default() += u64::try_from(batch.rows.len()).map_err(Failure::fault)?;
        batch.rows.clear();
        batch.bytes = 0;
        Ok(())
    }
}

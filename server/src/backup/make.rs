//! Making a backup: rows of one snapshot, then the files that they name.
//!
//! The server works on meanwhile. A file that a row of the snapshot names may be gone when it is copied: a film was
//! finished, and its pieces with it. Then the rows are read once more, of a later state, and count instead of the first
//! ones; what is gone in two states that follow each other is really missing.

use super::blobs::{Copied, copy};
use super::catalogue::{Table, tables};
use super::county::{Wanted, wanted};
use super::file::Writer;
use super::key::PublicKey;
use super::lines::{CountySum, FORMAT, Head, LedgerSum, Line, Manifest, PLATFORM, TableSum};
use super::rows;
use crate::kernel::{Failure, Outcome};
use crate::ports::blobs::Blobs;
use aws_lc_rs::digest::{Context, SHA256};
use entity::moment::Moment;
use futures_util::TryStreamExt as _;
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel, SqliteTransactionMode, Statement,
    StreamTrait as _, TransactionOptions, TransactionTrait as _, Value,
};
use std::collections::BTreeSet;
use std::path::Path;
use uuid::Uuid;

/// States that are read at most, before what is missing is only named.
const SNAPSHOTS: u32 = 5;

/// What is to be backed up, and where it lies.
pub struct Backup<'a> {
    /// As a role that may read a county's rows once the county is set: the application's.
    pub db: &'a DatabaseConnection,
    /// The store of evidence; none if the files are elsewhere, and only rows are meant.
    pub blobs: Option<&'a dyn Blobs>,
    /// Code of the one county; all, and the platform's tables, if none.
    pub county: Option<String>,
    /// For whom.
    pub key: &'a PublicKey,
    /// A new id, for the backup.
    pub id: Uuid,
    /// Now.
    pub now: Moment,
}

/// What came of it.
#[derive(Debug)]
pub struct Made {
    /// What is in it.
    pub manifest: Manifest,
    /// Bytes of the file.
    pub bytes: u64,
}

/// Makes a backup at `path`.
///
/// # Errors
/// A sentence for the operator. The file is not there then.
pub async fn make(backup: &Backup<'_>, path: &Path) -> Outcome<Made> {
    let all = tables(backup.db).await?;
    let mut out = Writer::begin(path, backup.key)?;
    out.line(&Line::Head(head(backup, &all).await?))?;
    let mut copied = Copied::default();
    let mut gone_before = BTreeSet::new();
    for number in 1.. {
        out.line(&Line::Snapshot(number))?;
        let (counties, names) = snapshot(backup, &all, &mut out).await?;
        let gone = match backup.blobs {
            Some(blobs) => copy(blobs, &names, &mut copied, &mut out).await?,
            None => names.iter().cloned().collect(),
        };
        if backup.blobs.is_some() && number < SNAPSHOTS && !gone.is_subset(&gone_before) {
            gone_before = gone;
            continue;
        }
        let (blobs, blob_bytes) = copied.sum(&names);
        let manifest = Manifest { snapshot: number, counties, blobs, blob_bytes, missing: gone.into_iter().collect() };
        out.line(&Line::Manifest(manifest.clone()))?;
        return Ok(Made { manifest, bytes: out.finish()? });
    }
    Err(Failure::fault("no snapshot was taken"))
}

async fn head(backup: &Backup<'_>, all: &[Table]) -> Outcome<Head> {
    let backend = backup.db.get_database_backend();
    let names = |table: &Table| (table.name.clone(), table.columns.iter().map(|column| column.name.clone()).collect());
    let tables = rows::of_platform(all).chain(rows::of_county(all)).map(names).collect();
    let sql = "SELECT version FROM seaql_migrations ORDER BY version";
    let applied = backup.db.query_all_raw(Statement::from_string(backend, sql)).await?;
    let migrations: Result<Vec<String>, _> = applied.iter().map(|row| row.try_get_by_index(0)).collect();
    Ok(Head {
        format: FORMAT,
        id: backup.id,
        made_at: backup.now,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        database: if backend == DbBackend::Postgres { "postgres" } else { "sqlite" }.to_owned(),
        migrations: migrations?,
        tables,
        whole: backup.county.is_none(),
    })
}

/// All rows of one state; what there was, and the files that they name.
async fn snapshot(backup: &Backup<'_>, all: &[Table], out: &mut Writer) -> Outcome<(Vec<CountySum>, Vec<super::Missing>)> {
    let options = TransactionOptions {
        isolation_level: (backup.db.get_database_backend() == DbBackend::Postgres).then_some(IsolationLevel::RepeatableRead),
        access_mode: (backup.db.get_database_backend() == DbBackend::Postgres).then_some(AccessMode::ReadOnly),
        sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
    };
    let tx = backup.db.begin_with_options(options).await?;
    let (mut sums, mut names) = (Vec::new(), Vec::new());
    // The first question sets the state that all others read.
    let counties = wanted(&tx, backup.county.as_deref()).await?;
    if backup.county.is_none() {
        let tables: Vec<_> = rows::of_platform(all).collect();
        sums.push(section(&tx, (PLATFORM, None), &tables, out).await?);
    }
    for county in counties {
        set_county(&tx, &county).await?;
        let tables: Vec<_> = rows::of_county(all).collect();
        let mut sum = section(&tx, (&county.code, Some(county.id)), &tables, out).await?;
        sum.ledger = ledger(&tx, county.id, all).await?;
        (sum.id, sum.number, sum.name) = (county.id, county.number, county.name);
        sums.push(sum);
        for sql in rows::of_county(all).filter_map(rows::select_blobs) {
            let found = tx.query_all_raw(Statement::from_sql_and_values(backend(&tx), sql, [county.id.into()])).await?;
            for row in found {
                names.push(super::Missing { county: county.code.clone(), name: row.try_get_by_index(0)? });
            }
        }
    }
    tx.commit().await?;
    Ok((sums, names))
}

/// Row-level security shows a county's rows once the county is set.
async fn set_county(tx: &DatabaseTransaction, county: &Wanted) -> Outcome<()> {
    if backend(tx) == DbBackend::Postgres {
        tx.execute_unprepared(&format!("SET LOCAL app.county_id = '{}'", county.id)).await?;
    }
    Ok(())
}

async fn section(
    tx: &DatabaseTransaction,
    (code, county): (&str, Option<Uuid>),
    tables: &[&Table],
    out: &mut Writer,
) -> Outcome<CountySum> {
    out.line(&Line::County(code.to_owned()))?;
    let mut sum = CountySum { code: code.to_owned(), ..CountySum::default() };
    for table in tables {
        let sum_of_table = write_table(tx, table, county, out).await?;
        if sum_of_table.rows > 0 {
            sum.tables.push(sum_of_table);
        }
    }
    Ok(sum)
}

async fn write_table(tx: &DatabaseTransaction, table: &Table, county: Option<Uuid>, out: &mut Writer) -> Outcome<TableSum> {
    let backend = backend(tx);
    let values: Vec<Value> = county.into_iter().map(Value::from).collect();
    let mut found = tx.stream_raw(Statement::from_sql_and_values(backend, rows::select(table, backend), values)).await?;
    let (mut rows, mut hash) = (0, Context::new(&SHA256));
    while let Some(row) = found.try_next().await? {
        if rows == 0 {
            out.line(&Line::Table(table.name.clone()))?;
        }
        let texts: Result<Vec<Option<String>>, _> = (0..table.columns.len()).map(|place| row.try_get_by_index(place)).collect();
        let line = serde_json::to_string(&texts?).map_err(Failure::fault)?;
        hash.update(line.as_bytes());
        hash.update(b"\n");
        out.text(&line)?;
        rows += 1;
    }
    Ok(TableSum { name: table.name.clone(), rows, sha256: hex::encode(hash.finish().as_ref()) })
}

/// Both traits of a transaction say which database it is.
fn backend(tx: &impl ConnectionTrait) -> DbBackend {
    tx.get_database_backend()
}

/// How far a county's ledger goes. An older database has no heads yet.
pub(super) async fn ledger(db: &impl ConnectionTrait, county: Uuid, tables: &[Table]) -> Outcome<LedgerSum> {
    let entries = count(db, "SELECT COUNT(*) FROM ledger_entry WHERE county_id = $1", county).await?;
    let has_heads = tables.iter().any(|table| table.name == "ledger_head");
    let heads = "SELECT COALESCE(MAX(size), 0) FROM ledger_head WHERE county_id = $1";
    let leaves = if has_heads { count(db, heads, county).await? } else { 0 };
    Ok(LedgerSum { entries, leaves })
}

async fn count(db: &impl ConnectionTrait, sql: &str, county: Uuid) -> Outcome<u64> {
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [county.into()])).await?;
    let counted = row.map(|row| row.try_get_by_index::<i64>(0)).transpose()?;
    Ok(counted.map_or(0, |count| u64::try_from(count).unwrap_or_default()))
}

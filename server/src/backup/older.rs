//! A backup of an older program: its rows are put into an embedded database as that program had it, migrated there, and
//! read again. Which database they came from, and which they go to, does not matter: rows stand in a backup as texts.

use super::blobs;
use super::catalogue::tables;
use super::check::{Checked, check, head};
use super::file::{Item, Reader};
use super::key::SecretKey;
use super::lines::{Head, Line, PLATFORM};
use super::make::{Backup, make};
use super::put::Putting;
use crate::adapters::database::connect;
use crate::kernel::{Failure, Outcome};
use migration::Migrator;
use sea_orm::{DatabaseConnection, TransactionTrait as _};
use sea_orm_migration::MigratorTrait as _;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The same backup as this program would have made it, without the files: those stay where they are.
pub struct Newer {
    /// What it is.
    pub checked: Checked,
    /// Where it lies, until it is dropped.
    pub path: PathBuf,
    /// Opens it: drawn for it, and nowhere else.
    pub key: SecretKey,
    _folder: TempDir,
}

/// How many changes of this program's the rows have behind them, if they are not all.
///
/// # Errors
/// A backup that knows changes which this program does not, or has others behind it than those that this program begins
/// with.
fn behind(head: &Head) -> Outcome<Option<u32>> {
    let known: Vec<_> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
    let newer: Vec<_> = head.migrations.iter().filter(|name| !known.contains(name)).cloned().collect();
    if !newer.is_empty() {
        return Err(Failure::fault(format!("the backup was made by a newer program: this one does not know {}", newer.join(", "))));
    }
    let first: BTreeSet<_> = known.iter().take(head.migrations.len()).collect();
    if first != head.migrations.iter().collect() {
        return Err(Failure::fault(format!(
            "the backup lacks changes of the database in the middle. Put it back with lianjing {}, which made it, into an empty \
             system; then run this program's `migrate` there",
            head.program
        )));
    }
    let is_older = head.migrations.len() < known.len();
    if is_older { u32::try_from(head.migrations.len()).map(Some).map_err(Failure::fault) } else { Ok(None) }
}

/// The backup with all changes of this program behind its rows; none if it has them already.
///
/// # Errors
/// See [`behind`]; a change that fails; no room for a copy of the rows in `folder`.
pub async fn upgraded(checked: &Checked, from: (&Path, &SecretKey), folder: &Path) -> Outcome<Option<Newer>> {
    let Some(steps) = behind(&checked.head)? else { return Ok(None) };
    let folder = tempfile::Builder::new().prefix("restore-").tempdir_in(folder).map_err(Failure::fault)?;
    let db = connect(&format!("sqlite://{}", folder.path().join("older.sqlite").display()), 1).await?;
    Migrator::up(&db, Some(steps)).await?;
    fill(&db, checked, from).await?;
    migration::migrate(&db).await?;
    let (path, key) = (folder.path().join("newer"), SecretKey::new()?);
    let of_one = |one: &&super::CountySum| !checked.head.whole && one.code != PLATFORM;
    let county = checked.manifest.counties.iter().find(of_one).map(|one| one.code.clone());
    let again = Backup { db: &db, blobs: None, county, key: &key.public, id: checked.head.id, now: checked.head.made_at };
    make(&again, &path).await?;
    db.close().await?;
    let mut newer = check(&path, &key).await?;
    // The files are in the older one; what that lacked is still missing.
    newer.manifest.missing.clone_from(&checked.manifest.missing);
    Ok(Some(Newer { checked: newer, path, key, _folder: folder }))
}

async fn fill(db: &DatabaseConnection, checked: &Checked, (path, key): (&Path, &SecretKey)) -> Outcome<()> {
    let tables = tables(db).await?;
    let mut from = Reader::open(path, key)?;
    let head = head(&mut from)?;
    let tx = db.begin().await?;
    let (mut put, mut counts): (Option<Putting<'_>>, bool) = (None, false);
    while let Some(item) = from.item()? {
        match (item, &mut put) {
            (Item::Row(row), Some(put)) => put.row(&tx, row).await?,
            (Item::Line(Line::Table(name)), Some(put)) => put.table(&tx, &name).await?,
            (Item::Row(_) | Item::Line(Line::Table(_)), None) => {}
            (Item::Line(line), _) => {
                if let Some(put) = put.take() {
                    put.end(&tx).await?;
                }
                match line {
                    Line::Snapshot(number) => counts = number == checked.manifest.snapshot,
                    Line::County(code) if counts => {
                        let county = checked.manifest.counties.iter().find(|one| one.code == code && code != PLATFORM);
                        put = Some(Putting::into(&tables, &head.tables, county.map(|one| one.id)));
                    }
                    Line::Blob(blob) => blobs::skip(&blob, &mut from).await?,
                    _ => {}
                }
            }
        }
    }
    Ok(tx.commit().await?)
}

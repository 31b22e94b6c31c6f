//! Putting a backup back: everything is looked at first, then the files, then each county in one transaction.

use super::blobs;
use super::catalogue::{Table, tables};
use super::check::{Checked, head};
use super::county::wanted;
use super::file::{Item, Reader};
use super::key::SecretKey;
use super::lines::{CountySum, Line, PLATFORM};
use super::older::upgraded;
use super::put::Putting;
use super::returned::{Returning, is_from};
use crate::kernel::{County, Ctx, Failure, Kernel, Outcome};
use crate::ports::blobs::Blobs;
use sea_orm::{DatabaseTransaction, TransactionTrait as _};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// What is to be put back, and where.
pub struct Plan<'a> {
    /// The backup, which was read to its end already.
    pub checked: &'a Checked,
    /// Where it lies.
    pub path: &'a Path,
    /// Opens it.
    pub key: &'a SecretKey,
    /// Code of the one county; all, and the platform's tables, if none.
    pub county: Option<String>,
    /// Code of a county that is there and goes, with all that happened since.
    pub replace: Option<String>,
    /// The ground, on the owner's connections.
    pub kernel: &'a Arc<Kernel>,
    /// The store of evidence.
    pub blobs: &'a dyn Blobs,
    /// A folder with room for the rows, where those of an older program are brought to this one's form.
    pub room: &'a Path,
}

/// Where rows are read: in the backup, or in what was made of it.
struct Rows<'a> {
    checked: &'a Checked,
    path: &'a Path,
    key: &'a SecretKey,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// Counties that were put back.
    pub counties: Vec<String>,
    /// Counties that this backup had been put back for before.
    pub before: Vec<String>,
    /// Files that were written; the others were there.
    pub blobs: u64,
    /// Jobs that wait for a person, for they may have been done since the backup.
    pub parked: u64,
}

/// Puts a backup back.
///
/// # Errors
/// A sentence for the operator. What was not finished left no row.
pub async fn restore(plan: &Plan<'_>) -> Outcome<Restored> {
    let newer = upgraded(plan.checked, (plan.path, plan.key), plan.room).await?;
    let rows = newer.as_ref().map_or(Rows { checked: plan.checked, path: plan.path, key: plan.key }, |newer| Rows {
        checked: &newer.checked,
        path: &newer.path,
        key: &newer.key,
    });
    put_back(plan, &rows).await
}

async fn put_back(plan: &Plan<'_>, rows: &Rows<'_>) -> Outcome<Restored> {
    let (chosen, before) = chosen(plan, rows).await?;
    let mut restored = Restored { before, ..Restored::default() };
    restored.blobs = files(plan, rows, &chosen).await?;
    let tables = tables(plan.kernel.db.platform()).await?;
    let mut from = Reader::open(rows.path, rows.key)?;
    let head = head(&mut from)?;
    let mut open: Option<Open<'_>> = None;
    let mut counts = false;
    while let Some(item) = from.item()? {
        match (item, &mut open) {
            (Item::Row(row), Some(open)) => open.row(row).await?,
            (Item::Line(Line::Table(name)), Some(open)) => open.table(&name).await?,
            (Item::Row(_) | Item::Line(Line::Table(_)), None) => {}
            (Item::Line(line), _) => {
                if let Some(open) = open.take() {
                    open.end(plan, &mut restored).await?;
                }
                match line {
                    Line::Snapshot(number) => counts = number == rows.checked.manifest.snapshot,
                    Line::County(code) if counts => open = Open::begin(plan, &chosen, (&tables, &head.tables), &code).await?,
                    Line::Blob(blob) => blobs::skip(&blob, &mut from).await?,
                    _ => {}
                }
            }
        }
    }
    Ok(restored)
}

/// Which counties are put back; those of them that this backup was put back for already are done.
async fn chosen<'a>(plan: &Plan<'_>, rows: &Rows<'a>) -> Outcome<(Vec<&'a CountySum>, Vec<String>)> {
    let all = rows.checked.manifest.counties.iter().filter(|one| one.code != PLATFORM);
    let wants = |one: &&CountySum| plan.county.as_ref().is_none_or(|code| *code == one.code);
    let all: Vec<_> = all.filter(wants).collect();
    if all.is_empty() {
        return Err(Failure::fault("the backup has no such county"));
    }
    let there = wanted(plan.kernel.db.platform(), None).await?;
    let (mut faults, mut before) = (Vec::new(), Vec::new());
    for one in &all {
        let code = &one.code;
        if let Some(other) = there.iter().find(|other| other.number == one.number && other.code != *code) {
            faults
                .push(format!("{code} has the number {}, which is that of {} here: all its ids would point there", one.number, other.code));
        }
        let Some(same) = there.iter().find(|same| same.code == *code) else { continue };
        if same.id != one.id {
            faults.push(format!("{code} was founded here anew: it is another county than that of the backup"));
        } else if plan.replace.as_ref() != Some(code) {
            if was_restored(plan, one).await? {
                before.push(code.clone());
            } else {
                faults.push(format!("{code} is there already; to put the backup in its place, say --replace {code}"));
            }
        }
    }
    if !faults.is_empty() {
        return Err(Failure::fault(faults.join("\n")));
    }
    Ok((all.into_iter().filter(|one| !before.contains(&one.code)).collect(), before))
}

async fn was_restored(plan: &Plan<'_>, one: &CountySum) -> Outcome<bool> {
    let tx = Ctx::system(plan.kernel).read(&as_county(one)).await?;
    is_from(&tx, plan.checked.head.id).await
}

fn as_county(one: &CountySum) -> County {
    let number = u16::try_from(one.number).unwrap_or_default();
    County { id: one.id.into(), number, code: one.code.clone(), name: one.name.clone() }
}

/// Writes the files that the chosen counties' rows name and that are not in the store.
async fn files(plan: &Plan<'_>, rows: &Rows<'_>, chosen: &[&CountySum]) -> Outcome<u64> {
    let missing: BTreeSet<_> = rows.checked.manifest.missing.iter().map(|one| &one.name).collect();
    let mut from = Reader::open(plan.path, plan.key)?;
    let mut written = 0;
    while let Some(item) = from.item()? {
        let Item::Line(Line::Blob(blob)) = item else { continue };
        let is_ours = chosen.iter().any(|one| one.code == blob.county);
        if is_ours && rows.checked.named.contains(&blob.name) && !missing.contains(&blob.name) {
            written += u64::from(blobs::put(plan.blobs, &blob, &mut from).await?);
        } else {
            blobs::skip(&blob, &mut from).await?;
        }
    }
    Ok(written)
}

/// One open transaction: a county's, or that of the platform's tables.
enum Open<'a> {
    County(Box<Returning<'a>>, Putting<'a>),
    Platform(DatabaseTransaction, Putting<'a>),
}

impl<'a> Open<'a> {
    /// None if what follows is not to be put back.
    async fn begin(
        plan: &Plan<'_>,
        chosen: &[&'a CountySum],
        (tables, columns): (&'a [Table], &'a [(String, Vec<String>)]),
        code: &str,
    ) -> Outcome<Option<Self>> {
        if code == PLATFORM {
            let is_meant = plan.county.is_none();
            let put = Putting::into(tables, columns, None);
            return Ok(if is_meant { Some(Self::Platform(plan.kernel.db.platform().begin().await?, put)) } else { None });
        }
        let Some(one) = chosen.iter().copied().find(|one| one.code == code) else { return Ok(None) };
        let tx = Ctx::system(plan.kernel).write(&as_county(one)).await?;
        let is_replaced = plan.replace.as_deref() == Some(code);
        let county = Returning::begin(tx, one, (tables, is_replaced)).await?;
        Ok(Some(Self::County(Box::new(county), Putting::into(tables, columns, Some(one.id)))))
    }

    async fn table(&mut self, name: &str) -> Outcome<()> {
        match self {
            Self::County(county, put) => put.table(&county.tx, name).await,
            Self::Platform(tx, put) => put.table(tx, name).await,
        }
    }

    async fn row(&mut self, row: String) -> Outcome<()> {
        match self {
            Self::County(county, put) => put.row(&county.tx, row).await,
            Self::Platform(tx, put) => put.row(tx, row).await,
        }
    }

    async fn end(self, plan: &Plan<'_>, restored: &mut Restored) -> Outcome<()> {
        match self {
            Self::County(county, put) => {
                let counts = put.end(&county.tx).await?;
                restored.counties.push(county.tx.county.code.clone());
                restored.parked += county.end(counts, &plan.checked.head).await?;
                Ok(())
            }
            Self::Platform(tx, put) => {
                put.end(&tx).await?;
                Ok(tx.commit().await?)
            }
        }
    }
}

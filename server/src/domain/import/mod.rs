//! 成批导入: units, people, organs and powers of a county from CSV files, all of them or none.
//!
//! Invariants: 1. every faulty row is told at once, by file, line and column. 2. Nothing is written if one row is faulty,
//! and nothing by a dry run. 3. A row that is there already is found by its code and changed, never doubled; what did not
//! change is not written. 4. What a file says of a power's children (bases, steps, risks …) takes the place of what was
//! there. 5. The import is on the ledger, with the hash of each file. 6. A phone number is
//! hashed before it is written, and never told again. 7. Powers of a unit that clears its own list (清权) are left as they are:
//! a row that would change one is faulty. The columns stand in docs/import.md.

mod cells;
mod count;
mod directory;
mod divisions;
mod kinship;
mod load;
mod phones;
mod powers;
mod rules;
mod sheet;
mod write;

pub use count::Count;
pub use divisions::{Division, DivisionUnit, units_from_divisions};
pub use sheet::{Fault, SourceFile};

use crate::domain::clearing;
use crate::domain::ledger::{self, Entry};
use crate::domain::staff::SIGHT_CHANGED;
use crate::kernel::{Actor, Ctx, Failure, Outcome, outbox};
use load::Known;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use sheet::Book;
use write::Plan;

/// What came of an import.
#[derive(Debug)]
pub struct Report {
    /// What is wrong; nothing was written if there is anything.
    pub faults: Vec<Fault>,
    /// Rows by table.
    pub counts: Vec<Count>,
    /// Whether it was written.
    pub written: bool,
}

/// Imports the files into a county; with `dry_run` everything is checked and nothing written.
///
/// # Errors
/// Refused if the county does not exist or anybody but the platform itself asks; a fault of the database. Faulty rows
/// are no failure: they are in the report.
pub async fn run(ctx: &Ctx, county: &str, files: &[SourceFile], dry_run: bool) -> Outcome<Report> {
    if !matches!(ctx.actor, Actor::System) {
        return Err(Failure::hidden());
    }
    let county = ctx.county(county).await?;
    let mut book = Book::read(files);
    let tx = ctx.write(&county).await?;
    let mut known = Known { cleared: clearing::locked_units(&tx).await?, ..Known::load(&tx).await? };
    let mut plan = Plan::default();
    directory::plan(&tx, &mut book, &mut known, &mut plan);
    kinship::plan(&tx, &mut book, &known, &mut plan);
    rules::plan(&tx, &mut book, &mut known, &mut plan);
    powers::plan(&tx, &mut book, &mut known, &mut plan);
    let faults = book.into_faults();
    if !faults.is_empty() {
        return Ok(Report { faults, counts: Vec::new(), written: false });
    }
    let counts = plan.write(&tx).await?;
    if !dry_run {
        let hashes = files.iter().map(|file| json!({ "name": file.name, "sha256": hex::encode(Sha256::digest(&file.bytes)) }));
        let tables = counts.iter().map(|count| json!({ "table": count.table, "added": count.added, "changed": count.changed }));
        let facts = json!({ "files": hashes.collect::<Vec<_>>(), "tables": tables.collect::<Vec<_>>() });
        // Who moved may have to keep away from a case that he was told of.
        outbox::enqueue(&tx, SIGHT_CHANGED, json!({}), tx.now).await?;
        ledger::append(&tx, &ctx.actor, Entry::public("import.done", county.id, facts)).await?;
        tx.commit().await?;
    }
    // A dry run ends here: the transaction is dropped with all that was tried in it.
    Ok(Report { faults, counts, written: !dry_run })
}

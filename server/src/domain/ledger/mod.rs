//! 留痕: every change that matters leaves an entry, in the transaction of the change.
//!
//! Invariants: 1. entries are only ever added; the application's role may not rewrite or delete one. 2. An entry
//! holds ids and codes, never content, names or phones; the one text is the reason that an operator gives for an act.
//! 3. What stands in public is `H(salt ‖ entry)`, without kind, id or exact time. Tree, heads and
//! receipts are the business of `ledger_tree`. 4. Of openings the first one of a viewer, a thing and a day leaves an entry.

mod canonical;
mod opening;

pub use canonical::{canonical, commitment_of, entry_hash};
pub use opening::{append_once_a_day, is_noted_today, sweep};

use crate::kernel::{Actor, Outcome, Tx, outbox};
use entity::id::LedgerEntryId;
use entity::ledger_entry;
use entity::words::{ActorKind, LedgerClass};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde_json::{Value, json};
use uuid::Uuid;

/// 恢复: the county's data came back from a backup, and what was written after it may be lost. What it says is public, so
/// that whoever follows the log learns why it went back.
pub const RESTORED: &str = "ledger.restored";

/// What happened, to which thing.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Whether its leaf may be merged at once or only in hourly batches.
    pub class: LedgerClass,
    /// What happened, as `module.verb`.
    pub kind: &'static str,
    /// The thing.
    pub subject: Option<Uuid>,
    /// Further ids and codes.
    pub facts: Value,
}

impl Entry {
    /// An act that the public may know of at once.
    pub fn public(kind: &'static str, subject: impl Into<Uuid>, facts: Value) -> Self {
        Self { class: LedgerClass::Public, kind, subject: Some(subject.into()), facts }
    }

    /// An act around a report: neither its time nor its count may be seen.
    pub fn sealed(kind: &'static str, subject: impl Into<Uuid>, facts: Value) -> Self {
        Self { class: LedgerClass::Sealed, kind, subject: Some(subject.into()), facts }
    }
}

/// Entries of these kinds that the public may know of, the newest first, before the one named.
///
/// # Errors
/// A fault of the database.
pub async fn open_entries(tx: &Tx, kinds: &[&str], before: Option<LedgerEntryId>, most: u64) -> Outcome<Vec<ledger_entry::Model>> {
    let mut rows = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Class.eq(LedgerClass::Public));
    rows = rows.filter(ledger_entry::Column::Kind.is_in(kinds.iter().copied()));
    if let Some(before) = before {
        rows = rows.filter(ledger_entry::Column::Id.lt(before));
    }
    Ok(rows.order_by_desc(ledger_entry::Column::Id).limit(most).all(tx).await?)
}

/// Adds an entry by `actor`.
///
/// # Errors
/// A fault of the database.
pub async fn append(tx: &Tx, actor: &Actor, entry: Entry) -> Outcome<()> {
    append_all(tx, actor, vec![entry]).await
}

/// Topic for whoever follows what happens in public: entries of [`FOLLOWED`] kinds, by their ids.
pub const PASSED_ON: &str = "changes.follow";

/// Kinds of entries that tell of something public that was published, changed or taken away.
pub const FOLLOWED: [&str; 17] = [
    "checks.made",
    "clearing.version",
    "halts.answer",
    "halts.order",
    "halts.resume",
    "import.done",
    "open_data.built",
    "outcomes.attach",
    "outcomes.correct",
    "outcomes.detach",
    "outcomes.import",
    "outcomes.import_rolled_back",
    "outcomes.publish",
    "outcomes.remove",
    "outcomes.terms_over",
    "publications.hide",
    "publications.publish",
];

/// Adds an entry by `actor`; the row as it was written, for whoever promises its leaf to somebody.
///
/// # Errors
/// A fault of the database.
pub async fn append_kept(tx: &Tx, actor: &Actor, entry: Entry) -> Outcome<ledger_entry::Model> {
    let row = row(tx, actor, entry);
    write(tx, vec![row.clone()]).await?;
    Ok(row)
}

/// Adds many entries by `actor`, a bounded number in one statement.
///
/// # Errors
/// A fault of the database.
pub async fn append_all(tx: &Tx, actor: &Actor, entries: Vec<Entry>) -> Outcome<()> {
    write(tx, entries.into_iter().map(|entry| row(tx, actor, entry)).collect()).await
}

async fn write(tx: &Tx, rows: Vec<ledger_entry::Model>) -> Outcome<()> {
    let is_followed = |row: &&ledger_entry::Model| row.class == LedgerClass::Public && FOLLOWED.contains(&row.kind.as_str());
    let followed: Vec<_> = rows.iter().filter(is_followed).map(|row| row.id).collect();
    tx.add_all(rows).await?;
    if !followed.is_empty() {
        outbox::enqueue(tx, PASSED_ON, json!({ "entries": followed }), tx.now).await?;
    }
    // Whatever changes leaves an entry, so here is the one place that need ring.
    tx.ring();
    Ok(())
}

fn row(tx: &Tx, actor: &Actor, entry: Entry) -> ledger_entry::Model {
    let (actor, actor_id) = match actor {
        Actor::Staff(staff) => (ActorKind::Staff, Some(Uuid::from(staff.account_id))),
        Actor::Client(client) => (ActorKind::Client, Some(Uuid::from(client.client_id))),
        Actor::Reporter(_) | Actor::Nobody => (ActorKind::Reporter, None),
        Actor::System => (ActorKind::System, None),
    };
    let mut row = ledger_entry::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        class: entry.class,
        kind: entry.kind.to_owned(),
        actor,
        actor_id,
        subject_id: entry.subject,
        at: tx.now,
        facts: entry.facts,
        salt: tx.random::<32>().to_vec(),
        entry_hash: Vec::new(),
        commitment: Vec::new(),
        leaf_index: None,
    };
    row.entry_hash = entry_hash(&tx.county.code, &row);
    row.commitment = commitment_of(&row.salt, &row.entry_hash);
    row
}

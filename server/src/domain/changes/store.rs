//! The SQL of changes, and of the addresses of what they are about.

use crate::kernel::{Outcome, Tx};
use entity::id::{HaltId, LedgerEntryId, OutcomeId, PowerId, UnitId};
use entity::words::ChangeKind;
use entity::{change, halt, ledger_entry, outbox, outcome, power, unit};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, SqlErr};

/// The number of the newest change; 0 where there is none.
pub async fn head(tx: &Tx) -> Outcome<i64> {
    let rows = tx.rows().find::<change::Entity>().order_by_desc(change::Column::Number).limit(1);
    Ok(rows.one(tx).await?.map_or(0, |row| row.number))
}

/// Changes behind a number, the oldest first.
pub async fn after(tx: &Tx, number: i64, most: u64) -> Outcome<Vec<change::Model>> {
    let rows = tx.rows().find::<change::Entity>().filter(change::Column::Number.gt(number));
    Ok(rows.order_by_asc(change::Column::Number).limit(most).all(tx).await?)
}

/// Which of these entries stand there already.
pub async fn known(tx: &Tx, entries: &[LedgerEntryId]) -> Outcome<Vec<LedgerEntryId>> {
    let rows = tx.rows().find::<change::Entity>().filter(change::Column::EntryId.is_in(entries.iter().copied()));
    Ok(rows.all(tx).await?.into_iter().map(|row| row.entry_id).collect())
}

/// What all jobs of this topic still pass on, the oldest first: whichever of them runs first works in the order of what happened.
pub async fn passed_on(tx: &Tx, topic: &str) -> Outcome<Vec<serde_json::Value>> {
    let jobs = tx.rows().find::<outbox::Entity>().filter(outbox::Column::Topic.eq(topic)).filter(outbox::Column::DoneAt.is_null());
    Ok(jobs.order_by_asc(outbox::Column::Id).limit(500).all(tx).await?.into_iter().map(|job| job.payload).collect())
}

/// These entries, in the order in which they were written.
pub async fn entries(tx: &Tx, ids: &[LedgerEntryId]) -> Outcome<Vec<ledger_entry::Model>> {
    let rows = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Id.is_in(ids.iter().copied()));
    Ok(rows.order_by_asc(ledger_entry::Column::Id).all(tx).await?)
}

/// Entries of these kinds behind one, in the order in which they were written.
pub async fn entries_after(tx: &Tx, kinds: &[&str], after: Option<LedgerEntryId>, most: u64) -> Outcome<Vec<ledger_entry::Model>> {
    let mut rows = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.is_in(kinds.iter().copied()));
    if let Some(after) = after {
        rows = rows.filter(ledger_entry::Column::Id.gt(after));
    }
    Ok(rows.order_by_asc(ledger_entry::Column::Id).limit(most).all(tx).await?)
}

/// Adds changes; whether nobody else has just taken their numbers.
pub async fn add(tx: &Tx, rows: Vec<change::Model>) -> Outcome<bool> {
    match tx.add_all(rows).await {
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Ok(false),
        done => Ok(done.map(|()| true)?),
    }
}

/// The id by which the API knows what a change is about, and the path of its page.
pub async fn place(tx: &Tx, kind: ChangeKind, entry: &ledger_entry::Model) -> Outcome<(Option<String>, Option<String>)> {
    let subject = entry.subject_id.unwrap_or_default();
    let path = |rest: String| Some(format!("/{}/{rest}", tx.county.code));
    Ok(match kind {
        ChangeKind::ListPublished => {
            let code = unit_code(tx, UnitId(subject)).await?;
            (Some(UnitId(subject).to_string()), code.and_then(|code| path(format!("u/{code}/versions"))))
        }
        ChangeKind::PowerHalted | ChangeKind::HaltAnswered | ChangeKind::PowerResumed => {
            let row = tx.rows().one::<halt::Entity, _>(HaltId(subject)).one(tx).await?;
            let code = match row {
                Some(row) => power_code(tx, row.power_id).await?,
                None => None,
            };
            (Some(HaltId(subject).to_string()), code.and_then(|code| path(format!("p/{code}"))))
        }
        ChangeKind::PowerChecked => {
            let code = power_code(tx, PowerId(subject)).await?;
            (Some(PowerId(subject).to_string()), code.and_then(|code| path(format!("p/{code}"))))
        }
        ChangeKind::OutcomePublished | ChangeKind::OutcomeCorrected | ChangeKind::OutcomeRemoved => {
            let row = tx.rows().one::<outcome::Entity, _>(OutcomeId(subject)).one(tx).await?;
            (Some(OutcomeId(subject).to_string()), row.and_then(|row| path(format!("o/{}", row.code))))
        }
        // Of a case's result the address alone: its row's id tells when it was drafted.
        ChangeKind::ResultPublished | ChangeKind::ResultCorrected | ChangeKind::ResultRemoved => (None, path(format!("r/{}", code(entry)))),
        ChangeKind::OutcomesImported | ChangeKind::OutcomesRemoved => (None, path("outcomes".to_owned())),
        ChangeKind::RegistersImported => (None, path("list".to_owned())),
        ChangeKind::OpenDataBuilt => (None, path("open-data".to_owned())),
    })
}

fn code(entry: &ledger_entry::Model) -> &str {
    entry.facts.get("code").and_then(serde_json::Value::as_str).unwrap_or_default()
}

async fn unit_code(tx: &Tx, id: UnitId) -> Outcome<Option<String>> {
    Ok(tx.rows().one::<unit::Entity, _>(id).one(tx).await?.map(|row| row.code))
}

async fn power_code(tx: &Tx, id: PowerId) -> Outcome<Option<String>> {
    Ok(tx.rows().one::<power::Entity, _>(id).one(tx).await?.map(|row| row.code))
}

/// An id from a job's payload.
pub fn id_of(value: &serde_json::Value) -> Option<LedgerEntryId> {
    value.as_str()?.parse().ok()
}

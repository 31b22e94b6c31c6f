//! One function a verb: load → decide → check → write → ledger.

mod begin;
mod change;
mod files;
mod kinds;
mod open;
mod publish;
mod read;
mod sweep;

pub use change::{CorrectOutcome, correct, removal_of, remove};
pub use files::{AttachFile, PublicFile, attach, detach, file};
pub use kinds::{KindRow, SetKind, kinds, set_kind};
pub use open::{OpenKind, OpenRow, open_kinds, open_rows};
pub use publish::{Place, PublishOutcome, new_row, open_kind, publish};
pub use read::{Earlier, FileRow, Found, OutcomeRow, Wanted, list, of_power, of_unit, outcome, outcome_by_id};
pub use sweep::sweep_job;

use crate::domain::directory::{self, SubjectId};
use crate::domain::keys::keyed_hash;
use crate::domain::outcomes::model::Column;
use crate::domain::outcomes::rules::{Checked, Fault, check_row, pairs_of};
use crate::domain::outcomes::store;
use crate::kernel::error::Refusals;
use crate::kernel::keyring::KeyRing;
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::{OutcomeKindId, UnitId};
use entity::outcome;
use serde_json::json;
use std::collections::BTreeMap;
use time::Date;
use time::macros::date;

/// Nothing older is an outcome of a power that is published here.
pub const EARLIEST: Date = date!(1990 - 01 - 01);

/// The unit and all above it, nearest first.
///
/// # Errors
/// Hidden if there is no such unit.
pub async fn chain_of(tx: &Tx, unit: UnitId) -> Outcome<Vec<UnitId>> {
    let found = directory::subjects(tx, &[SubjectId::Unit(unit)]).await?.pop();
    Ok(found.and_then(|subject| subject.unit).ok_or_else(Failure::hidden)?.chain)
}

/// Who answers today for what a unit published: the unit with all above it and, once it was merged, its successor with all above
/// that one.
///
/// # Errors
/// Hidden if there is no such unit.
pub async fn who_answers(tx: &Tx, unit: UnitId) -> Outcome<Vec<UnitId>> {
    let mut chain = chain_of(tx, unit).await?;
    if let Some(SubjectId::Unit(today)) =
        directory::of_today(tx, &[SubjectId::Unit(unit)]).await?.pop().filter(|today| *today != SubjectId::Unit(unit))
    {
        chain.extend(chain_of(tx, today).await?);
    }
    Ok(chain)
}

/// The columns of a version.
///
/// # Errors
/// A fault, if they are none.
pub fn columns_of(cell: &serde_json::Value) -> Outcome<Vec<Column>> {
    serde_json::from_value(cell.clone()).map_err(Failure::fault)
}

/// A row's own words, as they were checked.
struct Words<'a> {
    title: &'a str,
    decided_on: Date,
    values: &'a BTreeMap<String, String>,
}

/// Checks a row from a form; all that is wrong with it is told at once.
fn checked(columns: &[Column], words: &Words<'_>, today: Date) -> Outcome<Checked> {
    let mut refusals = Refusals::default();
    if !(EARLIEST..=today).contains(&words.decided_on) {
        refusals.add(ErrorCode::Invalid, "decidedOn", "日期要在 1990 年以后，今天或者今天以前。");
    }
    match check_row(columns, (words.title, words.values), today) {
        Ok(row) => refusals.check().map(|()| row),
        Err(faults) => {
            for fault in faults {
                let (field, message) = told(fault);
                refusals.add(ErrorCode::Invalid, field, message);
            }
            Err(refusals.check().err().unwrap_or_else(Failure::hidden))
        }
    }
}

fn told(fault: Fault) -> (&'static str, String) {
    match fault {
        Fault { is_title: true, message, .. } => ("title", message),
        Fault { label: Some(label), message, .. } => ("values", format!("“{label}”这一列：{message}")),
        Fault { message, .. } => ("values", message),
    }
}

/// What an outcome is known by: the same, published again by the same unit, has the same.
///
/// # Errors
/// A fault if the key is missing.
pub fn hash_of(keys: &KeyRing, (unit, kind): (UnitId, OutcomeKindId), decided_on: Date, row: &Checked) -> Outcome<Vec<u8>> {
    let text = json!({
        "unit": unit, "kind": kind, "on": decided_on.to_string(), "title": row.title, "open": row.open, "personal": row.personal,
    });
    keyed_hash(keys, "outcome", text.to_string().as_bytes())
}

/// Refused if the same was published before.
async fn must_be_new(tx: &Tx, hash: &[u8]) -> Outcome<()> {
    if store::is_known(tx, hash).await? {
        return Err(Failure::refuse(ErrorCode::Conflict, "一模一样的结果已经公开过，不用再公开一次。"));
    }
    Ok(())
}

/// The words of a row, as they stand in it.
fn words_of(row: &outcome::Model) -> Outcome<Checked> {
    let (open, personal) = (store::values(row.open.as_ref())?, store::values(row.personal.as_ref())?);
    Ok(Checked { title: row.title.clone().unwrap_or_default(), open, personal })
}

/// All pairs by which a search may find a row now.
///
/// # Errors
/// A fault, if its values are none.
pub fn pairs_in(columns: &[Column], row: &outcome::Model) -> Outcome<Vec<String>> {
    // As if the term ran: what a sweep has not reached yet is among them.
    Ok(pairs_of(columns, &words_of(row)?, Some(row.decided_on)).into_keys().collect())
}

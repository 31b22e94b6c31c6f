//! The open part of outcomes, for copies that anybody may take away: no personal column is in it, before its term and after.

use super::columns_of;
use crate::domain::outcomes::model::{Column, Values};
use crate::domain::outcomes::store::{self, Filter, Lead, Place};
use crate::kernel::{Outcome, Tx};
use entity::id::{OutcomeKindId, PowerId, UnitId};
use entity::moment::Moment;
use entity::{outcome, outcome_kind};
use std::collections::BTreeMap;
use time::Date;

/// A kind, and the columns of all its versions that were never personal.
#[derive(Clone, Debug)]
pub struct OpenKind {
    /// The kind.
    pub kind: outcome_kind::Model,
    /// Its columns, in the order of the newest version; those that only an older one had at the end.
    pub columns: Vec<Column>,
}

/// What everybody may keep of an outcome.
#[derive(Clone, Debug)]
pub struct OpenRow {
    /// Its place in the list.
    pub place: Place,
    /// Its address.
    pub code: String,
    /// On whose page it stands.
    pub unit_id: UnitId,
    /// Of which power.
    pub power_id: Option<PowerId>,
    /// What it is, in a line; none once it was removed.
    pub title: Option<String>,
    /// The day on which it was decided, or came about.
    pub decided_on: Date,
    /// When it was published.
    pub published_at: Moment,
    /// When it was corrected last.
    pub corrected_at: Option<Moment>,
    /// When it was removed.
    pub removed_at: Option<Moment>,
    /// Open values by the key of their column.
    pub values: Values,
}

/// All kinds with their open columns. A column that is personal in any version is left out with all its values.
///
/// # Errors
/// A fault of the database.
pub async fn open_kinds(tx: &Tx) -> Outcome<Vec<OpenKind>> {
    let kinds = store::kinds(tx).await?;
    let mut versions = store::all_versions(tx).await?;
    versions.sort_by_key(|version| std::cmp::Reverse(version.no));
    let mut open: BTreeMap<OutcomeKindId, (Vec<Column>, Vec<String>)> = BTreeMap::new();
    for version in versions {
        let (known, personal) = open.entry(version.kind_id).or_default();
        for column in columns_of(&version.columns)? {
            if column.is_personal {
                personal.push(column.key);
            } else if known.iter().all(|one| one.key != column.key) {
                known.push(column);
            }
        }
    }
    let open_of = |id| open.get(&id).map(|(known, personal)| known.iter().filter(|one| !personal.contains(&one.key)).cloned().collect());
    Ok(kinds.into_iter().map(|kind| OpenKind { columns: open_of(kind.id).unwrap_or_default(), kind }).collect())
}

/// Outcomes of a kind from behind a place on, the latest first.
///
/// # Errors
/// A fault of the database.
pub async fn open_rows(tx: &Tx, kind: OutcomeKindId, after: Option<Place>, most: u64) -> Outcome<Vec<OpenRow>> {
    let filter = Filter { kind: Some(kind), ..Filter::default() };
    let ids = store::ids(tx, (&filter, Lead::Kind), after, most).await?;
    store::outcomes(tx, &ids).await?.into_iter().map(open_row).collect()
}

fn open_row(row: outcome::Model) -> Outcome<OpenRow> {
    Ok(OpenRow {
        place: (row.decided_on, row.id),
        values: store::values(row.open.as_ref())?,
        code: row.code,
        unit_id: row.unit_id,
        power_id: row.power_id,
        title: row.title,
        decided_on: row.decided_on,
        published_at: row.published_at,
        corrected_at: row.corrected_at,
        removed_at: row.removed_at,
    })
}

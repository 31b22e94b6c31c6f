//! Versions of a list, and what changed between two of them; for everybody.

use super::unpacked;
use crate::domain::clearing::model::Content;
use crate::domain::clearing::rules::{PartChange, compare};
use crate::domain::clearing::store;
use crate::domain::directory;
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::{Failure, Outcome, Tx};
use entity::id::{ListVersionId, PowerId, UnitId};
use entity::words::ItemDecision;
use entity::{list_version, list_version_item};
use std::collections::BTreeMap;

/// A version with how many items of each decision it has.
#[derive(Clone, Debug)]
pub struct VersionView {
    /// The version.
    pub row: list_version::Model,
    /// How many were decided so.
    pub counts: BTreeMap<ItemDecision, i64>,
}

/// How one power changed from one version to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It came.
    Added,
    /// It was taken over from a unit that was merged into this one.
    Merged,
    /// Its text changed.
    Adjusted,
    /// It went.
    Cancelled,
}

/// One power that changed.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its code.
    pub code: String,
    /// How it is called; of one that went, how it was.
    pub name: String,
    /// How.
    pub kind: ChangeKind,
    /// Why, as the newer version says.
    pub reason: Option<String>,
    /// What differs, side by side.
    pub parts: Vec<PartChange>,
}

/// Two versions side by side.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The older one.
    pub from: VersionView,
    /// The newer one.
    pub to: VersionView,
    /// What changed, in the newer one's order; what went comes last.
    pub changes: Vec<Change>,
    /// How many powers are in both and say the same.
    pub same: usize,
}

/// Versions of a unit, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn versions(tx: &Tx, unit: UnitId) -> Outcome<Vec<VersionView>> {
    let rows = store::of_unit(tx, unit).await?;
    counted(tx, rows).await
}

async fn counted(tx: &Tx, rows: Vec<list_version::Model>) -> Outcome<Vec<VersionView>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let counts = store::counts(tx, &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    let of =
        |id: ListVersionId| counts.iter().filter(|(version, ..)| *version == id).map(|(_, decision, count)| (*decision, *count)).collect();
    Ok(rows.into_iter().map(|row| VersionView { counts: of(row.id), row }).collect())
}

/// Items of a version, each with its text.
pub type VersionItems = Page<(list_version_item::Model, Content)>;

/// One version.
///
/// # Errors
/// Hidden if there is none.
pub async fn version(tx: &Tx, unit: &str, no: i32) -> Outcome<VersionView> {
    let unit = directory::unit_by_code(tx, unit).await?.unit.id;
    one(tx, store::version(tx, unit, no).await?.ok_or_else(Failure::hidden)?).await
}

/// A page of a version's items, cancelled ones too.
///
/// # Errors
/// Refused for a cursor that is not one of ours.
pub async fn version_items(tx: &Tx, version: ListVersionId, page: &PageQuery) -> Outcome<VersionItems> {
    let found = page.page(store::page_of(tx, version, page).await?, |row| vec![row.ordinal.to_string()]);
    let mut nodes = Vec::with_capacity(found.nodes.len());
    for row in found.nodes {
        let content = unpacked(&row.content)?;
        nodes.push((row, content));
    }
    Ok(Page { nodes, has_next: found.has_next, end_cursor: found.end_cursor })
}

async fn one(tx: &Tx, row: list_version::Model) -> Outcome<VersionView> {
    counted(tx, vec![row]).await?.pop().ok_or_else(Failure::hidden)
}

/// Which two of a unit's versions, the newest first, are set side by side: the older one and the newer one.
fn chosen(all: &[list_version::Model], older: Option<i32>, newer: Option<i32>) -> Option<(&list_version::Model, &list_version::Model)> {
    let numbered = |no: i32| all.iter().find(|row| row.no == no);
    let to = newer.map_or_else(|| all.first(), numbered)?;
    let from = older.map_or_else(|| all.iter().find(|row| row.no < to.no), numbered)?;
    Some(if from.no <= to.no { (from, to) } else { (to, from) })
}

/// What changed between two versions of a unit's list; without numbers, between the newest and the one before it. The older
/// number may be named second.
///
/// # Errors
/// Hidden unless both are there.
pub async fn compare_versions(tx: &Tx, unit: &str, (older, newer): (Option<i32>, Option<i32>)) -> Outcome<Comparison> {
    let unit = directory::unit_by_code(tx, unit).await?.unit.id;
    let all = store::of_unit(tx, unit).await?;
    let (from, to) = chosen(&all, older, newer).ok_or_else(Failure::hidden)?;
    let (from, to) = (one(tx, from.clone()).await?, one(tx, to.clone()).await?);
    let items = store::items_of(tx, &[from.row.id, to.row.id]).await?;
    let (old, new) = (standing(&items, from.row.id)?, standing(&items, to.row.id)?);
    let between: Vec<ListVersionId> = all.iter().filter(|row| from.row.no < row.no && row.no <= to.row.no).map(|row| row.id).collect();
    let added = store::added_in(tx, &between).await?;
    let own = items.iter().filter(|row| row.version_id == to.row.id).map(|row| (row.power_id, row.reason.clone()));
    let why = Why { reasons: own.collect(), added };
    let mut changes = Vec::new();
    for (row, content) in &new {
        let was = old.iter().find(|(other, _)| other.power_id == row.power_id).map(|(_, content)| content);
        changes.extend(changed((*row, &why), (was, Some(content))));
    }
    let came = changes.len();
    let gone = old.iter().filter(|(row, _)| !new.iter().any(|(other, _)| other.power_id == row.power_id));
    for (row, content) in gone {
        changes.extend(changed((*row, &why), (Some(content), None)));
    }
    Ok(Comparison { from, to, same: new.len().saturating_sub(came), changes })
}

type Standing<'a> = Vec<(&'a list_version_item::Model, Content)>;

/// What is in the list of a version: everything but what was cancelled.
fn standing(items: &[list_version_item::Model], version: ListVersionId) -> Outcome<Standing<'_>> {
    let mut found = Vec::new();
    for row in items.iter().filter(|row| row.version_id == version && row.decision != ItemDecision::Cancelled) {
        found.push((row, unpacked(&row.content)?));
    }
    Ok(found)
}

/// Why something changed, as the versions say.
struct Why {
    /// What the newer one says of each.
    reasons: BTreeMap<PowerId, Option<String>>,
    /// What was added since the older one, with the reason of then.
    added: BTreeMap<PowerId, Option<String>>,
}

fn changed((row, why): (&list_version_item::Model, &Why), (before, after): (Option<&Content>, Option<&Content>)) -> Option<Change> {
    let parts = compare(before, after);
    if parts.is_empty() {
        return None;
    }
    let kind = match (before, after) {
        // What nobody added came with a unit that ended here.
        (None, _) if why.added.contains_key(&row.power_id) => ChangeKind::Added,
        (None, _) => ChangeKind::Merged,
        (_, None) => ChangeKind::Cancelled,
        _ => ChangeKind::Adjusted,
    };
    let name = after.or(before).map(|content| content.name.clone()).unwrap_or_default();
    let said = |all: &BTreeMap<PowerId, Option<String>>| all.get(&row.power_id).cloned().flatten();
    let reason = said(&why.reasons).or_else(|| said(&why.added));
    Some(Change { code: row.code.clone(), name, kind, reason, parts })
}

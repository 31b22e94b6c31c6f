//! One function a verb: load → decide → check → write → ledger → notices.

mod apply;
mod decide;
mod naming;
mod publish;
mod read;
mod register;
mod save;
mod send;
mod start;
mod versions;

pub use decide::{decide_item, drop_item};
pub use naming::{PUBLISHED, hold_to_write, powers_of_round, version_row};
pub use publish::{publish, send_back};
pub use read::{ItemPage, ItemView, RoundList, RoundView, faults, item_page, item_view, items_of, list, view};
pub use save::{SaveItem, save_item};
pub use send::{recall, send};
pub use start::{gather, start};
pub use versions::{Change, ChangeKind, Comparison, VersionView, compare_versions, version, version_items, versions};

use crate::domain::clearing::model::{Content, Part};
use crate::domain::clearing::policy::{Action, Facts, decide as decided};
use crate::domain::clearing::refusal::ClearingRefusal;
use crate::domain::clearing::store;
use crate::domain::directory::{self, UnitRow};
use crate::domain::ledger::{self, Entry};
use crate::kernel::{Ctx, Failure, Outcome, StaffActor, Tx};
use entity::id::{ClearingId, ClearingItemId, UnitId};
use entity::words::{ClearingState, ClearingStep};
use entity::{clearing, clearing_change, clearing_item};
use serde_json::json;
use std::collections::BTreeSet;

/// Units whose powers come from their own lists: nothing else may change them.
///
/// # Errors
/// A fault of the database.
pub async fn locked_units(tx: &Tx) -> Outcome<BTreeSet<UnitId>> {
    store::units_with_lists(tx).await
}

/// A verb on one round: who acts, the round, held, its unit, and what was decided on.
struct Begun<'a> {
    staff: &'a StaffActor,
    tx: Tx,
    row: clearing::Model,
    unit: UnitRow,
    facts: Facts,
}

/// Opens a verb on a round, if the actor may do this.
async fn begin(ctx: &Ctx, id: ClearingId, action: Action) -> Outcome<Begun<'_>> {
    let tx = ctx.write(&county_of(ctx, id).await?).await?;
    held(ctx, tx, id, action).await
}

/// The same for one of its items, which is read once the round is held.
async fn begin_item(ctx: &Ctx, id: ClearingItemId, action: Action) -> Outcome<(Begun<'_>, clearing_item::Model)> {
    let tx = ctx.write(&county_of(ctx, id).await?).await?;
    let round = store::item(&tx, id).await?.clearing_id;
    let begun = held(ctx, tx, round, action).await?;
    let item = store::item(&begun.tx, id).await?;
    Ok((begun, item))
}

/// The county of an id; whoever is not signed in is told that first.
async fn county_of(ctx: &Ctx, id: impl Into<uuid::Uuid> + Send) -> Outcome<crate::kernel::County> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    ctx.county_of(id).await
}

async fn held(ctx: &Ctx, tx: Tx, id: ClearingId, action: Action) -> Outcome<Begun<'_>> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let row = store::held(&tx, id).await?;
    let facts = facts_of(&tx, &row).await?;
    decided(&ctx.actor, action, &facts).check()?;
    let unit = directory::unit_by_id(&tx, row.unit_id).await?;
    Ok(Begun { staff, tx, row, unit, facts })
}

/// What the decision about a round depends on.
async fn facts_of(tx: &Tx, row: &clearing::Model) -> Outcome<Facts> {
    let (core, authors) = (store::core_units(tx).await?, store::authors(tx, row.id).await?);
    Ok(Facts { unit: Some(row.unit_id), core, authors, is_sent: row.sent_at.is_some() })
}

/// Only in one of these states.
fn must_be(row: &clearing::Model, states: &[ClearingState]) -> Outcome<()> {
    if states.contains(&row.state) { Ok(()) } else { Err(ClearingRefusal::NotNow(row.state).into()) }
}

/// The unit is still there; else the refusal says who goes on.
fn must_live(unit: &UnitRow, ctx: &Ctx) -> Outcome<()> {
    if directory::lives(&unit.unit, ctx) {
        return Ok(());
    }
    Err(ClearingRefusal::UnitEnded(unit.successor.as_ref().map(|successor| successor.name.clone())).into())
}

/// The round is still as it was read.
fn must_agree(row: &clearing::Model, revision: i64) -> Outcome<()> {
    if row.revision == revision { Ok(()) } else { Err(ClearingRefusal::RoundChanged.into()) }
}

/// The text of a content as it stands in a row.
fn packed(content: &Content) -> Outcome<serde_json::Value> {
    serde_json::to_value(content).map_err(Failure::fault)
}

/// A content from a row.
fn unpacked(value: &serde_json::Value) -> Outcome<Content> {
    serde_json::from_value(value.clone()).map_err(Failure::fault)
}

/// One step of a round.
struct Done<'a> {
    step: ClearingStep,
    /// The item, and how it is called.
    item: Option<(ClearingItemId, &'a str)>,
    /// Which parts changed.
    parts: &'a [Part],
    /// The round's revision since then.
    revision: i64,
}

/// Notes a step beside the round and on the ledger.
async fn note(ctx: &Ctx, (tx, staff): (&Tx, &StaffActor), round: ClearingId, done: Done<'_>) -> Outcome<()> {
    let (item_id, item_name) = done.item.map(|(id, name)| (id, name.to_owned())).unzip();
    let row = clearing_change::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        clearing_id: round,
        item_id,
        item_name,
        revision: done.revision,
        step: done.step,
        fields: serde_json::to_value(done.parts).map_err(Failure::fault)?,
        changed_by: staff.account_id,
        changed_at: tx.now,
    };
    tx.add(row).await?;
    let said = json!({ "item": item_id, "revision": done.revision });
    ledger::append(tx, &ctx.actor, Entry::public(kind_of(done.step), round, said)).await
}

/// As the ledger calls it.
const fn kind_of(step: ClearingStep) -> &'static str {
    match step {
        ClearingStep::Started => "clearing.start",
        ClearingStep::Gathered => "clearing.gather",
        ClearingStep::Added => "clearing.add",
        ClearingStep::Saved => "clearing.save",
        ClearingStep::Decided => "clearing.decide",
        ClearingStep::Dropped => "clearing.drop",
        ClearingStep::Sent => "clearing.send",
        ClearingStep::Recalled => "clearing.recall",
        ClearingStep::Returned => "clearing.return",
        ClearingStep::Published => "clearing.publish",
        ClearingStep::Merged => "clearing.merge",
    }
}

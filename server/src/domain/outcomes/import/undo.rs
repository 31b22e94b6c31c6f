//! 撤回: takes all rows of an import away again, some hundred at a time; that it was there, what file it was, and the place of
//! each row at its address, stay.

use super::AT_ONCE;
use crate::domain::directory;
use crate::domain::ledger::{self, Entry};
use crate::domain::outcomes::policy::{Action, decide};
use crate::domain::outcomes::service::{columns_of, pairs_in, who_answers};
use crate::domain::outcomes::store;
use crate::domain::removals;
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::{County, Ctx, ErrorCode, Failure, JobError, Outcome, StaffActor, outbox};
use entity::id::{OutcomeImportId, UnitId};
use entity::words::{ImportState, StaffRole};
use entity::{outcome_import, unit};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use time::Duration;

/// Topic of a rollback: `{importId}`.
pub const ROLL_BACK: &str = "outcomes.roll_back";
/// So long an import can be taken back as a whole; afterwards each row is corrected or removed by itself.
const BACK_WITHIN: Duration = Duration::days(7);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Job {
    import_id: OutcomeImportId,
}

/// An import as its publishers see it.
#[derive(Clone, Debug)]
pub struct ImportRow {
    /// The import.
    pub row: outcome_import::Model,
    /// Who publishes its rows.
    pub unit: unit::Model,
    /// Whether it can still be taken back.
    pub can_roll_back: bool,
}

/// Imports of the units for which the actor publishes, and his own; the latest first.
///
/// # Errors
/// Refused unless by a publisher, and for a cursor that is not one of ours.
pub async fn imports(ctx: &Ctx, page: &PageQuery) -> Outcome<Page<ImportRow>> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let units: Vec<UnitId> = publishes_for(staff);
    decide(&ctx.actor, Action::Import, &units).check()?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let units = store::with_former(&tx, units).await?;
    let found = page.page(store::imports(&tx, (&units, staff.account_id), page).await?, store::place_of_import);
    let ids: Vec<UnitId> = found.nodes.iter().map(|row| row.unit_id).collect();
    let units: BTreeMap<_, _> = directory::units_by_id(&tx, &ids).await?.into_iter().map(|unit| (unit.id, unit)).collect();
    let row = |row: outcome_import::Model| {
        let can_roll_back = matches!(row.state, ImportState::Writing | ImportState::Done) && tx.now.since(row.started_at) < BACK_WITHIN;
        Some(ImportRow { unit: units.get(&row.unit_id)?.clone(), can_roll_back, row })
    };
    Ok(Page { nodes: found.nodes.into_iter().filter_map(row).collect(), has_next: found.has_next, end_cursor: found.end_cursor })
}

fn publishes_for(staff: &StaffActor) -> Vec<UnitId> {
    staff.roles.iter().filter(|held| held.role == StaffRole::Publisher).filter_map(|held| held.unit_id).collect()
}

/// Takes an import back; the worker takes its rows away.
///
/// # Errors
/// Hidden if there is none; refused unless by a publisher of its unit or of one above it, after seven days, and once it is
/// taken back already.
pub async fn roll_back(ctx: &Ctx, id: OutcomeImportId) -> Outcome<()> {
    if ctx.actor.staff().is_none() {
        return Err(Failure::SignInNeeded);
    }
    let tx = ctx.write(&ctx.county_of(id).await?).await?;
    let row = store::held_import(&tx, id).await?;
    decide(&ctx.actor, Action::Import, &who_answers(&tx, row.unit_id).await?).check()?;
    if !matches!(row.state, ImportState::Writing | ImportState::Done) {
        return Err(Failure::refuse(ErrorCode::State, "这次导入已经撤回了。"));
    }
    if tx.now.since(row.started_at) >= BACK_WITHIN {
        return Err(Failure::refuse(ErrorCode::State, "导入超过 7 天，不能整批撤回了。请一条一条更正，或者拿掉。"));
    }
    store::set_import(&tx, id, ImportState::RollingBack).await?;
    // Copies go with the first row, not with the last.
    removals::note(&tx).await?;
    outbox::enqueue(&tx, ROLL_BACK, json!({ "importId": id }), tx.now).await?;
    let facts = json!({ "unit": row.unit_id, "rows": row.done, "sha256": hex::encode(&row.file_hash) });
    ledger::append(&tx, &ctx.actor, Entry::public("outcomes.import_rolled_back", id, facts)).await?;
    tx.commit().await
}

/// Works `outcomes.roll_back`.
///
/// # Errors
/// When to come back.
pub async fn roll_back_job(ctx: Ctx, county: County, payload: Value) -> Result<(), JobError> {
    let job: Job = serde_json::from_value(payload).map_err(|error| JobError::Park(error.to_string()))?;
    while some(&ctx, &county, job.import_id).await? {}
    Ok(())
}

/// Takes some rows away; whether there may be more.
async fn some(ctx: &Ctx, county: &County, id: OutcomeImportId) -> Outcome<bool> {
    let tx = ctx.write(county).await?;
    if store::held_import(&tx, id).await?.state != ImportState::RollingBack {
        return Ok(false);
    }
    let rows = store::of_import(&tx, id, AT_ONCE).await?;
    if rows.is_empty() {
        store::end_import(&tx, id, (ImportState::RollingBack, ImportState::RolledBack)).await?;
        // Whatever was wrong with it goes from copies too.
        removals::note(&tx).await?;
        tx.commit().await?;
        return Ok(false);
    }
    let versions = store::versions(&tx, rows.iter().map(|row| row.kind_version_id).collect()).await?;
    for row in &rows {
        let columns = versions.get(&row.kind_version_id).map(|version| columns_of(&version.columns)).transpose()?.unwrap_or_default();
        store::drop_pairs(&tx, (row.decided_on, row.id), pairs_in(&columns, row)?, false).await?;
    }
    store::keep_places(&tx, &rows).await?;
    store::delete(&tx, &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    tx.commit().await?;
    Ok(true)
}

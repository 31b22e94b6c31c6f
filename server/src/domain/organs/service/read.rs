//! All organs of the county with their places, for its administrator and the heads.

use crate::domain::organs::model::Record;
use crate::domain::organs::policy::{Action, decide};
use crate::domain::organs::store;
use crate::kernel::staff_decision::Decision;
use crate::kernel::{County, Ctx, Outcome, Tx};
use entity::id::OrganId;
use entity::organ;
use entity::words::OrganKind;

/// All organs, open ones first, by code.
///
/// # Errors
/// Refused for everybody but heads and the county's administrator.
pub async fn records(ctx: &Ctx) -> Outcome<(County, Vec<Record>)> {
    let staff = decide(&ctx.actor, Action::Read).check()?;
    let county = ctx.kernel.tenants.by_id(staff.county_id).await?;
    let tx = ctx.read(&county).await?;
    Ok((county, load(ctx, &tx).await?))
}

/// The same inside a transaction, in a constant number of statements.
pub async fn load(ctx: &Ctx, tx: &Tx) -> Outcome<Vec<Record>> {
    let organs = store::organs(tx).await?;
    let mut states = store::states(tx).await?;
    let coverage = store::coverage(tx).await?;
    let wanted = organs.iter().filter_map(|organ| organ.unit_id).chain(coverage.iter().map(|row| row.unit_id));
    let units = store::units(tx, wanted.collect()).await?;
    let find = |id: Option<OrganId>| id.and_then(|id| organs.iter().find(|organ| organ.id == id).cloned());
    let may_change = matches!(decide(&ctx.actor, Action::Change), Decision::Allow(_));
    let mut record = |organ: &organ::Model| {
        let state = states.remove(&organ.id);
        let is_closed = state.as_ref().is_some_and(|state| state.closed_on.is_some());
        let covered = coverage.iter().filter(|row| row.organ_id == organ.id);
        Record {
            unit: organ.unit_id.and_then(|unit| units.get(&unit).cloned()),
            superior: find(organ.superior_id),
            covers: covered.filter_map(|row| units.get(&row.unit_id)).map(|unit| (unit.id, unit.name.clone())).collect(),
            successor: find(state.as_ref().and_then(|state| state.successor_id)),
            is_alone: organ.superior_id.is_none() && organ.kind != OrganKind::External && !is_closed,
            may_change: may_change && !is_closed,
            organ: organ.clone(),
            state,
        }
    };
    let mut all: Vec<_> = organs.iter().map(&mut record).collect();
    all.sort_by_key(Record::is_closed);
    Ok(all)
}

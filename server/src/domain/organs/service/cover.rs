//! 联系的单位: the units that an organ covers besides the one it belongs to. Reports from then on are routed by it; a case
//! stays with the organ that has it.

use super::place::may_stand_below;
use super::{Held, changing};
use crate::domain::directory;
use crate::domain::ledger::{self, Entry};
use crate::domain::organs::store;
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::{OrganId, UnitId};
use entity::words::OrganKind;
use entity::{organ_coverage, unit};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Units that one organ covers at most.
const MOST_COVERED: usize = 200;

/// Sets what an organ covers.
///
/// # Errors
/// Refused unless by the county's administrator; for an organ above the county, a unit that is not there or that another organ
/// covers; for one that its superior does not stand over; where nothing changes; as a conflict if the organ changed since it was read.
pub async fn set_cover(ctx: &Ctx, (id, version): (OrganId, i32), covers: Vec<UnitId>) -> Outcome<()> {
    changing(ctx)?;
    let held = Held::begin(ctx).await?;
    let organ = held.at(id, version)?;
    let wanted = reach(&held, (Some(id), organ.kind), None, covers).await?;
    let was: BTreeSet<_> = store::coverage(&held.tx).await?.iter().filter(|row| row.organ_id == id).map(|row| row.unit_id).collect();
    let added: Vec<_> = wanted.difference(&was).copied().collect();
    let removed: Vec<_> = was.difference(&wanted).copied().collect();
    if added.is_empty() && removed.is_empty() {
        return Err(Failure::field(ErrorCode::State, "coverIds", "和现在的一样，没有改。"));
    }
    if let Some(above) = held.organs.iter().find(|above| Some(above.id) == organ.superior_id) {
        let reach: Vec<_> = wanted.iter().copied().chain(organ.unit_id).collect();
        may_stand_below(&held, ("coverIds", above), &reach).await?;
    }
    let moved = [added.as_slice(), removed.as_slice()].concat();
    let before = nearest(&held.tx, &moved).await?;
    store::put_cover(&held.tx, id, (&added, &removed)).await?;
    store::put_state(&held.tx, id, |state| state).await?;
    let concerned = [vec![id], before, nearest(&held.tx, &moved).await?].concat();
    let facts = json!({ "organ": id, "added": added, "removed": removed });
    ledger::append(&held.tx, &ctx.actor, Entry::public("organs.cover_set", id, facts)).await?;
    held.tell(organ, &concerned).await?;
    held.tx.commit().await
}

/// Which organs handle reports on these units as things stand: whoever loses a unit or gets one is told.
async fn nearest(tx: &Tx, units: &[UnitId]) -> Outcome<Vec<OrganId>> {
    Ok(directory::organs_of_units(tx, units).await?.into_values().map(|organ| organ.id).collect())
}

/// The units that an organ is to cover, if they and the one it belongs to are there, and no other organ covers them.
pub(super) async fn reach(
    held: &Held,
    (organ, kind): (Option<OrganId>, OrganKind),
    unit: Option<UnitId>,
    covers: Vec<UnitId>,
) -> Outcome<BTreeSet<UnitId>> {
    let covers: BTreeSet<_> = covers.into_iter().collect();
    if covers.len() > MOST_COVERED {
        return Err(Failure::field(ErrorCode::TooLong, "coverIds", format!("最多联系 {MOST_COVERED} 个单位。")));
    }
    let known = store::units(&held.tx, unit.iter().chain(&covers).copied().collect()).await?;
    let is_external = kind == OrganKind::External;
    let named = unit.iter().map(|unit| ("unitId", unit)).chain(covers.iter().map(|unit| ("coverIds", unit)));
    for (field, unit) in named {
        if is_external || !known.contains_key(unit) {
            let why = if is_external { "县外的组织不属于、也不联系县里的单位。" } else { "没有找到这个单位。" };
            return Err(Failure::field(ErrorCode::NotFound, field, why));
        }
    }
    let others: Vec<_> = store::coverage(&held.tx).await?.into_iter().filter(|row| Some(row.organ_id) != organ).collect();
    free(held, others.iter().find(|row| covers.contains(&row.unit_id)), &known)?;
    Ok(covers)
}

/// One unit is covered by one organ: reports on it lead to one place.
fn free(held: &Held, taken: Option<&organ_coverage::Model>, units: &BTreeMap<UnitId, unit::Model>) -> Outcome<()> {
    let Some(row) = taken else { return Ok(()) };
    let unit = units.get(&row.unit_id).map_or("", |unit| unit.name.as_str());
    let by = held.organs.iter().find(|organ| organ.id == row.organ_id).map_or("", |organ| organ.name.as_str());
    Err(Failure::field(ErrorCode::State, "coverIds", format!("“{unit}”已经由“{by}”联系，请先在那里去掉。")))
}

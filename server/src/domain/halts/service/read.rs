//! What pages and lists show of halts.

use super::facts_of;
use crate::domain::cases;
use crate::domain::directory;
use crate::domain::halts::policy::{Action, Decision, decide};
use crate::domain::halts::{rules, store};
use crate::domain::powers::{self, HaltRow};
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::{Actor, County, Ctx, Failure, Outcome, Tx};
use entity::id::{HaltId, OrganId, PowerId, UnitId};
use entity::words::StaffRole;
use entity::{halt, power, unit};
use std::collections::BTreeMap;

/// A page of the actor's list.
pub struct HaltList {
    /// The halts, open ones first, then the newest first.
    pub page: Page<HaltRow>,
    /// How many there are on all pages.
    pub total: u64,
}

/// Every halt of the powers, open ones first, then the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn halts_of(ctx: &Ctx, county: &County, powers: &[PowerId]) -> Outcome<Vec<HaltRow>> {
    let tx = ctx.read(county).await?;
    rows(ctx, &tx, store::of_powers(&tx, powers).await?).await
}

/// Every halt of these units' powers; at most so many, the newest first. None names a case.
///
/// # Errors
/// A fault of the database.
pub async fn of_units(tx: &Tx, units: &[UnitId], most: u64) -> Outcome<Vec<HaltRow>> {
    rows_for(&Actor::Nobody, tx, store::of_units(tx, units, most).await?).await
}

/// One halt, as long as the power's page is there.
///
/// # Errors
/// Hidden if there is none.
pub async fn public_halt(ctx: &Ctx, id: HaltId) -> Outcome<HaltRow> {
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    let halt = store::halt(&tx, id).await?;
    powers::power_by_id(&tx, halt.power_id).await?;
    super::shown(ctx, &tx, halt).await
}

/// Halts that the actor may answer or end, ended ones too.
///
/// # Errors
/// Refused if nobody is signed in, or without a role that has to do with halts; for a cursor that is not one of ours.
pub async fn list(ctx: &Ctx, open: Option<bool>, page: &PageQuery) -> Outcome<HaltList> {
    decide(&ctx.actor, Action::ReadList, None).check()?;
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let seen = rules::seen_by(staff, rules::commission(&directory::organs(&tx).await?));
    let found = page.page(store::page(&tx, &seen, open, page).await?, store::place_of);
    let total = store::count(&tx, &seen, open).await?;
    let page = Page { nodes: rows(ctx, &tx, found.nodes).await?, has_next: found.has_next, end_cursor: found.end_cursor };
    Ok(HaltList { page, total })
}

/// Whether the actor may stop this unit's powers; asked of the database for heads alone.
///
/// # Errors
/// A fault of the database.
pub async fn may_order(ctx: &Ctx, county: &County, power: PowerId) -> Outcome<bool> {
    if !ctx.actor.staff().is_some_and(|staff| staff.county_id == county.id && staff.is(StaffRole::Head)) {
        return Ok(false);
    }
    let facts = facts_of(&ctx.read(county).await?, power).await?;
    Ok(decide(&ctx.actor, Action::Order, Some(&facts)) == Decision::Allow)
}

/// Halts with all that their records say, in a constant number of statements.
pub(super) async fn rows(ctx: &Ctx, tx: &Tx, halts: Vec<halt::Model>) -> Outcome<Vec<HaltRow>> {
    rows_for(&ctx.actor, tx, halts).await
}

async fn rows_for(actor: &Actor, tx: &Tx, halts: Vec<halt::Model>) -> Outcome<Vec<HaltRow>> {
    if halts.is_empty() {
        return Ok(Vec::new());
    }
    let powers = store::powers(tx, halts.iter().map(|halt| halt.power_id).collect()).await?;
    let units = directory::units_by_id(tx, &powers.iter().map(|power| power.unit_id).collect::<Vec<_>>()).await?;
    let answers = store::answers(tx, halts.iter().map(|halt| halt.id).collect()).await?;
    let organs = directory::organs(tx).await?;
    let organ = |id: OrganId| organs.iter().find(|organ| organ.id == id).map(|organ| organ.name.clone());
    let linked: Vec<_> = halts.iter().filter_map(|halt| halt.case_id).collect();
    let cases = cases::seen_among(tx, actor, &linked).await?;
    let (powers, units): (BTreeMap<PowerId, power::Model>, BTreeMap<UnitId, unit::Model>) =
        (powers.into_iter().map(|row| (row.id, row)).collect(), units.into_iter().map(|row| (row.id, row)).collect());
    let row = |halt: halt::Model| {
        let power = powers.get(&halt.power_id)?.clone();
        Some(HaltRow {
            answers: answers.iter().filter(|answer| answer.halt_id == halt.id).cloned().collect(),
            unit_name: units.get(&power.unit_id).map(|unit| unit.name.clone()).unwrap_or_default(),
            organ: organ(halt.organ_id).unwrap_or_default(),
            resumed_by: halt.resumed_organ_id.and_then(organ),
            commission: rules::commission(&organs),
            case_number: halt.case_id.and_then(|id| cases.get(&id).cloned()),
            power,
            halt,
        })
    };
    Ok(halts.into_iter().filter_map(row).collect())
}

//! 过程检查, and what the pages show of it.

use super::policy::{Action, Decision, Facts, decide};
use super::store;
use crate::domain::clearing;
use crate::domain::directory::{self, SubjectId};
use crate::domain::halts;
use crate::domain::ledger::{self, Entry};
use crate::domain::notices;
use crate::domain::powers::{self, CheckRow};
use crate::kernel::error::Refusals;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Actor, County, Ctx, ErrorCode, Failure, Outcome, Tx, UserError};
use entity::id::{OfficialId, PowerId, UnitId};
use entity::words::{CheckVerdict, NoticeKind, StaffRole};
use entity::{power, process_check};
use serde_json::json;
use std::collections::BTreeSet;

/// What was seen: everybody reads it.
const WORDS: Bounds = Bounds { min: 5, max: 1_000 };

/// A check.
#[derive(Clone, Debug)]
pub struct CheckPower {
    /// The power.
    pub power_id: PowerId,
    /// The step that was looked at; none if it was the power as a whole.
    pub step_number: Option<i32>,
    /// What was found.
    pub verdict: CheckVerdict,
    /// What was looked at, and what was seen.
    pub text: String,
}

/// Says of a power whether it was exercised in order; of one that was not, its unit is told.
///
/// # Errors
/// Hidden if there is no such power on its unit's page; refused unless by who handles or heads for an organ over the unit and
/// neither serves or served in it within two years nor must keep away from those who lead it; for a step that it does not have; with too few words.
pub async fn check(ctx: &Ctx, input: CheckPower) -> Outcome<CheckRow> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.write(&ctx.county_of(input.power_id).await?).await?;
    let power = powers::power_by_id(&tx, input.power_id).await?;
    let facts = facts_of(&tx, &ctx.actor, (power.id, power.unit_id)).await?;
    let organ_id = decide(&ctx.actor, Action::Check, &facts).check()?;
    let (text, step) = checked(&tx, &input).await?;
    let (step_number, step_title) = step.unzip();
    let row = process_check::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        power_id: power.id,
        organ_id,
        step_number,
        step_title,
        verdict: input.verdict,
        text,
        checked_by: staff.account_id,
        checked_at: tx.now,
    };
    tx.add(row.clone()).await?;
    let said = json!({ "check": row.id, "organ": organ_id, "verdict": row.verdict, "step": row.step_number });
    ledger::append(&tx, &ctx.actor, Entry::public("checks.made", power.id, said)).await?;
    if row.verdict == CheckVerdict::OutOfOrder {
        notices::about_power(&tx, &clearing::clearing_for(&tx, power.unit_id).await?, NoticeKind::ProcessChecked, &power.code).await?;
    }
    let shown = rows(&tx, vec![row]).await?.pop().ok_or_else(|| Failure::fault("a check without its organ"))?;
    tx.commit().await?;
    Ok(shown)
}

async fn checked(tx: &Tx, input: &CheckPower) -> Outcome<(String, Option<(i32, String)>)> {
    let mut refusals = Refusals::default();
    let text = refusals.take(written("text", &input.text, WORDS));
    let step = match input.step_number {
        Some(number) => {
            let found = store::step(tx, input.power_id, number).await?.map(|step| (step.number, step.title));
            refusals.take(found.ok_or_else(|| UserError {
                code: ErrorCode::NotFound,
                field: Some("stepNumber"),
                message: "这项权力没有这一步，请从列表里选。".to_owned(),
            }))
        }
        None => None,
    };
    refusals.check()?;
    Ok((text.unwrap_or_default(), step))
}

async fn facts_of(tx: &Tx, actor: &Actor, (power, unit): (PowerId, UnitId)) -> Outcome<Facts> {
    let found = directory::subjects(tx, &[SubjectId::Power(power)]).await?.pop();
    let chain = found.and_then(|subject| subject.unit).ok_or_else(Failure::hidden)?.chain;
    let covering = halts::covering(&directory::organs(tx).await?, &chain);
    // Of an account without an official nobody can tell from what it must keep away.
    let Some(official) = actor.staff().and_then(|staff| staff.official_id) else {
        return Ok(Facts { covering, is_own: false, is_near: true });
    };
    let is_own = store::serves_in(tx, official, (unit, directory::two_years_before(tx.now.in_china().date()))).await?;
    Ok(Facts { covering, is_own, is_near: is_near(tx, official, unit).await? })
}

/// Whether the official must keep away (回避) from what the unit does: he led it within two years, or one of those who led it
/// is his kin or served beside him, by the same rules as for a case.
async fn is_near(tx: &Tx, official: OfficialId, unit: UnitId) -> Outcome<bool> {
    let recusals = directory::recusals_of(tx, &[official]).await?;
    let Some(own) = recusals.get(&official) else { return Ok(false) };
    if own.units_led.contains(&unit) {
        return Ok(true);
    }
    let around = directory::around(tx, (&[], BTreeSet::new()), &BTreeSet::from([unit])).await?;
    Ok(around.groups.get(&unit).is_some_and(|leaders| own.officials.iter().any(|one| leaders.contains(one))))
}

/// Checks of the powers, the newest first, in two statements.
///
/// # Errors
/// A fault of the database.
pub async fn checks_of(tx: &Tx, powers: &[PowerId]) -> Outcome<Vec<CheckRow>> {
    let found = store::of_powers(tx, powers).await?;
    rows(tx, found).await
}

/// Checks of these units' powers that found them out of order; at most so many, the newest first, each with power and unit.
///
/// # Errors
/// A fault of the database.
pub async fn out_of_order(tx: &Tx, units: &[UnitId], most: u64) -> Outcome<Vec<(CheckRow, power::Model)>> {
    let powers = store::powers_of(tx, units).await?;
    let found = rows(tx, store::out_of_order(tx, units, most).await?).await?;
    let whole = |row: CheckRow| Some((powers.iter().find(|power| power.id == row.check.power_id)?.clone(), row));
    Ok(found.into_iter().filter_map(whole).map(|(power, row)| (row, power)).collect())
}

async fn rows(tx: &Tx, found: Vec<process_check::Model>) -> Outcome<Vec<CheckRow>> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let organs = directory::organs(tx).await?;
    let name = |row: &process_check::Model| organs.iter().find(|organ| organ.id == row.organ_id).map(|organ| organ.name.clone());
    Ok(found.into_iter().map(|check| CheckRow { organ: name(&check).unwrap_or_default(), check }).collect())
}

/// Whether the actor may check this power; asked of the database for officers alone.
///
/// # Errors
/// A fault of the database.
pub async fn may_check(ctx: &Ctx, county: &County, (power, unit): (PowerId, UnitId)) -> Outcome<bool> {
    let is_officer = |staff: &crate::kernel::StaffActor| staff.is(StaffRole::Head) || staff.is(StaffRole::Handler);
    if !ctx.actor.staff().is_some_and(|staff| staff.county_id == county.id && is_officer(staff)) {
        return Ok(false);
    }
    let facts = facts_of(&ctx.read(county).await?, &ctx.actor, (power, unit)).await?;
    Ok(matches!(decide(&ctx.actor, Action::Check, &facts), Decision::Allow(_)))
}

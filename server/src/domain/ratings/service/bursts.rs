//! 复核集中评价: the commission looks at what was set aside, and says whether it counts.

use super::{commission, home, is_near, keeps_away, reader};
use crate::domain::directory;
use crate::domain::ledger::{self, Entry};
use crate::domain::ratings::model::{Month, Rated};
use crate::domain::ratings::policy::{Action, Facts, decide};
use crate::domain::ratings::store;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, StaffActor, Tx};
use entity::id::{RatingBurstId, UnitId};
use entity::words::{BurstState, StaffRole};
use entity::{rating_burst, unit};
use serde_json::json;
use std::collections::BTreeMap;

const REASON: Bounds = Bounds { min: 5, max: 300 };
/// Bursts that are shown at once.
const MOST: u64 = 100;

/// A burst with what it is about.
#[derive(Clone, Debug)]
pub struct BurstRow {
    /// The burst.
    pub burst: rating_burst::Model,
    /// What was rated.
    pub rated: Rated,
    /// What that is called.
    pub name: String,
    /// Whose it is.
    pub unit_name: String,
    /// Whether the viewer may decide.
    pub may_review: bool,
}

/// What was decided.
#[derive(Clone, Debug)]
pub struct ReviewBurst {
    /// Which burst.
    pub id: RatingBurstId,
    /// It counts from the next night on.
    pub counts: bool,
    /// Why.
    pub reason: String,
}

/// Bursts that wait, or those that were decided, the newest first; none on whom the viewer must keep away from.
///
/// # Errors
/// Refused unless by heads and handlers of the county commission.
pub async fn bursts(ctx: &Ctx, is_open: bool) -> Outcome<Vec<BurstRow>> {
    let (staff, tx) = reader(ctx).await?;
    let all = store::bursts(&tx, is_open, MOST).await?;
    rows(&tx, staff, all).await
}

/// Says whether a burst counts. The sheets stay either way.
///
/// # Errors
/// Refused unless by a head of the county commission; hidden from who must keep away; if it was decided before; without a
/// reason.
pub async fn review(ctx: &Ctx, input: &ReviewBurst) -> Outcome<BurstRow> {
    let (staff, county) = home(ctx).await?;
    // Asked before there is a transaction: it may have to look for the county.
    ctx.county_of(input.id).await?;
    let tx = ctx.write(&county).await?;
    let facts = Facts { commission: commission(&tx).await?, ..Facts::default() };
    decide(&ctx.actor, Action::ReviewBurst, &facts).check()?;
    let burst = store::held_burst(&tx, input.id).await?;
    let rated = Rated::of_columns(burst.subject_kind, burst.subject_id)?;
    let unit = unit_of(&tx, &burst).await?;
    let facts = Facts { keeps_away: keeps_away(&tx, staff, (rated, unit)).await?, ..facts };
    decide(&ctx.actor, Action::ReviewBurst, &facts).check()?;
    if burst.state != BurstState::Open {
        return Err(Failure::refuse(ErrorCode::State, "这一批已经复核过了。"));
    }
    let reason = written("reason", &input.reason, REASON).map_err(|error| Failure::Refused(vec![error]))?;
    let burst = rating_burst::Model {
        state: if input.counts { BurstState::Counted } else { BurstState::Out },
        reviewed_by: Some(staff.account_id),
        reviewed_at: Some(tx.now),
        reason: Some(reason),
        ..burst
    };
    store::save_burst(&tx, &burst).await?;
    store::set_stale(&tx, burst.subject_id, burst.month).await?;
    let facts = json!({ "burst": burst.id, "counts": input.counts, "sheets": burst.sheets });
    ledger::append(&tx, &ctx.actor, Entry::sealed("ratings.review_burst", burst.subject_id, facts)).await?;
    let row = rows(&tx, staff, vec![burst]).await?.pop().ok_or_else(Failure::hidden)?;
    tx.commit().await?;
    Ok(row)
}

async fn unit_of(tx: &Tx, burst: &rating_burst::Model) -> Outcome<Option<UnitId>> {
    let figures = store::of_subjects(tx, vec![burst.subject_id], Month(burst.month)).await?;
    Ok(figures.first().map(|figure| figure.unit_id))
}

/// Bursts with names, in a constant number of statements.
async fn rows(tx: &Tx, staff: &StaffActor, all: Vec<rating_burst::Model>) -> Outcome<Vec<BurstRow>> {
    let rated: Vec<Rated> = all.iter().map(|row| Rated::of_columns(row.subject_kind, row.subject_id)).collect::<Outcome<_>>()?;
    let names = store::names(tx, &rated).await?;
    let units = units_of(tx, &all).await?;
    let away = match staff.official_id {
        Some(own) => Some(directory::recusals_of(tx, &[own]).await?.remove(&own).unwrap_or_default()),
        // Of an account without an official nobody can tell from what it must keep away.
        None => None,
    };
    let heads = commission(tx).await?.is_some_and(|organ| staff.is_in(StaffRole::Head, organ));
    let row = |(burst, rated): (rating_burst::Model, Rated)| {
        let unit = units.get(&(burst.subject_id, burst.month));
        let keeps_away = away.as_ref().is_none_or(|away| is_near(away, rated, unit.map(|unit| unit.id)));
        let name = names.get(&burst.subject_id).cloned().unwrap_or_default().name;
        let may_review = heads && burst.state == BurstState::Open;
        let unit_name = unit.map(|unit| unit.name.clone()).unwrap_or_default();
        (!keeps_away).then_some(BurstRow { burst, rated, name, unit_name, may_review })
    };
    Ok(all.into_iter().zip(rated).filter_map(row).collect())
}

async fn units_of(tx: &Tx, all: &[rating_burst::Model]) -> Outcome<BTreeMap<(uuid::Uuid, i32), unit::Model>> {
    let mut months: BTreeMap<i32, Vec<uuid::Uuid>> = BTreeMap::new();
    for burst in all {
        months.entry(burst.month).or_default().push(burst.subject_id);
    }
    let mut figures = Vec::new();
    for (month, subjects) in months {
        figures.extend(store::of_subjects(tx, subjects, Month(month)).await?);
    }
    let ids: Vec<UnitId> = figures.iter().map(|figure| figure.unit_id).collect();
    let units: BTreeMap<UnitId, unit::Model> = directory::units_by_id(tx, &ids).await?.into_iter().map(|unit| (unit.id, unit)).collect();
    Ok(figures.iter().filter_map(|row| Some(((row.subject_id, row.month), units.get(&row.unit_id)?.clone()))).collect())
}

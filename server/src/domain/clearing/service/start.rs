//! 开始清权 and 收进来: what the unit has published or taken over becomes items of its open round.

use super::register::contents;
use super::{Begun, Done, begin, must_be, must_live, note, packed};
use crate::domain::clearing::model::Content;
use crate::domain::clearing::policy::{Action, Facts, decide};
use crate::domain::clearing::refusal::ClearingRefusal;
use crate::domain::clearing::rules::MOST_ITEMS;
use crate::domain::clearing::store;
use crate::domain::directory::{self, UnitRow};
use crate::kernel::{Ctx, Failure, Outcome, StaffActor, Tx};
use entity::id::{ClearingId, PowerId, UnitId};
use entity::words::{ClearingState, ClearingStep};
use entity::{clearing, clearing_item, power};
use sea_orm::sea_query::Expr;
use std::collections::BTreeSet;

/// Begins a round with all that the unit has; the open one if there is one, so that a repeated request does no harm.
///
/// # Errors
/// Hidden if there is no such unit; refused unless by its publisher or reviewer, and for a unit that is no more.
pub async fn start(ctx: &Ctx, unit: UnitId) -> Outcome<ClearingId> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.write(&ctx.county_of(unit).await?).await?;
    let place = directory::unit_by_id(&tx, unit).await?;
    decide(&ctx.actor, Action::Start, &Facts { unit: Some(unit), ..Facts::default() }).check()?;
    must_live(&place, ctx)?;
    store::hold_unit(&tx, unit).await?;
    if let Some(open) = store::open_of(&tx, &[unit]).await?.pop() {
        return Ok(open.id);
    }
    let row = blank(&tx, staff, unit);
    tx.add(row.clone()).await?;
    let done = Done { step: ClearingStep::Started, item: None, parts: &[], revision: row.revision };
    note(ctx, (&tx, staff), row.id, done).await?;
    take_in(ctx, (&tx, staff), (&row, &place)).await?;
    tx.commit().await?;
    Ok(row.id)
}

/// Takes in what the unit has published or taken over and the round does not hold yet.
///
/// # Errors
/// Hidden, or refused unless by publisher or reviewer of the unit, and while the round is with the county or over.
pub async fn gather(ctx: &Ctx, id: ClearingId) -> Outcome<()> {
    let Begun { staff, tx, row, unit, .. } = begin(ctx, id, Action::Edit).await?;
    must_be(&row, &[ClearingState::Draft, ClearingState::Returned])?;
    must_live(&unit, ctx)?;
    let revision = store::change(&tx, &row, |update| update).await?;
    let row = clearing::Model { revision, ..row };
    if take_in(ctx, (&tx, staff), (&row, &unit)).await? == 0 {
        // Nothing is missing: nothing is written.
        return Ok(());
    }
    let done = Done { step: ClearingStep::Gathered, item: None, parts: &[], revision };
    note(ctx, (&tx, staff), row.id, done).await?;
    tx.commit().await
}

/// How many items came in.
async fn take_in(ctx: &Ctx, (tx, staff): (&Tx, &StaffActor), (row, unit): (&clearing::Model, &UnitRow)) -> Outcome<usize> {
    let before: Vec<UnitId> = ended_units(tx, unit).await?;
    let (own, last) = (store::count_items(tx, row.id).await?.0, store::last_ordinal(tx, row.id).await?);
    let mut known: BTreeSet<PowerId> = store::powers_in(tx, row.id).await?;
    let mut fresh = taken_over(ctx, (tx, staff), (row, &before), &mut known).await?;
    fresh.extend(from_register(tx, row, (unit.unit.id, &before), &known).await?);
    if usize::try_from(own).unwrap_or(usize::MAX).saturating_add(fresh.len()) > MOST_ITEMS {
        return Err(ClearingRefusal::TooMany(MOST_ITEMS).into());
    }
    for (ordinal, item) in (last.saturating_add(1)..).zip(&mut fresh) {
        item.ordinal = ordinal;
    }
    let count = fresh.len();
    store::add_items(tx, fresh).await?;
    Ok(count)
}

/// Units that ended in this one.
pub(super) async fn ended_units(tx: &Tx, unit: &UnitRow) -> Outcome<Vec<UnitId>> {
    let rows = store::ended_before(tx, unit.unit.id, tx.now.in_china().date()).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Items of open rounds of units that ended in this one, with what was decided; those rounds are over.
async fn taken_over(
    ctx: &Ctx,
    (tx, staff): (&Tx, &StaffActor),
    (row, before): (&clearing::Model, &[UnitId]),
    known: &mut BTreeSet<PowerId>,
) -> Outcome<Vec<clearing_item::Model>> {
    let mut fresh = Vec::new();
    for open in store::open_of(tx, before).await? {
        let old = store::held(tx, open.id).await?;
        for item in store::items(tx, old.id).await? {
            if item.power_id.is_none_or(|power| known.insert(power)) {
                fresh.push(clearing_item::Model { id: tx.mint(), clearing_id: row.id, revision: row.revision, ..item });
            }
        }
        let none: Option<uuid::Uuid> = None;
        let revision = store::change(tx, &old, |update| {
            update
                .col_expr(clearing::Column::State, Expr::value(ClearingState::Merged))
                .col_expr(clearing::Column::OpenUnitId, Expr::value(none))
                .col_expr(clearing::Column::MergedInto, Expr::value(row.id.0))
        })
        .await?;
        note(ctx, (tx, staff), old.id, Done { step: ClearingStep::Merged, item: None, parts: &[], revision }).await?;
    }
    Ok(fresh)
}

/// Published powers that the round does not hold yet: the unit's own first.
async fn from_register(
    tx: &Tx,
    row: &clearing::Model,
    (unit, before): (UnitId, &[UnitId]),
    known: &BTreeSet<PowerId>,
) -> Outcome<Vec<clearing_item::Model>> {
    let mut powers = missing(tx, (unit, before), known).await?;
    powers.sort_by_key(|power| power.unit_id != unit);
    let mut fresh = Vec::with_capacity(powers.len());
    for (power, content) in powers.iter().zip(contents(tx, &powers).await?) {
        fresh.push(clearing_item::Model { power_id: Some(power.id), ..new_item(tx, row, (&content, true))? });
    }
    Ok(fresh)
}

/// Published powers of the unit, and of those that ended in it, that are none of these.
pub(super) async fn missing(tx: &Tx, (unit, before): (UnitId, &[UnitId]), known: &BTreeSet<PowerId>) -> Outcome<Vec<power::Model>> {
    let units: Vec<UnitId> = std::iter::once(unit).chain(before.iter().copied()).collect();
    let mut powers = store::of_units(tx, &units).await?;
    powers.retain(|power| !known.contains(&power.id));
    Ok(powers)
}

/// An item with this content, of which the register may say the same.
pub(super) fn new_item(tx: &Tx, row: &clearing::Model, (content, is_in_register): (&Content, bool)) -> Outcome<clearing_item::Model> {
    let content = packed(content)?;
    Ok(clearing_item::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        clearing_id: row.id,
        power_id: None,
        ordinal: 0,
        decision: None,
        reason: None,
        base: is_in_register.then(|| content.clone()),
        content,
        revision: row.revision,
    })
}

fn blank(tx: &Tx, staff: &StaffActor, unit: UnitId) -> clearing::Model {
    clearing::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        unit_id: unit,
        open_unit_id: Some(unit),
        state: ClearingState::Draft,
        revision: 1,
        started_by: staff.account_id,
        started_at: tx.now,
        sent_by: None,
        sent_at: None,
        decided_by: None,
        decided_at: None,
        return_reason: None,
        version_no: None,
        merged_into: None,
    }
}

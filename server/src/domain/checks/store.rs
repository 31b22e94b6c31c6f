//! The SQL of checks.

use crate::kernel::{Outcome, Tx};
use entity::id::{OfficialId, PowerId, UnitId};
use entity::words::CheckVerdict;
use entity::{flow_step, post, power, process_check};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait as _, Condition, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use time::Date;

/// One step of a power.
pub async fn step(tx: &Tx, power: PowerId, number: i32) -> Outcome<Option<flow_step::Model>> {
    let steps = tx.rows().find::<flow_step::Entity>().filter(flow_step::Column::PowerId.eq(power));
    Ok(steps.filter(flow_step::Column::Number.eq(number)).one(tx).await?)
}

/// Whether the official serves in the unit itself, or served in it on this day or later; membership of its organ is not
/// service in it.
pub async fn serves_in(tx: &Tx, official: OfficialId, (unit, since): (UnitId, Date)) -> Outcome<bool> {
    let today = tx.now.in_china().date();
    let holds = Condition::any().add(post::Column::ValidUntil.is_null()).add(post::Column::ValidUntil.gte(since));
    let works = Condition::any().add(post::Column::OrganId.is_null()).add(post::Column::SectionId.is_not_null());
    let rows = tx.rows().find::<post::Entity>().filter(post::Column::OfficialId.eq(official)).filter(post::Column::UnitId.eq(unit));
    Ok(rows.filter(post::Column::ValidFrom.lte(today)).filter(holds).filter(works).count(tx).await? > 0)
}

/// Checks of the powers, the newest first.
pub async fn of_powers(tx: &Tx, powers: &[PowerId]) -> Outcome<Vec<process_check::Model>> {
    if powers.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx.rows().find::<process_check::Entity>().filter(process_check::Column::PowerId.is_in(powers.iter().copied()));
    Ok(rows.order_by_desc(process_check::Column::CheckedAt).order_by_desc(process_check::Column::Id).all(tx).await?)
}

/// Powers of these units, cancelled ones too.
pub async fn powers_of(tx: &Tx, units: &[UnitId]) -> Outcome<Vec<power::Model>> {
    Ok(tx.rows().find::<power::Entity>().filter(power::Column::UnitId.is_in(units.iter().copied())).all(tx).await?)
}

/// Checks of powers of these units that found them out of order, the newest first.
pub async fn out_of_order(tx: &Tx, units: &[UnitId], most: u64) -> Outcome<Vec<process_check::Model>> {
    let powers = Query::select()
        .column(power::Column::Id)
        .from(power::Entity)
        .and_where(power::Column::CountyId.eq(tx.county.id))
        .and_where(power::Column::UnitId.is_in(units.iter().copied()))
        .to_owned();
    let rows = tx.rows().find::<process_check::Entity>().filter(process_check::Column::PowerId.in_subquery(powers));
    let rows = rows.filter(process_check::Column::Verdict.eq(CheckVerdict::OutOfOrder));
    Ok(rows.order_by_desc(process_check::Column::CheckedAt).order_by_desc(process_check::Column::Id).limit(most).all(tx).await?)
}

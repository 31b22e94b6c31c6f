//! The SQL of checks.

use crate::kernel::{Outcome, Tx};
use entity::id::{OfficialId, PowerId, UnitId};
use entity::{flow_step, post, process_check};
use sea_orm::{ColumnTrait as _, Condition, PaginatorTrait as _, QueryFilter as _, QueryOrder as _};

/// One step of a power.
pub async fn step(tx: &Tx, power: PowerId, number: i32) -> Outcome<Option<flow_step::Model>> {
    let steps = tx.rows().find::<flow_step::Entity>().filter(flow_step::Column::PowerId.eq(power));
    Ok(steps.filter(flow_step::Column::Number.eq(number)).one(tx).await?)
}

/// Whether the official serves in the unit itself today; membership of its organ is not service in it.
pub async fn serves_in(tx: &Tx, official: OfficialId, unit: UnitId) -> Outcome<bool> {
    let today = tx.now.in_china().date();
    let holds = Condition::any().add(post::Column::ValidUntil.is_null()).add(post::Column::ValidUntil.gte(today));
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

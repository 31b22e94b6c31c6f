//! What things are called that reports name.

use super::clusters::Names;
use crate::domain::cases::Named;
use crate::domain::directory;
use crate::kernel::{Outcome, Tx};
use entity::id::{PowerId, UnitId};
use entity::{flow_step, power};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _};
use std::collections::BTreeSet;

/// Names of all that is named, and how many units each category has, in a constant number of statements.
///
/// # Errors
/// A fault of the database.
pub async fn names(tx: &Tx, named: &[Named]) -> Outcome<Names> {
    let powers: BTreeSet<PowerId> = named.iter().filter_map(|one| one.power_id).collect();
    let rows = tx.rows().find::<power::Entity>().filter(power::Column::Id.is_in(powers.iter().copied())).all(tx).await?;
    let steps = tx.rows().find::<flow_step::Entity>().filter(flow_step::Column::PowerId.is_in(powers)).select_only();
    let steps = steps.column(flow_step::Column::PowerId).column(flow_step::Column::Number).column(flow_step::Column::Title);
    let steps: Vec<(PowerId, i32, String)> = steps.into_tuple().all(tx).await?;
    // The unit of a power may have changed since it was named.
    let units: BTreeSet<UnitId> = named.iter().map(|one| one.unit_id).chain(rows.iter().map(|row| row.unit_id)).collect();
    let units = directory::units_by_id(tx, &units.into_iter().collect::<Vec<_>>()).await?;
    Ok(Names {
        units: units.into_iter().map(|unit| (unit.id, unit)).collect(),
        powers: rows.into_iter().map(|row| (row.id, (row.code, row.name, row.unit_id))).collect(),
        steps: steps.into_iter().map(|(power, number, title)| ((power, number), title)).collect(),
        categories: directory::category_counts(tx).await?.into_iter().collect(),
    })
}

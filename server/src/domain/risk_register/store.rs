//! The SQL of the risk register: four statements however many powers.

use crate::domain::powers::RiskRow;
use crate::domain::rules;
use crate::kernel::{Outcome, Tx};
use entity::id::PowerId;
use entity::{control_measure, risk_point, risk_rule};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _};

/// Risk points of the powers, each power's in its order.
///
/// # Errors
/// A fault of the database.
pub async fn of_powers(tx: &Tx, powers: &[PowerId]) -> Outcome<Vec<RiskRow>> {
    if powers.is_empty() {
        return Ok(Vec::new());
    }
    let of_powers = || tx.rows().find::<risk_point::Entity>().filter(risk_point::Column::PowerId.is_in(powers.iter().copied()));
    let points = of_powers().order_by_asc(risk_point::Column::Ordinal).order_by_asc(risk_point::Column::Id).all(tx).await?;
    let ids = || of_powers().select_only().column(risk_point::Column::Id).into_query();
    let measures = tx.rows().find::<control_measure::Entity>().filter(control_measure::Column::RiskPointId.in_subquery(ids()));
    let measures = measures.order_by_asc(control_measure::Column::Ordinal).order_by_asc(control_measure::Column::Id).all(tx).await?;
    let cited = tx.rows().find::<risk_rule::Entity>().filter(risk_rule::Column::RiskPointId.in_subquery(ids()));
    let cited = cited.order_by_asc(risk_rule::Column::Ordinal).order_by_asc(risk_rule::Column::Id).all(tx).await?;
    let mut wanted: Vec<_> = cited.iter().map(|row| row.rule_id).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let known = rules::of_ids(tx, wanted).await?;
    let whole = |point: risk_point::Model| {
        let own = measures.iter().filter(|measure| measure.risk_point_id == point.id).cloned().collect();
        let rules = cited.iter().filter(|row| row.risk_point_id == point.id);
        let rules = rules.filter_map(|row| known.iter().find(|rule| rule.id == row.rule_id).cloned()).collect();
        RiskRow { point, measures: own, rules }
    };
    Ok(points.into_iter().map(whole).collect())
}

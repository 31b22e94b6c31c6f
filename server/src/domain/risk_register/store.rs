//! The SQL of the risk register: as many statements however many powers.

use crate::domain::powers::RiskRow;
use crate::domain::rules;
use crate::kernel::page::PageQuery;
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::{PowerId, RiskPointId, RuleId};
use entity::{control_measure, power, risk_point, risk_rule, unit};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _};

/// Risk points of published powers that cite a rule, each with its power and that one's unit; one row more than asked for.
///
/// # Errors
/// A fault of the database; refused for a cursor that is not one of ours.
pub async fn citing(tx: &Tx, rule: RuleId, page: &PageQuery) -> Outcome<Vec<(risk_point::Model, power::Model, unit::Model)>> {
    let cited = tx.rows().find::<risk_rule::Entity>().filter(risk_rule::Column::RuleId.eq(rule));
    let cited = cited.select_only().column(risk_rule::Column::RiskPointId).into_query();
    let shown = tx.rows().find::<power::Entity>().filter(power::Column::IsPublished.eq(true));
    let shown = shown.select_only().column(power::Column::Id).into_query();
    let mut points = tx.rows().find::<risk_point::Entity>().filter(risk_point::Column::Id.in_subquery(cited));
    points = points.filter(risk_point::Column::PowerId.in_subquery(shown));
    if let Some(after) = &page.after {
        let last = after.first().and_then(|id| id.parse::<RiskPointId>().ok());
        let last = last.ok_or_else(|| Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。"))?;
        points = points.filter(risk_point::Column::Id.gt(last));
    }
    let points = points.order_by_asc(risk_point::Column::Id).limit(page.first.saturating_add(1)).all(tx).await?;
    if points.is_empty() {
        return Ok(Vec::new());
    }
    let powers = tx.rows().find::<power::Entity>().filter(power::Column::Id.is_in(points.iter().map(|point| point.power_id)));
    let powers = powers.all(tx).await?;
    let units = tx.rows().find::<unit::Entity>().filter(unit::Column::Id.is_in(powers.iter().map(|power| power.unit_id))).all(tx).await?;
    let whole = |point: risk_point::Model| {
        let power = powers.iter().find(|power| power.id == point.power_id)?;
        let unit = units.iter().find(|unit| unit.id == power.unit_id)?;
        Some((point, power.clone(), unit.clone()))
    };
    Ok(points.into_iter().filter_map(whole).collect())
}

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

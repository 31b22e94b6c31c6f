//! The register, as far as a published version changes it: powers and their children.

use super::rewrite;
use crate::kernel::{Outcome, Tx, alike};
use entity::id::{PowerId, UnitId};
use entity::scope::Tenant;
use entity::{
    clearing, control_measure, discretion_standard, flow_edge, flow_step, guide, legal_basis, list_version, power, risk_point, risk_rule,
};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _};
use std::collections::BTreeSet;

/// Children of some powers, ready to be written.
#[derive(Default)]
pub struct Children {
    /// 行权依据.
    pub bases: Vec<legal_basis::Model>,
    /// 裁量标准.
    pub standards: Vec<discretion_standard::Model>,
    /// 操作指引.
    pub guides: Vec<guide::Model>,
    /// 流程环节.
    pub steps: Vec<flow_step::Model>,
    /// The ways between them.
    pub edges: Vec<flow_edge::Model>,
    /// 廉政风险点.
    pub points: Vec<risk_point::Model>,
    /// 防控措施.
    pub measures: Vec<control_measure::Model>,
    /// 规章制度 of the risk points.
    pub rules: Vec<risk_rule::Model>,
}

/// Published powers of these units, in their order.
pub async fn of_units(tx: &Tx, units: &[UnitId]) -> Outcome<Vec<power::Model>> {
    let rows = tx.rows().find::<power::Entity>().filter(power::Column::UnitId.is_in(units.iter().copied()));
    let rows = rows.filter(power::Column::IsPublished.eq(true));
    Ok(rows.order_by_asc(power::Column::Ordinal).order_by_asc(power::Column::Code).all(tx).await?)
}

/// Codes of powers that begin like this.
pub async fn codes_beginning(tx: &Tx, with: &str) -> Outcome<BTreeSet<String>> {
    let rows = tx.rows().find::<power::Entity>().filter(alike::begins(power::Column::Code, with));
    Ok(rows.select_only().column(power::Column::Code).into_tuple().all(tx).await?.into_iter().collect())
}

/// Units that clear their list now, or published a version of it.
pub async fn units_with_lists(tx: &Tx) -> Outcome<BTreeSet<UnitId>> {
    let open = tx.rows().find::<clearing::Entity>().filter(clearing::Column::OpenUnitId.is_not_null()).select_only();
    let open: Vec<UnitId> = open.column(clearing::Column::UnitId).into_tuple().all(tx).await?;
    let done = tx.rows().find::<list_version::Entity>().select_only().column(list_version::Column::UnitId).distinct();
    let done: Vec<UnitId> = done.into_tuple().all(tx).await?;
    Ok(open.into_iter().chain(done).collect())
}

/// Writes what a power's own row says now.
pub async fn put_power(tx: &Tx, row: power::Model) -> Outcome<()> {
    let is_it = power::Column::Id.eq(row.id);
    rewrite(tx, row, is_it).await
}

/// Cancelled powers leave the pages; their rows stay.
pub async fn take_down(tx: &Tx, powers: &[PowerId]) -> Outcome<()> {
    let change = tx.rows().update::<power::Entity>().filter(power::Column::Id.is_in(powers.iter().copied()));
    change.col_expr(power::Column::IsPublished, Expr::value(false)).exec(tx).await?;
    Ok(())
}

/// These children take the place of what the powers had.
pub async fn replace_children(tx: &Tx, powers: &[PowerId], children: Children) -> Outcome<()> {
    if powers.is_empty() {
        return Ok(());
    }
    let points = tx.rows().find::<risk_point::Entity>().filter(risk_point::Column::PowerId.is_in(powers.iter().copied()));
    let points = points.select_only().column(risk_point::Column::Id).into_query();
    let cited = tx.rows().delete::<risk_rule::Entity>();
    cited.filter(risk_rule::Column::RiskPointId.in_subquery(points.clone())).exec(tx).await?;
    let measures = tx.rows().delete::<control_measure::Entity>();
    measures.filter(control_measure::Column::RiskPointId.in_subquery(points)).exec(tx).await?;
    clear::<legal_basis::Entity>(tx, powers, legal_basis::Column::PowerId).await?;
    clear::<discretion_standard::Entity>(tx, powers, discretion_standard::Column::PowerId).await?;
    clear::<guide::Entity>(tx, powers, guide::Column::PowerId).await?;
    clear::<flow_edge::Entity>(tx, powers, flow_edge::Column::PowerId).await?;
    clear::<flow_step::Entity>(tx, powers, flow_step::Column::PowerId).await?;
    clear::<risk_point::Entity>(tx, powers, risk_point::Column::PowerId).await?;
    tx.add_all(children.bases).await?;
    tx.add_all(children.standards).await?;
    tx.add_all(children.guides).await?;
    tx.add_all(children.steps).await?;
    tx.add_all(children.edges).await?;
    tx.add_all(children.points).await?;
    tx.add_all(children.measures).await?;
    tx.add_all(children.rules).await?;
    Ok(())
}

async fn clear<E>(tx: &Tx, powers: &[PowerId], column: E::Column) -> Outcome<()>
where
    E: Tenant + EntityTrait,
{
    tx.rows().delete::<E>().filter(column.is_in(powers.iter().copied())).exec(tx).await?;
    Ok(())
}

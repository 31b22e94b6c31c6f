//! What is to be written, and the writing: parents before children, many rows in one statement.

use super::count::Count;
use super::phones;
use crate::kernel::{Outcome, Phone, Tx};
use entity::id::{CoverageId, KinshipId, OfficialId, PowerId, UnitId};
use entity::scope::Tenant;
use entity::{
    control_measure, flow_edge, flow_step, guide, kinship, legal_basis, official, organ, organ_coverage, post, post_version, power,
    risk_point, risk_rule, rule, section, unit,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait as _, DbErr, EntityTrait, IntoActiveModel, QueryFilter as _, QuerySelect as _, QueryTrait as _,
};
use std::collections::{BTreeMap, BTreeSet};

/// New rows and changed rows of one table.
#[derive(Debug)]
pub(super) struct Rows<M> {
    add: Vec<M>,
    change: Vec<M>,
}

impl<M> Default for Rows<M> {
    fn default() -> Self {
        Self { add: Vec::new(), change: Vec::new() }
    }
}

impl<M: PartialEq> Rows<M> {
    /// Notes a row; one that is as it was is left out.
    pub(super) fn put(&mut self, was: Option<&M>, row: M) {
        match was {
            None => self.add.push(row),
            Some(was) if *was != row => self.change.push(row),
            Some(_) => {}
        }
    }

    fn count(&self, table: &'static str) -> Count {
        Count { table, added: self.add.len(), changed: self.change.len() }
    }
}

/// All rows of an import.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub units: Rows<unit::Model>,
    /// How deep each unit stands, so that parents are written first.
    pub depths: BTreeMap<UnitId, usize>,
    pub sections: Rows<section::Model>,
    pub officials: Rows<official::Model>,
    /// Numbers of officials, or that one has none.
    pub phones: Vec<(OfficialId, Option<Phone>)>,
    pub organs: Rows<organ::Model>,
    pub coverage: Vec<organ_coverage::Model>,
    pub coverage_gone: Vec<CoverageId>,
    pub posts: Rows<post::Model>,
    /// What was known of posts before they were corrected.
    pub posts_before: Vec<post_version::Model>,
    pub kinships: Rows<kinship::Model>,
    pub kinships_gone: Vec<KinshipId>,
    pub powers: Rows<power::Model>,
    pub bases: Vec<legal_basis::Model>,
    pub guides: Vec<guide::Model>,
    pub steps: Vec<flow_step::Model>,
    pub edges: Vec<flow_edge::Model>,
    pub points: Vec<risk_point::Model>,
    pub measures: Vec<control_measure::Model>,
    pub rules: Rows<rule::Model>,
    /// Rules that risk points name.
    pub cited: Vec<risk_rule::Model>,
}

impl Plan {
    /// How many rows of each table are new or changed.
    fn counts(&self) -> Vec<Count> {
        let children = [
            ("legal_bases.csv", self.bases.len()),
            ("guides.csv", self.guides.len()),
            ("flow_steps.csv", self.steps.len()),
            ("flow_edges.csv", self.edges.len()),
            ("risk_points.csv", self.points.len()),
            ("control_measures.csv", self.measures.len()),
        ];
        let mut counts = vec![
            self.units.count("units.csv"),
            self.sections.count("sections.csv"),
            self.officials.count("officials.csv"),
            self.organs.count("organs.csv"),
            self.posts.count("posts.csv"),
            Count { changed: self.kinships.change.len() + self.kinships_gone.len(), ..self.kinships.count("kinships.csv") },
            self.powers.count("powers.csv"),
            self.rules.count("rules.csv"),
        ];
        counts.extend(children.map(|(table, added)| Count { table, added, changed: 0 }));
        counts
    }

    /// Writes everything.
    pub(super) async fn write(self, tx: &Tx) -> Outcome<Vec<Count>> {
        let mut counts = self.counts();
        write_units(tx, self.units, &self.depths).await?;
        put(tx, self.sections, |row| section::Column::Id.eq(row.id)).await?;
        put(tx, self.officials, |row| official::Column::Id.eq(row.id)).await?;
        counts.push(phones::write(tx, self.phones).await?);
        counts.retain(|count| count.added + count.changed > 0);
        write_organs(tx, self.organs).await?;
        if !self.coverage_gone.is_empty() {
            tx.rows().delete::<organ_coverage::Entity>().filter(organ_coverage::Column::Id.is_in(self.coverage_gone)).exec(tx).await?;
        }
        tx.add_all(self.coverage).await?;
        tx.add_all(self.posts_before).await?;
        put(tx, self.posts, |row| post::Column::Id.eq(row.id)).await?;
        write_kinships(tx, self.kinships, self.kinships_gone).await?;
        put(tx, self.powers, |row| power::Column::Id.eq(row.id)).await?;
        replace(tx, self.bases, |row| row.power_id, legal_basis::Column::PowerId).await?;
        replace(tx, self.guides, |row| row.power_id, guide::Column::PowerId).await?;
        replace(tx, self.steps, |row| row.power_id, flow_step::Column::PowerId).await?;
        replace(tx, self.edges, |row| row.power_id, flow_edge::Column::PowerId).await?;
        put(tx, self.rules, |row| rule::Column::Id.eq(row.id)).await?;
        drop_measures(tx, self.points.iter().map(|row| row.power_id).collect()).await?;
        replace(tx, self.points, |row| row.power_id, risk_point::Column::PowerId).await?;
        tx.add_all(self.measures).await?;
        tx.add_all(self.cited).await?;
        Ok(counts)
    }
}

/// Parents first; successors afterwards, since they may point forward.
async fn write_units(tx: &Tx, units: Rows<unit::Model>, depths: &BTreeMap<UnitId, usize>) -> Result<(), DbErr> {
    let (mut add, mut change) = (units.add, units.change);
    add.sort_by_key(|row| depths.get(&row.id).copied());
    change.extend(add.iter().filter(|row| row.successor_id.is_some()).cloned());
    let depth = |row: &unit::Model| depths.get(&row.id).copied().unwrap_or_default();
    for level in 1..=8 {
        let rows = add.iter().filter(|row| depth(row) == level).cloned();
        tx.add_all(rows.map(|row| unit::Model { successor_id: None, ..row }).collect::<Vec<_>>()).await?;
    }
    put(tx, Rows { add: Vec::new(), change }, |row| unit::Column::Id.eq(row.id)).await
}

async fn write_organs(tx: &Tx, organs: Rows<organ::Model>) -> Result<(), DbErr> {
    let Rows { add, mut change } = organs;
    change.extend(add.iter().filter(|row| row.superior_id.is_some()).cloned());
    tx.add_all(add.into_iter().map(|row| organ::Model { superior_id: None, ..row }).collect::<Vec<_>>()).await?;
    put(tx, Rows { add: Vec::new(), change }, |row| organ::Column::Id.eq(row.id)).await
}

async fn write_kinships(tx: &Tx, rows: Rows<kinship::Model>, gone: Vec<KinshipId>) -> Result<(), DbErr> {
    if !gone.is_empty() {
        tx.rows().delete::<kinship::Entity>().filter(kinship::Column::Id.is_in(gone)).exec(tx).await?;
    }
    put(tx, rows, |row| kinship::Column::Id.eq(row.id)).await
}

async fn put<E, M, A>(tx: &Tx, rows: Rows<M>, is: impl Fn(&M) -> sea_orm::sea_query::SimpleExpr) -> Result<(), DbErr>
where
    E: Tenant + EntityTrait<Model = M>,
    M: IntoActiveModel<A> + Send + Clone + sea_orm::ModelTrait<Entity = E>,
    A: ActiveModelTrait<Entity = E> + Send,
{
    tx.add_all(rows.add).await?;
    for row in rows.change {
        let filter = is(&row);
        let mut values = row.into_active_model().reset_all();
        // The county spreads the rows over machines: it is never written again.
        values.not_set(E::county_column());
        tx.rows().update::<E>().set(values).filter(filter).exec(tx).await?;
    }
    Ok(())
}

/// The children of each power that is named take the place of those it had.
async fn replace<E, M, A>(tx: &Tx, rows: Vec<M>, power: impl Fn(&M) -> PowerId, column: E::Column) -> Result<(), DbErr>
where
    E: Tenant + EntityTrait<Model = M>,
    M: IntoActiveModel<A> + Send,
    A: ActiveModelTrait<Entity = E> + Send,
{
    let powers: BTreeSet<PowerId> = rows.iter().map(power).collect();
    for some in powers.into_iter().collect::<Vec<_>>().chunks(500) {
        tx.rows().delete::<E>().filter(column.is_in(some.iter().copied())).exec(tx).await?;
    }
    tx.add_all(rows).await
}

/// Measures and rules of risk points that go.
async fn drop_measures(tx: &Tx, powers: BTreeSet<PowerId>) -> Result<(), DbErr> {
    for some in powers.into_iter().collect::<Vec<_>>().chunks(500) {
        let points = tx.rows().find::<risk_point::Entity>().filter(risk_point::Column::PowerId.is_in(some.iter().copied()));
        let ids = points.select_only().column(risk_point::Column::Id).into_query();
        let cited = tx.rows().delete::<risk_rule::Entity>().filter(risk_rule::Column::RiskPointId.in_subquery(ids.clone()));
        cited.exec(tx).await?;
        let measures = tx.rows().delete::<control_measure::Entity>().filter(control_measure::Column::RiskPointId.in_subquery(ids));
        measures.exec(tx).await?;
    }
    Ok(())
}

//! What is rated: whether its page is there, what it is called, and whose it is.

use crate::domain::ratings::model::Rated;
use crate::kernel::{Failure, Outcome, Tx};
use entity::id::{OfficialId, OutcomeId, PowerId, UnitId};
use entity::words::{CadreAuthority, IndicatorKind};
use entity::{official, outcome, post, power, unit};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, Select};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A subject as its rating page needs it.
#[derive(Clone, Debug)]
pub struct SubjectRow {
    /// Which.
    pub rated: Rated,
    /// What it is called.
    pub name: String,
    /// An official's post.
    pub title: Option<String>,
    /// Whose it is.
    pub unit_id: UnitId,
    /// That unit's name.
    pub unit_name: String,
    /// Its page within the site.
    pub path: String,
    /// What is asked.
    pub kind: IndicatorKind,
    /// An official managed above the county.
    pub is_above: bool,
}

/// The subject.
///
/// # Errors
/// Hidden unless everybody may see it today.
pub async fn subject(tx: &Tx, rated: Rated) -> Outcome<SubjectRow> {
    match rated {
        Rated::Official(id) => of_official(tx, id).await,
        Rated::Power(id) => of_power(tx, id).await,
        Rated::Outcome(id) => of_outcome(tx, id).await,
    }
}

async fn of_official(tx: &Tx, id: OfficialId) -> Outcome<SubjectRow> {
    let row = tx.rows().one::<official::Entity, _>(id).one(tx).await?.ok_or_else(Failure::hidden)?;
    let post = public_posts(tx, &[id]).one(tx).await?.ok_or_else(Failure::hidden)?;
    let unit = unit_of(tx, post.unit_id).await?;
    Ok(SubjectRow {
        rated: Rated::Official(id),
        name: row.name,
        title: Some(post.title),
        path: format!("/{}/u/{}", tx.county.code, unit.code),
        unit_id: unit.id,
        unit_name: unit.name,
        kind: if row.is_party_member { IndicatorKind::Party } else { IndicatorKind::NonParty },
        is_above: row.managed_by != CadreAuthority::County,
    })
}

async fn of_power(tx: &Tx, id: PowerId) -> Outcome<SubjectRow> {
    let row = tx.rows().one::<power::Entity, _>(id).filter(power::Column::IsPublished.eq(true)).one(tx).await?;
    let row = row.ok_or_else(Failure::hidden)?;
    let unit = unit_of(tx, row.unit_id).await?;
    let path = format!("/{}/p/{}", tx.county.code, row.code);
    Ok(thing(Rated::Power(id), (row.name, path), unit, IndicatorKind::Power))
}

async fn of_outcome(tx: &Tx, id: OutcomeId) -> Outcome<SubjectRow> {
    let row = tx.rows().one::<outcome::Entity, _>(id).one(tx).await?.ok_or_else(Failure::hidden)?;
    let title = row.title.filter(|_| row.removed_at.is_none()).ok_or_else(Failure::hidden)?;
    let unit = unit_of(tx, row.unit_id).await?;
    let path = format!("/{}/o/{}", tx.county.code, row.code);
    Ok(thing(Rated::Outcome(id), (title, path), unit, IndicatorKind::Outcome))
}

fn thing(rated: Rated, (name, path): (String, String), unit: unit::Model, kind: IndicatorKind) -> SubjectRow {
    SubjectRow { rated, name, title: None, unit_id: unit.id, unit_name: unit.name, path, kind, is_above: false }
}

async fn unit_of(tx: &Tx, id: UnitId) -> Outcome<unit::Model> {
    tx.rows().one::<unit::Entity, _>(id).one(tx).await?.ok_or_else(Failure::hidden)
}

/// Public posts of today, in their order.
fn public_posts(tx: &Tx, of: &[OfficialId]) -> Select<post::Entity> {
    let today = tx.now.in_china().date();
    let holds = Condition::any().add(post::Column::ValidUntil.is_null()).add(post::Column::ValidUntil.gte(today));
    let rows = tx.rows().find::<post::Entity>().filter(post::Column::OfficialId.is_in(of.iter().copied())).filter(holds);
    let rows = rows.filter(post::Column::ValidFrom.lte(today)).filter(post::Column::IsPublic.eq(true));
    rows.order_by_asc(post::Column::Ordinal).order_by_asc(post::Column::Id)
}

/// Which of these officials lead a unit today, in a public post.
pub async fn leading(tx: &Tx, of: &[OfficialId]) -> Outcome<BTreeSet<OfficialId>> {
    if of.is_empty() {
        return Ok(BTreeSet::new());
    }
    let posts = public_posts(tx, of).filter(post::Column::LeadsUnit.eq(true)).all(tx).await?;
    Ok(posts.into_iter().map(|post| post.official_id).collect())
}

/// What a list calls a subject.
#[derive(Clone, Debug, Default)]
pub struct Name {
    /// Its name.
    pub name: String,
    /// An official's post.
    pub title: Option<String>,
}

/// Names of subjects, those whose page is gone too, in a constant number of statements.
pub async fn names(tx: &Tx, all: &[Rated]) -> Outcome<BTreeMap<Uuid, Name>> {
    let officials: Vec<OfficialId> = all.iter().filter_map(|one| if let Rated::Official(id) = one { Some(*id) } else { None }).collect();
    let powers: Vec<PowerId> = all.iter().filter_map(|one| if let Rated::Power(id) = one { Some(*id) } else { None }).collect();
    let outcomes: Vec<OutcomeId> = all.iter().filter_map(|one| if let Rated::Outcome(id) = one { Some(*id) } else { None }).collect();
    let mut found = BTreeMap::new();
    if !officials.is_empty() {
        for row in tx.rows().find::<official::Entity>().filter(official::Column::Id.is_in(officials.iter().copied())).all(tx).await? {
            found.insert(row.id.into(), Name { name: row.name, title: None });
        }
        for row in public_posts(tx, &officials).all(tx).await? {
            if let Some(name) = found.get_mut(&Uuid::from(row.official_id)) {
                name.title.get_or_insert(row.title);
            }
        }
    }
    if !powers.is_empty() {
        for row in tx.rows().find::<power::Entity>().filter(power::Column::Id.is_in(powers)).all(tx).await? {
            found.insert(row.id.into(), Name { name: row.name, title: None });
        }
    }
    if !outcomes.is_empty() {
        for row in tx.rows().find::<outcome::Entity>().filter(outcome::Column::Id.is_in(outcomes)).all(tx).await? {
            found.insert(row.id.into(), Name { name: row.title.unwrap_or_default(), title: None });
        }
    }
    Ok(found)
}

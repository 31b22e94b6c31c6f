//! The face for other modules: facts about subjects, organs and colleagues.

use super::model::{OrganFacts, PostFacts, Recusals, SubjectFacts, SubjectId, UnitFacts};
use super::rules::{Span, recusals};
use super::store;
use crate::kernel::{Outcome, Tx};
use entity::id::{OfficialId, OrganId, UnitId};
use entity::{official, power};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use time::Date;

/// The facts of the subjects, in the order asked for; what does not exist in this county is left out.
///
/// # Errors
/// A fault of the database.
pub async fn subjects(tx: &Tx, ids: &[SubjectId]) -> Outcome<Vec<SubjectFacts>> {
    let officials = store::officials_by_id(tx, &pick(ids, |id| if let SubjectId::Official(id) = id { Some(id) } else { None })).await?;
    let powers = store::powers_by_id(tx, &pick(ids, |id| if let SubjectId::Power(id) = id { Some(id) } else { None })).await?;
    let posts = store::posts_of(tx, &officials.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    let mut wanted: Vec<UnitId> = pick(ids, |id| if let SubjectId::Unit(id) = id { Some(id) } else { None });
    wanted.extend(powers.iter().map(|row| row.unit_id).chain(posts.iter().map(|post| post.unit)));
    let places = Places { units: store::with_ancestors(tx, wanted).await?, posts, today: tx.now.in_china().date() };
    let found = ids.iter().filter_map(|id| match id {
        SubjectId::Unit(unit) => places.unit_subject(*unit),
        SubjectId::Official(one) => officials.iter().find(|row| row.id == *one).map(|row| places.official_subject(row)),
        SubjectId::Power(one) => powers.iter().find(|row| row.id == *one).map(|row| places.power_subject(row)),
    });
    Ok(found.collect())
}

/// All organs of the county with their coverage, those above the county too.
///
/// # Errors
/// A fault of the database.
pub async fn organs(tx: &Tx) -> Outcome<Vec<OrganFacts>> {
    Ok(store::organs(tx).await?)
}

/// The organ and all organs above it, nearest first.
///
/// # Errors
/// A fault of the database.
pub async fn organ_chain(tx: &Tx, id: OrganId) -> Outcome<Vec<OrganFacts>> {
    let all = store::organs(tx).await?;
    let mut chain: Vec<OrganFacts> = Vec::new();
    let mut next = Some(id);
    while let Some(organ) = next.and_then(|id| all.iter().find(|organ| organ.id == id)) {
        if chain.iter().any(|seen| seen.id == organ.id) {
            break;
        }
        chain.push(organ.clone());
        next = organ.superior_id;
    }
    Ok(chain)
}

/// Officials that a handler who is this official must keep away from; `since` is the day two years ago.
///
/// # Errors
/// A fault of the database.
pub async fn colleagues(tx: &Tx, official_id: OfficialId, since: Date) -> Outcome<Recusals> {
    let near = store::posts_around(tx, official_id, since).await?;
    let kin = store::kinship_of(tx, official_id).await?;
    Ok(recusals(official_id, &near, &kin, Span { since, today: tx.now.in_china().date() }))
}

fn pick<T>(ids: &[SubjectId], choose: impl Fn(SubjectId) -> Option<T>) -> Vec<T> {
    ids.iter().copied().filter_map(choose).collect()
}

struct Places {
    units: BTreeMap<UnitId, entity::unit::Model>,
    posts: Vec<PostFacts>,
    today: Date,
}

impl Places {
    fn unit(&self, id: UnitId) -> Option<UnitFacts> {
        let row = self.units.get(&id)?;
        Some(UnitFacts { id, name: row.name.clone(), category: row.category, chain: store::chain(&self.units, id) })
    }

    fn unit_subject(&self, id: UnitId) -> Option<SubjectFacts> {
        let unit = self.unit(id)?;
        let id = SubjectId::Unit(id);
        Some(SubjectFacts {
            id,
            kind: id.kind(),
            name: unit.name.clone(),
            title: None,
            unit: Some(unit),
            posts: Vec::new(),
            managed_by: None,
        })
    }

    fn official_subject(&self, row: &official::Model) -> SubjectFacts {
        let mut posts: Vec<_> = self.posts.iter().filter(|post| post.official == row.id).cloned().collect();
        posts.sort_by_key(|post| if post.holds_on(self.today) { None } else { Some(Reverse(post.until)) });
        for post in &mut posts {
            post.chain = store::chain(&self.units, post.unit);
        }
        let first = posts.first();
        let id = SubjectId::Official(row.id);
        SubjectFacts {
            id,
            kind: id.kind(),
            name: row.name.clone(),
            title: first.map(|post| post.title.clone()),
            unit: first.and_then(|post| self.unit(post.unit)),
            managed_by: Some(row.managed_by),
            posts,
        }
    }

    fn power_subject(&self, row: &power::Model) -> SubjectFacts {
        let id = SubjectId::Power(row.id);
        SubjectFacts {
            id,
            kind: id.kind(),
            name: row.name.clone(),
            title: None,
            unit: self.unit(row.unit_id),
            posts: Vec::new(),
            managed_by: None,
        }
    }
}

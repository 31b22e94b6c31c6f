//! The face for other modules: facts about subjects, organs and colleagues.

use super::model::{Around, OrganFacts, PostFacts, Recusals, SubjectFacts, SubjectId, UnitFacts};
use super::rules::{Span, kept_away_by, recusals, steers};
use super::store;
use crate::kernel::{Outcome, Tx};
use entity::id::{OfficialId, OrganId, UnitId};
use entity::words::UnitCategory;
use entity::{official, post, post_version, power, unit};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use time::Date;

/// A ring of successors in bad data ends here.
const MOST_SUCCESSORS: usize = 5;

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

/// The subjects as they stand today: of a unit that was stopped its successor, and so on. What is told of a place now is told
/// of whoever answers for it now; cases of before keep their own unit.
///
/// # Errors
/// A fault of the database.
pub async fn of_today(tx: &Tx, ids: &[SubjectId]) -> Outcome<Vec<SubjectId>> {
    let mut today = ids.to_vec();
    for _ in 0..MOST_SUCCESSORS {
        let units: Vec<UnitId> = pick(&today, |id| if let SubjectId::Unit(id) = id { Some(id) } else { None });
        let next = store::successors(tx, units, tx.now.in_china().date()).await?;
        if next.is_empty() {
            break;
        }
        for id in &mut today {
            let SubjectId::Unit(unit) = id else { continue };
            *unit = next.get(unit).copied().unwrap_or(*unit);
        }
    }
    Ok(today)
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

/// From whom each of the officials must keep away today, in the same statements for one and for a hundred.
///
/// # Errors
/// A fault of the database.
pub async fn recusals_of(tx: &Tx, officials: &[OfficialId]) -> Outcome<BTreeMap<OfficialId, Recusals>> {
    if officials.is_empty() {
        return Ok(BTreeMap::new());
    }
    let span = Span::until(tx.now.in_china().date());
    let own = store::posts_of(tx, officials).await?;
    let near = store::posts_in(tx, own.iter().map(|post| post.unit).collect(), span.since).await?;
    let kin = store::kinship_of(tx, officials).await?;
    Ok(officials.iter().map(|one| (*one, recusals(*one, &near, &kin, span))).collect())
}

/// A post as it was known until now: written down before the row says something else.
#[must_use]
pub fn version_of(tx: &Tx, was: &post::Model) -> post_version::Model {
    post_version::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        post_id: was.id,
        official_id: was.official_id,
        organ_id: was.organ_id,
        leads_unit: was.leads_unit,
        leads_section: was.leads_section,
        valid_from: was.valid_from,
        valid_until: was.valid_until,
        end_known_at: was.end_known_at,
        known_until: tx.now,
    }
}

/// The units in which these officials serve or served.
///
/// # Errors
/// A fault of the database.
pub async fn units_served(tx: &Tx, officials: &[OfficialId]) -> Outcome<BTreeSet<UnitId>> {
    Ok(store::posts_of(tx, officials).await?.into_iter().map(|post| post.unit).collect())
}

/// Who stands near these officials, who serve or served in the units `served`, and near these units; in two statements.
///
/// # Errors
/// A fault of the database.
pub async fn around(tx: &Tx, (officials, served): (&[OfficialId], BTreeSet<UnitId>), units: &BTreeSet<UnitId>) -> Outcome<Around> {
    let span = Span::until(tx.now.in_china().date());
    let places = served.union(units).copied().collect();
    let posts = store::posts_in(tx, places, span.since).await?;
    let kin = store::kinship_of(tx, officials).await?;
    let mut around = Around::default();
    around.near.extend(officials.iter().flat_map(|one| kept_away_by(*one, &posts, &kin, span)));
    for post in posts.iter().filter(|post| units.contains(&post.unit) && steers(post, span)) {
        around.groups.entry(post.unit).or_default().insert(post.official);
    }
    Ok(around)
}

/// Units that these words name: the only one of today that is called exactly so, or else the one to which the only organ that is
/// called so belongs. Words that name nothing of the county, or more than one, are left out.
///
/// # Errors
/// A fault of the database.
pub async fn units_named(tx: &Tx, names: &[String]) -> Outcome<BTreeMap<String, unit::Model>> {
    let (units, organs) = store::called(tx, names).await?;
    let owned: Vec<UnitId> = organs.iter().filter_map(|organ| organ.unit_id).collect();
    let owners = store::units_by_id(tx, &owned).await?;
    let mut found = BTreeMap::new();
    for name in names {
        let mut own = units.iter().filter(|unit| unit.name == *name);
        let mut by_organ = organs.iter().filter(|organ| organ.name == *name);
        let unit = match (own.next(), own.next(), by_organ.next(), by_organ.next()) {
            (Some(unit), None, ..) => Some(unit),
            (None, _, Some(organ), None) => owners.iter().find(|unit| Some(unit.id) == organ.unit_id),
            _ => None,
        };
        found.extend(unit.map(|unit| (name.clone(), unit.clone())));
    }
    Ok(found)
}

/// Officials of the county who have one of these names, of today or of the past; of two who are called so both.
///
/// # Errors
/// A fault of the database.
pub async fn officials_called(tx: &Tx, names: &[String]) -> Outcome<Vec<OfficialId>> {
    Ok(store::officials_called(tx, names).await?)
}

/// Names of the officials whose number has this keyed hash; none for a number that is nobody's here.
///
/// # Errors
/// A fault of the database.
pub async fn names_of_phone(tx: &Tx, phone_hash: &[u8]) -> Outcome<Vec<String>> {
    let owners = store::officials_of_phone(tx, phone_hash).await?;
    Ok(store::officials_by_id(tx, &owners).await?.into_iter().map(|row| row.name).collect())
}

/// Whether the number with this keyed hash is this official's.
///
/// # Errors
/// A fault of the database.
pub async fn is_phone_of(tx: &Tx, phone_hash: &[u8], official: OfficialId) -> Outcome<bool> {
    Ok(store::officials_of_phone(tx, phone_hash).await?.contains(&official))
}

/// Whether the number with this keyed hash is that of an official who serves today in the town of one of the subjects,
/// its villages included; where a subject stands in no town, its unit takes the town's place.
///
/// # Errors
/// A fault of the database.
pub async fn serves_near(tx: &Tx, phone_hash: &[u8], subjects: &[SubjectFacts]) -> Outcome<bool> {
    let owners = store::officials_of_phone(tx, phone_hash).await?;
    if owners.is_empty() {
        return Ok(false);
    }
    let today = tx.now.in_china().date();
    let served: Vec<_> =
        store::posts_of(tx, &owners).await?.into_iter().filter(|post| post.holds_on(today)).map(|post| post.unit).collect();
    let about: Vec<_> = subjects.iter().flat_map(units_of).collect();
    let units = store::with_ancestors(tx, served.iter().chain(&about).copied().collect()).await?;
    let town_of = |unit: UnitId| {
        let is_town = |id: &UnitId| units.get(id).is_some_and(|row| row.category == UnitCategory::Town);
        store::chain(&units, unit).into_iter().find(is_town).unwrap_or(unit)
    };
    let towns: BTreeSet<_> = about.into_iter().map(town_of).collect();
    Ok(served.into_iter().any(|unit| towns.contains(&town_of(unit))))
}

/// The unit of a subject and, of an official, those of all posts.
fn units_of(subject: &SubjectFacts) -> Vec<UnitId> {
    subject.unit.iter().map(|unit| unit.id).chain(subject.posts.iter().map(|post| post.unit)).collect()
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

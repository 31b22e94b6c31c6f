//! Who handles a report, decided before a word of it is stored (domain.md "Routing").

use crate::domain::directory::{OrganFacts, SubjectFacts, SubjectId, covering_organ};
use entity::id::{OrganId, UnitId};
use entity::words::{CadreAuthority, OrganKind};
use std::collections::BTreeSet;
use time::Date;

/// What is known when somebody asks.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// One to ten subjects, and behind them who was named beside them.
    pub subjects: &'a [SubjectFacts],
    /// All organs of the county, those above it too.
    pub organs: &'a [OrganFacts],
    /// Organs in which nobody may handle it: everybody must keep away, or there is nobody.
    pub exhausted: &'a BTreeSet<OrganId>,
    /// Organs whose head sits in the leading group of the unit that they belong to, and of which a power is reported.
    pub of_the_house: &'a BTreeSet<OrganId>,
    /// The day on which posts hold.
    pub today: Date,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// An organ of this platform.
    Here(Here),
    /// Above the county's remit: the organ there, if it is on file. Nothing is stored.
    Elsewhere(Option<OrganId>),
}

/// An organ of this platform, and who reviews it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Here {
    /// It handles.
    pub handling: OrganId,
    /// It reviews.
    pub review: Review,
    /// A superior was needed on the way and none was on file.
    pub is_alarm: bool,
}

/// Who takes a case at the second instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    /// The superior; the county commission where none is on file, so that somebody holds the running clock.
    pub organ: OrganId,
    /// It stands above the county: the case leaves the platform, light and clock run on.
    pub is_external: bool,
    /// No superior is on file: an alarm, never a silent stop.
    pub is_missing: bool,
}

/// Decides.
#[must_use]
pub fn intake_route(question: &Question<'_>) -> Route {
    let map = Map(question.organs);
    if question.subjects.iter().any(|subject| subject.managed_by == Some(CadreAuthority::Superior)) {
        return Route::Elsewhere(map.above_the_county());
    }
    let places: Vec<_> = question.subjects.iter().flat_map(|subject| chains_of(subject, question.today)).collect();
    let nearest: Option<Vec<_>> = places.iter().map(|chain| covering_organ(question.organs, chain)).collect();
    let Some(start) = nearest.and_then(|organs| map.highest(&organs)) else { return Route::Elsewhere(map.above_the_county()) };
    match climb(question, map, start) {
        Some(Stop { organ, .. }) if organ.external => Route::Elsewhere(Some(organ.id)),
        Some(Stop { organ, is_missing }) => {
            Route::Here(Here { handling: organ.id, review: review_of(question, organ.id), is_alarm: is_missing })
        }
        None => Route::Elsewhere(map.above_the_county()),
    }
}

/// Who takes the matter from this organ now that it is also about `added`; none if the organ keeps it. It goes to the
/// nearest organ at or above both that may have it, and above the county where somebody is managed there. Where the first
/// subjects stand does not matter any more: the organ may have been given the matter.
#[must_use]
pub fn moved_from(question: &Question<'_>, organ: OrganId, added: SubjectId) -> Option<Review> {
    let map = Map(question.organs);
    let present = map.find(organ)?;
    let up = || (!may_have(question, present)).then(|| review_of(question, organ));
    if question.subjects.iter().any(|subject| subject.managed_by == Some(CadreAuthority::Superior)) {
        let above = map.above_the_county().map(|organ| Review { organ, is_external: true, is_missing: false });
        return above.or_else(up);
    }
    let nearest = |subject: &SubjectFacts| {
        let chains = chains_of(subject, question.today);
        chains.iter().filter_map(|chain| covering_organ(question.organs, chain)).map(|organ| organ.id).collect::<Vec<_>>()
    };
    let (new, known): (Vec<_>, Vec<_>) = question.subjects.iter().partition(|subject| subject.id == added);
    let known: BTreeSet<_> = known.into_iter().flat_map(nearest).collect();
    let further = new.into_iter().flat_map(nearest).filter(|id| !known.contains(id)).filter_map(|id| map.find(id));
    let start = map.highest(&further.chain([present]).collect::<Vec<_>>())?;
    if start.id == organ {
        return up();
    }
    let stop = climb(question, map, start);
    Some(stop.map_or_else(
        || review_of(question, organ),
        |stop| Review { organ: stop.organ.id, is_external: stop.organ.external, is_missing: stop.is_missing },
    ))
}

/// Who stands over this organ in this matter: its superior, or whoever is next above where that one may not have it.
/// It reviews what the organ decided, and takes over where the organ has nobody left.
#[must_use]
pub fn review_of(question: &Question<'_>, organ: OrganId) -> Review {
    let map = Map(question.organs);
    // A ring in bad data must not bring the case back to where it comes from.
    let exhausted = question.exhausted.iter().copied().chain([organ]).collect();
    let above = Question { exhausted: &exhausted, ..*question };
    let superior = map.find(organ).and_then(|facts| map.superior(facts));
    let start = superior.or_else(|| map.commission().filter(|commission| commission.id != organ));
    if let Some(stop) = start.and_then(|start| climb(&above, map, start)) {
        let is_missing = stop.is_missing || superior.is_none();
        return Review { organ: stop.organ.id, is_external: stop.organ.external, is_missing };
    }
    let is_held = map.commission().is_some_and(|commission| may_have(question, commission));
    match map.above_the_county().filter(|_| !is_held) {
        Some(external) => Review { organ: external, is_external: true, is_missing: true },
        None => Review { organ: map.commission().map_or(organ, |commission| commission.id), is_external: false, is_missing: true },
    }
}

/// Whether somebody of this organ may have the matter.
#[must_use]
pub fn may_have(question: &Question<'_>, organ: &OrganFacts) -> bool {
    !question.exhausted.contains(&organ.id) && !question.subjects.iter().any(|subject| is_barred(question, organ, subject))
}

/// Whether `organ` stands somewhere above `below`.
#[must_use]
pub fn is_above(organs: &[OrganFacts], organ: OrganId, below: OrganId) -> bool {
    let map = Map(organs);
    map.find(below).is_some_and(|facts| map.line(facts).iter().skip(1).any(|one| one.id == organ))
}

/// Whether the organ may not handle a report on the subject, whoever is free in it: the subject is a member of it, leads
/// the unit that it belongs to, is that unit itself, or is a power of that unit whose leading group the organ's head
/// belongs to (docs/adr/0011).
fn is_barred(question: &Question<'_>, organ: &OrganFacts, subject: &SubjectFacts) -> bool {
    let is_itself = organ.unit_id.is_some_and(|unit| subject.id == SubjectId::Unit(unit));
    let in_or_over = subject.posts.iter().filter(|post| post.holds_on(question.today)).any(|post| {
        let leads = post.leads_unit && organ.unit_id == Some(post.unit);
        post.organ == Some(organ.id) || leads
    });
    let is_power = matches!(subject.id, SubjectId::Power(_));
    let is_of_its_unit = organ.unit_id.is_some() && organ.unit_id == subject.unit.as_ref().map(|unit| unit.id);
    is_itself || in_or_over || is_power && is_of_its_unit && question.of_the_house.contains(&organ.id)
}

/// Where a climb ends.
struct Stop<'a> {
    organ: &'a OrganFacts,
    is_missing: bool,
}

/// The first organ from `start` upwards that may have it, be it one above the county; none if nobody is left.
fn climb<'a>(question: &Question<'_>, map: Map<'a>, start: &'a OrganFacts) -> Option<Stop<'a>> {
    let (mut organ, mut is_missing) = (start, false);
    for _ in 0..=question.organs.len() {
        if organ.external || may_have(question, organ) {
            return Some(Stop { organ, is_missing });
        }
        organ = match map.superior(organ) {
            Some(superior) => superior,
            None => {
                is_missing = true;
                map.commission().filter(|commission| commission.id != organ.id)?
            }
        };
    }
    None
}

/// Chains of the units that the subject stands in today; of his last post for an official without one. Who was named and
/// has no post on file stands nowhere.
fn chains_of(subject: &SubjectFacts, today: Date) -> Vec<Vec<UnitId>> {
    let mut chains: Vec<_> = subject.posts.iter().filter(|post| post.holds_on(today)).map(|post| post.chain.clone()).collect();
    if chains.is_empty() {
        chains.extend(subject.unit.as_ref().map(|unit| unit.chain.clone()));
    }
    chains
}

#[derive(Clone, Copy)]
struct Map<'a>(&'a [OrganFacts]);

impl<'a> Map<'a> {
    fn find(self, id: OrganId) -> Option<&'a OrganFacts> {
        self.0.iter().find(|organ| organ.id == id)
    }

    fn superior(self, organ: &OrganFacts) -> Option<&'a OrganFacts> {
        organ.superior_id.and_then(|id| self.find(id)).filter(|superior| superior.id != organ.id)
    }

    fn commission(self) -> Option<&'a OrganFacts> {
        self.0.iter().find(|organ| organ.kind == OrganKind::CountyCommission)
    }

    fn above_the_county(self) -> Option<OrganId> {
        let by_rank = self.commission().and_then(|commission| self.superior(commission)).filter(|organ| organ.external);
        by_rank.or_else(|| self.0.iter().find(|organ| organ.external)).map(|organ| organ.id)
    }

    /// The organ and all above it; a ring in bad data ends.
    fn line(self, organ: &'a OrganFacts) -> Vec<&'a OrganFacts> {
        std::iter::successors(Some(organ), |organ| self.superior(organ)).take(self.0.len()).collect()
    }

    /// The nearest organ that stands at or above all of them; the county commission where their lines never meet.
    fn highest(self, organs: &[&'a OrganFacts]) -> Option<&'a OrganFacts> {
        let (first, rest) = organs.split_first()?;
        rest.iter().try_fold(*first, |highest, organ| {
            let above: BTreeSet<_> = self.line(organ).iter().map(|one| one.id).collect();
            self.line(highest).into_iter().find(|one| above.contains(&one.id)).or_else(|| self.commission())
        })
    }
}

#[cfg(test)]
#[path = "routing_fuzz.rs"]
mod fuzz;
#[cfg(test)]
#[path = "routing_tests.rs"]
mod tests;

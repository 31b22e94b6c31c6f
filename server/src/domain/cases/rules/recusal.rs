//! 回避: who must not learn that a case exists (domain.md "Routing" 3). The relation itself is the directory's.

use crate::domain::directory::{OrganFacts, Recusals};
use entity::id::{AccountId, OfficialId, OrganId, UnitId};
use entity::words::StaffRole;
use std::collections::{BTreeMap, BTreeSet};

/// What a report is about, as recusal sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubjectPlace {
    /// An official: a subject, or named beside them.
    Official(OfficialId),
    /// A unit, or the unit whose power it is.
    Unit(UnitId),
    /// Nothing that it is about: an official who said that he himself must keep away (申请回避), and nobody near him.
    Aside(OfficialId),
}

/// A handler or head of an organ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The account.
    pub account: AccountId,
    /// The official behind it: who is none is no member of any organ, for nobody can tell from what he must keep away.
    pub official: OfficialId,
    /// The organ.
    pub organ: OrganId,
    /// HANDLER or HEAD.
    pub role: StaffRole,
}

/// Officials who must keep away from a report's subjects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeepAway {
    /// All of them.
    pub officials: BTreeSet<OfficialId>,
    /// Those among them who answer for a unit that the report is about, or whose power it is about.
    pub groups: BTreeMap<UnitId, BTreeSet<OfficialId>>,
}

impl KeepAway {
    /// Whether the official must keep away.
    #[must_use]
    pub fn holds(&self, official: OfficialId) -> bool {
        self.officials.contains(&official)
    }
}

/// Whether an official with these recusals must keep away from one of the subjects: a colleague, kin or himself, or
/// a unit (or a power of a unit) that he leads or whose leading group he belongs to.
#[must_use]
pub fn concerns(recusals: &Recusals, subjects: &[SubjectPlace]) -> bool {
    subjects.iter().any(|subject| match subject {
        SubjectPlace::Official(official) => recusals.officials.contains(official),
        SubjectPlace::Unit(unit) => recusals.units_led.contains(unit),
        SubjectPlace::Aside(official) => recusals.of == Some(*official),
    })
}

/// Organs with a handler or head who may handle what these must keep away from.
#[must_use]
pub fn free_organs(staff: &[Member], away: &KeepAway) -> BTreeSet<OrganId> {
    staff.iter().filter(|member| !away.holds(member.official)).map(|member| member.organ).collect()
}

/// Organs whose head sits in the leading group of the unit that the organ belongs to, where the report is about a power
/// of that unit: who decided with the others does not let his own people look into it.
#[must_use]
pub fn of_the_house(organs: &[OrganFacts], staff: &[Member], away: &KeepAway) -> BTreeSet<OrganId> {
    let sits_in = |organ: &OrganFacts, group: &BTreeSet<OfficialId>| {
        staff.iter().any(|member| member.organ == organ.id && member.role == StaffRole::Head && group.contains(&member.official))
    };
    let is = |organ: &&OrganFacts| organ.unit_id.and_then(|unit| away.groups.get(&unit)).is_some_and(|group| sits_in(organ, group));
    organs.iter().filter(is).map(|organ| organ.id).collect()
}

/// Organs of the county that have nobody who may handle the report: they all must keep away, or there is no staff.
/// `free` are the organs with a handler or head who may. Who stands above the county has no staff here and is none.
#[must_use]
pub fn exhausted(organs: &[OrganFacts], free: &BTreeSet<OrganId>) -> BTreeSet<OrganId> {
    organs.iter().filter(|organ| !organ.external && !free.contains(&organ.id)).map(|organ| organ.id).collect()
}

/// What an open case lacks to be handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Nobody of the organ may handle it any more.
    Organ,
    /// Its handler may not any more, somebody else of the organ may.
    Handler,
}

/// What a case lacks whose organ has these free members, and who handles it.
#[must_use]
pub fn lack(free: &[Member], handler: Option<AccountId>) -> Option<Lack> {
    if free.is_empty() {
        return Some(Lack::Organ);
    }
    let is_there = |account| free.iter().any(|one| one.account == account);
    handler.is_some_and(|account| !is_there(account)).then_some(Lack::Handler)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn account(n: u128) -> AccountId {
        AccountId(Uuid::from_u128(n))
    }

    fn member(n: u128) -> Member {
        Member { account: account(n), official: OfficialId(Uuid::from_u128(n)), organ: OrganId(Uuid::nil()), role: StaffRole::Handler }
    }

    #[test]
    fn a_case_lacks_its_organ_before_its_handler() {
        for (free, handler, expected) in [
            (vec![], None, Some(Lack::Organ)),
            (vec![], Some(1), Some(Lack::Organ)),
            (vec![member(2)], Some(1), Some(Lack::Handler)),
            (vec![member(1), member(2)], Some(1), None),
            (vec![member(2)], None, None),
        ] {
            assert_eq!(lack(&free, handler.map(account)), expected, "{free:?} {handler:?}");
        }
    }

    #[test]
    fn a_unit_concerns_whom_leads_it_and_an_official_whom_is_near() {
        let (official, unit) = (OfficialId(Uuid::from_u128(1)), UnitId(Uuid::from_u128(2)));
        let near = Recusals { of: None, officials: vec![official], units_led: vec![] };
        let leads = Recusals { of: None, officials: vec![], units_led: vec![unit] };
        let (person, place) = (SubjectPlace::Official(official), SubjectPlace::Unit(unit));
        assert!(concerns(&near, &[person]) && concerns(&leads, &[place]));
        assert!(!concerns(&near, &[place]) && !concerns(&leads, &[person]));
        let himself = Recusals { of: Some(official), ..Recusals::default() };
        let aside = SubjectPlace::Aside(official);
        assert!(concerns(&himself, &[aside]) && !concerns(&near, &[aside]), "whoever is near him need not step aside");
    }
}

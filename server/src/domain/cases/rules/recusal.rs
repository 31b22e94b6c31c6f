//! 回避: who must not learn that a case exists (domain.md "Routing" 3). The relation itself is the directory's.

use crate::domain::directory::Recusals;
use entity::id::{AccountId, OfficialId, OrganId, UnitId};
use entity::words::StaffRole;
use std::collections::BTreeSet;

/// What one line of a report points at, as recusal sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SubjectPlace {
    /// The official, if the subject is one.
    pub official: Option<OfficialId>,
    /// The subject's unit.
    pub unit: UnitId,
}

/// A handler or head of an organ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The account.
    pub account: AccountId,
    /// The official behind it.
    pub official: Option<OfficialId>,
    /// The organ.
    pub organ: OrganId,
    /// HANDLER or HEAD.
    pub role: StaffRole,
}

/// Officials who must keep away from a report's subjects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeepAway(pub BTreeSet<OfficialId>);

impl KeepAway {
    /// Whether the official must keep away; an account without an official never has to.
    #[must_use]
    pub fn holds(&self, official: Option<OfficialId>) -> bool {
        official.is_some_and(|official| self.0.contains(&official))
    }
}

/// Whether an official with these recusals must keep away from one of the subjects: a colleague, kin or himself, or
/// a unit (or a power of a unit) that he leads.
#[must_use]
pub fn concerns(recusals: &Recusals, subjects: &[SubjectPlace]) -> bool {
    subjects.iter().any(|subject| match subject.official {
        Some(official) => recusals.officials.contains(&official),
        None => recusals.units_led.contains(&subject.unit),
    })
}

/// Organs that have staff, but nobody who may handle the report.
#[must_use]
pub fn exhausted(staff: &[Member], away: &KeepAway) -> BTreeSet<OrganId> {
    let free: BTreeSet<_> = staff.iter().filter(|one| !away.holds(one.official)).map(|one| one.organ).collect();
    staff.iter().map(|one| one.organ).filter(|organ| !free.contains(organ)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn member(organ: u128, official: Option<u128>) -> Member {
        Member {
            account: AccountId(Uuid::nil()),
            official: official.map(|n| OfficialId(Uuid::from_u128(n))),
            organ: OrganId(Uuid::from_u128(organ)),
            role: StaffRole::Handler,
        }
    }

    #[test]
    fn an_organ_is_exhausted_when_all_its_staff_must_keep_away() {
        let away = KeepAway([1, 2].map(|n| OfficialId(Uuid::from_u128(n))).into());
        let staff = [member(10, Some(1)), member(10, Some(2)), member(11, Some(1)), member(11, Some(3)), member(12, None)];
        assert_eq!(exhausted(&staff, &away), [OrganId(Uuid::from_u128(10))].into());
    }

    #[test]
    fn a_unit_concerns_whom_leads_it_and_an_official_whom_is_near() {
        let (official, unit) = (OfficialId(Uuid::from_u128(1)), UnitId(Uuid::from_u128(2)));
        let near = Recusals { officials: vec![official], units_led: vec![] };
        let leads = Recusals { officials: vec![], units_led: vec![unit] };
        let person = SubjectPlace { official: Some(official), unit };
        let place = SubjectPlace { official: None, unit };
        assert!(concerns(&near, &[person]) && concerns(&leads, &[place]));
        assert!(!concerns(&near, &[place]) && !concerns(&leads, &[person]));
    }
}

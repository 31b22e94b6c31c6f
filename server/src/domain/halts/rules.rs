//! Pure rules: which organs may stop the powers of a unit, and what an actor's list holds.

use crate::domain::directory::OrganFacts;
use crate::kernel::StaffActor;
use entity::id::{OrganId, UnitId};
use entity::words::{OrganKind, StaffRole};

/// Organs that cover the unit with this chain, nearest first; the county commission, which covers everything, last.
#[must_use]
pub fn covering(organs: &[OrganFacts], chain: &[UnitId]) -> Vec<OrganId> {
    let inside = || organs.iter().filter(|organ| !organ.external && organ.kind != OrganKind::CountyCommission);
    let at = |unit: &UnitId| {
        let unit = *unit;
        let owned = inside().filter(move |organ| organ.unit_id == Some(unit));
        owned.chain(inside().filter(move |organ| organ.coverage.contains(&unit)))
    };
    let mut found: Vec<OrganId> = Vec::new();
    for organ in chain.iter().flat_map(at).map(|organ| organ.id).chain(commission(organs)) {
        if !found.contains(&organ) {
            found.push(organ);
        }
    }
    found
}

/// The county commission.
#[must_use]
pub fn commission(organs: &[OrganFacts]) -> Option<OrganId> {
    organs.iter().find(|organ| organ.kind == OrganKind::CountyCommission).map(|organ| organ.id)
}

/// Whose halts stand in an actor's list: those that he may answer or end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// All of the county: he heads its commission.
    pub is_everything: bool,
    /// Ordered by one of these organs.
    pub organs: Vec<OrganId>,
    /// On a power of one of these units.
    pub units: Vec<UnitId>,
}

/// What the actor sees in his list.
#[must_use]
pub fn seen_by(staff: &StaffActor, commission: Option<OrganId>) -> Seen {
    Seen {
        is_everything: commission.is_some_and(|organ| staff.is_in(StaffRole::Head, organ)),
        organs: staff.organs(&[StaffRole::Head]),
        units: answering_units(staff).collect(),
    }
}

/// Units for which the actor answers.
pub fn answering_units(staff: &StaffActor) -> impl Iterator<Item = UnitId> {
    let answers = |role: StaffRole| matches!(role, StaffRole::Publisher | StaffRole::Reviewer);
    staff.roles.iter().filter(move |held| answers(held.role)).filter_map(|held| held.unit_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const fn unit(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    const fn organ(n: u128) -> OrganId {
        OrganId(Uuid::from_u128(n))
    }

    fn facts(n: u128, kind: OrganKind, own: Option<u128>, coverage: &[u128]) -> OrganFacts {
        OrganFacts {
            id: organ(n),
            code: n.to_string(),
            name: n.to_string(),
            kind,
            unit_id: own.map(unit),
            superior_id: None,
            coverage: coverage.iter().map(|n| unit(*n)).collect(),
            telephone: None,
            advice: None,
            external: kind == OrganKind::External,
        }
    }

    #[test]
    fn the_nearest_organ_comes_first_and_the_commission_last() {
        let organs = [
            facts(1, OrganKind::External, Some(10), &[11, 12]),
            facts(2, OrganKind::CountyCommission, Some(10), &[12]),
            facts(3, OrganKind::TownCommittee, Some(11), &[]),
            facts(4, OrganKind::DispatchedCommittee, None, &[11, 12]),
        ];
        for (chain, expected) in [
            (vec![unit(12), unit(11)], vec![organ(4), organ(3), organ(2)]),
            (vec![unit(11)], vec![organ(3), organ(4), organ(2)]),
            (vec![unit(10)], vec![organ(2)]),
            (vec![], vec![organ(2)]),
        ] {
            assert_eq!(covering(&organs, &chain), expected, "{chain:?}");
        }
        assert_eq!(covering(&organs[..1], &[unit(11)]), [], "who stands above the county stops nothing here");
    }
}

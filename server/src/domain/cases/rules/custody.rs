//! 启封: whose custodians may open what is sealed of a reporter, when he can't be told in any other way (domain.md "Roles
//! of staff": of the organ above; for the county commission its own).

use super::recusal::Member;
use crate::domain::directory::OrganFacts;
use entity::id::OrganId;
use entity::words::OrganKind;

/// The organ whose custodians may open: the nearest one above the case's organ that has one who need not keep away, up to
/// the county commission, which has its own. `free` are custodians who may know of the case.
#[must_use]
pub fn custody(organs: &[OrganFacts], organ: OrganId, free: &[Member]) -> Option<OrganId> {
    let find = |id: OrganId| organs.iter().find(|one| one.id == id);
    let commission = organs.iter().find(|one| one.kind == OrganKind::CountyCommission);
    let above = |one: &&OrganFacts| one.superior_id.and_then(find).filter(|superior| superior.id != one.id);
    // A ring in bad data ends; nobody of this county sits in an organ outside of it.
    let line = std::iter::successors(find(organ), above).take(organs.len()).skip(1);
    let inside = line.filter(|one| !one.external && one.id != organ).chain(commission);
    inside.map(|one| one.id).find(|id| free.iter().any(|member| member.organ == *id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::id::{AccountId, OfficialId};
    use entity::words::StaffRole;
    use uuid::Uuid;

    fn id(number: u128) -> OrganId {
        OrganId(Uuid::from_u128(number))
    }

    fn organ(number: u128, kind: OrganKind, superior: Option<u128>) -> OrganFacts {
        OrganFacts {
            id: id(number),
            code: String::new(),
            name: String::new(),
            kind,
            unit_id: None,
            superior_id: superior.map(id),
            external: kind == OrganKind::External,
            telephone: None,
            advice: None,
            coverage: Vec::new(),
        }
    }

    fn custodian(organ: u128) -> Member {
        Member {
            account: AccountId(Uuid::from_u128(organ)),
            official: OfficialId(Uuid::from_u128(organ)),
            organ: id(organ),
            role: StaffRole::Custodian,
        }
    }

    #[test]
    fn the_organ_above_opens_and_the_commission_has_its_own() {
        let organs = [
            organ(1, OrganKind::External, None),
            organ(2, OrganKind::CountyCommission, Some(1)),
            organ(3, OrganKind::DispatchedCommittee, Some(2)),
            organ(4, OrganKind::TownCommittee, Some(3)),
            organ(5, OrganKind::TownCommittee, None),
            organ(6, OrganKind::TownCommittee, Some(7)),
            organ(7, OrganKind::TownCommittee, Some(6)),
        ];
        let all: Vec<_> = (1..=7).map(custodian).collect();
        for (of, free, expected) in [
            (4, &all[..], Some(3)),
            (3, &all, Some(2)),
            (2, &all, Some(2)),
            (1, &all, Some(2)),
            (5, &all, Some(2)),
            (6, &all, Some(7)),
            (4, &[custodian(2), custodian(4)], Some(2)),
            (4, &[custodian(4), custodian(5)], None),
            (4, &[], None),
            (9, &all, Some(2)),
        ] {
            assert_eq!(custody(&organs, id(of), free), expected.map(id), "{of} {free:?}");
        }
    }
}

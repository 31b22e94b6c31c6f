//! Pure rules: whose heads note that an official keeps away from one who declared him kin.

use crate::domain::directory::OrganFacts;
use entity::id::{AccountId, OfficialId, OrganId};
use std::collections::BTreeMap;

/// Who heads an organ today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Which.
    pub organ: OrganId,
    /// His account.
    pub account: AccountId,
    /// The official behind it.
    pub official: Option<OfficialId>,
}

/// Heads who may note it for an official with case roles in the organs `of`, each with the organ in whose name: of each organ
/// its heads, or where only the two themselves head it those of the nearest one above.
#[must_use]
pub fn noting(organs: &[OrganFacts], heads: &[Head], of: &[OrganId], both: [OfficialId; 2]) -> BTreeMap<AccountId, OrganId> {
    let find = |id: OrganId| organs.iter().find(|organ| organ.id == id);
    let above = |organ: &&OrganFacts| organ.superior_id.and_then(find);
    let others = |organ: &OrganFacts| {
        let is_apart = |head: &&Head| head.organ == organ.id && head.official.is_some_and(|official| !both.contains(&official));
        let found: Vec<_> = heads.iter().filter(is_apart).map(|head| (head.account, head.organ)).collect();
        (!found.is_empty()).then_some(found)
    };
    // As many steps as there are organs: a ring in bad data ends too.
    let nearest = |first: &OrganId| std::iter::successors(find(*first), above).take(organs.len()).find_map(others);
    of.iter().filter_map(nearest).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::words::OrganKind;
    use uuid::Uuid;

    const fn organ(n: u128) -> OrganId {
        OrganId(Uuid::from_u128(n))
    }

    const fn official(n: u128) -> OfficialId {
        OfficialId(Uuid::from_u128(n))
    }

    fn facts(n: u128, superior: Option<u128>) -> OrganFacts {
        OrganFacts {
            id: organ(n),
            code: n.to_string(),
            name: n.to_string(),
            kind: OrganKind::TownCommittee,
            unit_id: None,
            superior_id: superior.map(organ),
            coverage: Vec::new(),
            telephone: None,
            advice: None,
            external: false,
        }
    }

    fn head(of: u128, who: u128) -> Head {
        Head { organ: organ(of), account: AccountId(Uuid::from_u128(who)), official: Some(official(who)) }
    }

    #[test]
    fn the_nearest_head_who_is_neither_of_both_notes_it() {
        let organs = [facts(1, None), facts(2, Some(1)), facts(3, Some(2)), facts(4, Some(5)), facts(5, Some(4))];
        let heads = [head(1, 11), head(2, 12), head(2, 13), Head { official: None, ..head(3, 14) }];
        let who = |of: &[u128], both: [u128; 2]| {
            let of: Vec<_> = of.iter().copied().map(organ).collect();
            noting(&organs, &heads, &of, both.map(official)).into_keys().map(|account| account.0.as_u128()).collect::<Vec<_>>()
        };
        assert_eq!(who(&[2], [90, 91]), [12, 13]);
        assert_eq!(who(&[2], [90, 12]), [13], "not he himself");
        assert_eq!(who(&[2], [13, 12]), [11], "where both head it the one above");
        assert_eq!(who(&[3], [90, 91]), [12, 13], "of an account without an official nobody can tell who he is");
        assert_eq!(who(&[1], [90, 11]), [0_u128; 0], "above the county sits nobody");
        assert_eq!(who(&[4], [90, 91]), [0_u128; 0], "a ring ends");
        assert_eq!(who(&[], [90, 91]), [0_u128; 0], "who handles nothing is nobody's business");
        assert_eq!(who(&[1, 2], [90, 91]), [11, 12, 13]);
    }
}

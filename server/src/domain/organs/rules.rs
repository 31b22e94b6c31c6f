//! Pure rules: no circle of superiors, who may stand above a unit's organ, and who stands below whom after one is closed.

use super::model::Link;
use entity::id::{OrganId, UnitId};

/// Whether the organ would stand above itself if it had this superior.
#[must_use]
pub fn makes_circle(links: &[Link], organ: OrganId, superior: OrganId) -> bool {
    let above = |id: &OrganId| links.iter().find(|link| link.organ == *id).and_then(|link| link.superior);
    // As many steps as there are organs: a ring that is there already ends too.
    std::iter::successors(Some(superior), above).take(links.len().saturating_add(1)).any(|id| id == organ)
}

/// Whether an organ that reaches these units stands at or above a unit, given the unit and all above it.
#[must_use]
pub fn stands_over(reach: &[UnitId], chain: &[UnitId]) -> bool {
    chain.iter().any(|unit| reach.contains(unit))
}

/// Who gets another superior when an organ is closed: those below it stand below the successor; the successor itself, if it
/// stood below, where the closed one did.
#[must_use]
pub fn after_closing(links: &[Link], closed: OrganId, successor: OrganId) -> Vec<Link> {
    let own = links.iter().find(|link| link.organ == closed).and_then(|link| link.superior);
    let below = links.iter().filter(|link| link.superior == Some(closed));
    below.map(|link| Link { organ: link.organ, superior: if link.organ == successor { own } else { Some(successor) } }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn organ(n: u128) -> OrganId {
        OrganId(Uuid::from_u128(n))
    }

    fn link(n: u128, superior: Option<u128>) -> Link {
        Link { organ: organ(n), superior: superior.map(organ) }
    }

    #[test]
    fn nobody_stands_above_himself() {
        let links = [link(1, None), link(2, Some(1)), link(3, Some(2))];
        for (organ_no, superior, expected) in [(1, 3, true), (1, 2, true), (1, 1, true), (2, 3, true), (3, 1, false), (2, 1, false)] {
            assert_eq!(makes_circle(&links, organ(organ_no), organ(superior)), expected, "{organ_no} below {superior}");
        }
        // A ring in bad data does not hold anybody up.
        assert!(!makes_circle(&[link(1, Some(2)), link(2, Some(1)), link(3, None)], organ(3), organ(1)));
    }

    #[test]
    fn who_stands_elsewhere_stands_over_nothing() {
        let unit = |n: u128| UnitId(Uuid::from_u128(n));
        let chain = [unit(11), unit(10), unit(1)];
        for (reach, expected) in [(vec![unit(10)], true), (vec![unit(11)], true), (vec![unit(20), unit(1)], true), (vec![unit(20)], false)]
        {
            assert_eq!(stands_over(&reach, &chain), expected, "{reach:?}");
        }
        assert!(!stands_over(&[], &chain), "who reaches nothing stands over nothing");
    }

    #[test]
    fn those_below_a_closed_organ_stand_below_its_successor() {
        let links = [link(1, None), link(2, Some(1)), link(3, Some(2)), link(4, Some(2))];
        assert_eq!(after_closing(&links, organ(2), organ(5)), [link(3, Some(5)), link(4, Some(5))]);
        assert_eq!(after_closing(&links, organ(2), organ(3)), [link(3, Some(1)), link(4, Some(3))]);
        assert!(after_closing(&links, organ(4), organ(3)).is_empty());
    }
}

//! Tables for what clusters are made of.

use super::*;
use uuid::Uuid;

fn named(case: u128, month: u8, (unit, power, step): (u128, Option<u128>, Option<i32>)) -> Named {
    let submitted_at = Month { year: 2026, number: month }.moments().start;
    Named {
        case_id: CaseId(Uuid::from_u128(case)),
        submitted_at,
        kind: if power.is_some() { SubjectKind::Power } else { SubjectKind::Unit },
        unit_id: UnitId(Uuid::from_u128(unit)),
        power_id: power.map(|power| PowerId(Uuid::from_u128(power))),
        step_number: step,
    }
}

#[test]
fn a_report_counts_once_for_each_thing_that_it_names() {
    let from = Month { year: 2026, number: 3 }.moments().start;
    // One report names the unit and one of its powers, another the power at its second step; one came in February.
    let all =
        [named(1, 3, (7, None, None)), named(1, 3, (7, Some(9), None)), named(2, 3, (7, Some(9), Some(2))), named(3, 2, (7, None, None))];
    let units = tally(&all, from, |named| Some(named.unit_id));
    assert_eq!(units.into_values().collect::<Vec<_>>(), [Pair { this: 2, last: 1 }]);
    let powers = tally(&all, from, |named| named.power_id);
    assert_eq!(powers.into_values().collect::<Vec<_>>(), [Pair { this: 2, last: 0 }]);
    let steps = tally(&all, from, |named| Some((named.power_id?, named.step_number?)));
    assert_eq!(steps.into_values().collect::<Vec<_>>(), [Pair { this: 1, last: 0 }]);
}

#[test]
fn the_most_come_first_and_a_mean_has_one_decimal() {
    let pair = |this, last| Pair { this, last };
    let all = BTreeMap::from([(1, pair(1, 9)), (2, pair(3, 0)), (3, pair(3, 2)), (4, pair(0, 1))]);
    assert_eq!(sorted(all, 3), [(3, pair(3, 2)), (2, pair(3, 0)), (1, pair(1, 9))]);
    for (all, units, expected) in [(7, 4, 1.8), (1, 3, 0.3), (0, 9, 0.0), (5, 0, 0.0), (10, 1, 10.0)] {
        assert!((mean(all, units) - expected).abs() < f64::EPSILON, "{all} of {units}");
    }
}

#[test]
fn twelve_months_end_with_the_one_that_is_asked_for() {
    let month = Month { year: 2026, number: 3 };
    let found = CaseClusters { named: Vec::new(), received: vec![(11, 4), (10, 2), (0, 1)], missed: Vec::new() };
    let all = trend(month, &found);
    assert_eq!((all.len(), all[0].month.to_string(), all[0].received), (12, "2025-04".to_owned(), 1));
    assert_eq!((all[11].month, all[11].received, all[10].received), (month, 4, 2));
    let whole = arranged(month, &found, (&Names::default(), &[]), Vec::new());
    assert_eq!(whole.received, Pair { this: 4, last: 2 });
}

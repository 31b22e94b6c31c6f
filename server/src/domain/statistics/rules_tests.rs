//! Tables for periods, times and the organs of a scope.

use super::*;
use time::macros::date;
use uuid::Uuid;

#[test]
fn periods_are_those_of_the_calendar() {
    for (today, period, from, to) in [
        (date!(2026 - 03 - 31), Period::ThisQuarter, date!(2026 - 01 - 01), date!(2026 - 03 - 31)),
        (date!(2026 - 04 - 01), Period::ThisQuarter, date!(2026 - 04 - 01), date!(2026 - 06 - 30)),
        (date!(2026 - 03 - 02), Period::LastQuarter, date!(2025 - 10 - 01), date!(2025 - 12 - 31)),
        (date!(2026 - 12 - 31), Period::LastQuarter, date!(2026 - 07 - 01), date!(2026 - 09 - 30)),
        (date!(2026 - 12 - 31), Period::ThisQuarter, date!(2026 - 10 - 01), date!(2026 - 12 - 31)),
        (date!(2024 - 02 - 29), Period::ThisYear, date!(2024 - 01 - 01), date!(2024 - 12 - 31)),
    ] {
        assert_eq!(period.days(today), Days { from, to }, "{today} {period:?}");
    }
}

#[test]
fn a_period_ends_with_the_last_millisecond_of_its_last_day() {
    let moments = Period::ThisQuarter.days(date!(2026 - 03 - 02)).moments();
    assert_eq!((moments.start.in_china().date(), moments.start.in_china().hour()), (date!(2026 - 01 - 01), 0));
    assert_eq!(Moment(moments.end.0 - 1).in_china().date(), date!(2026 - 03 - 31));
}

#[test]
fn of_fewer_than_five_decisions_only_the_number_is_told() {
    let days = |spans: &[i64]| Times::of(spans.iter().map(|days| days * DAY).collect());
    assert_eq!(days(&[]), Times { decisions: 0, p50: None, p90: None });
    assert_eq!(days(&[1, 2, 3, 4]), Times { decisions: 4, p50: None, p90: None });
    assert_eq!(days(&[5, 1, 2, 4, 3]), Times { decisions: 5, p50: Some(3.0), p90: Some(5.0) });
    let twenty: Vec<_> = (1..=20).rev().collect();
    assert_eq!(days(&twenty), Times { decisions: 20, p50: Some(10.0), p90: Some(18.0) });
}

#[test]
fn days_are_told_with_one_decimal() {
    for (span, days) in [(0, 0.0), (DAY / 2, 0.5), (DAY + DAY / 20, 1.1), (DAY * 30 - 1, 30.0), (-5, 0.0)] {
        assert!((in_days(span) - days).abs() < f64::EPSILON, "{span}");
    }
}

fn id(n: u128) -> OrganId {
    OrganId(Uuid::from_u128(n))
}

fn organ(n: u128, kind: OrganKind, superior: Option<u128>) -> OrganFacts {
    OrganFacts {
        id: id(n),
        code: format!("{n:03}"),
        name: String::new(),
        kind,
        unit_id: None,
        superior_id: superior.map(id),
        coverage: Vec::new(),
        telephone: None,
        advice: None,
        external: kind == OrganKind::External,
    }
}

fn seen(organs: &[OrganFacts], heads: &[u128]) -> Vec<(u128, u8)> {
    let heads: Vec<_> = heads.iter().copied().map(id).collect();
    scope(organs, &heads).into_iter().map(|one| (one.organ.id.0.as_u128(), one.depth)).collect()
}

#[test]
fn a_head_sees_his_organ_and_all_below_it() {
    use OrganKind as K;
    let organs = [
        organ(9, K::External, None),
        organ(1, K::CountyCommission, Some(9)),
        organ(2, K::DispatchedCommittee, Some(1)),
        organ(3, K::TownCommittee, Some(2)),
        organ(4, K::TownCommittee, Some(1)),
    ];
    assert_eq!(seen(&organs, &[1]), [(1, 0), (2, 1), (3, 2), (4, 1), (9, 0)]);
    assert_eq!(seen(&organs, &[2]), [(2, 0), (3, 1)]);
    assert_eq!(seen(&organs, &[3]), [(3, 0)]);
    assert_eq!(seen(&organs, &[2, 3]), [(2, 0), (3, 1)], "the lower one stands in its place");
    assert_eq!(seen(&organs, &[4, 2]), [(2, 0), (3, 1), (4, 0)]);
    assert_eq!(seen(&organs, &[9]), [], "nobody here heads an organ above the county");
    assert_eq!(seen(&organs, &[]), []);
}

#[test]
fn a_circle_in_the_directory_ends() {
    let organs = [
        organ(1, OrganKind::TownCommittee, Some(2)),
        organ(2, OrganKind::TownCommittee, Some(1)),
        organ(3, OrganKind::TownCommittee, Some(2)),
    ];
    assert_eq!(seen(&organs, &[3]), [(3, 0)]);
    assert_eq!(seen(&organs, &[1]), [(1, 0), (2, 1), (3, 2)]);
}

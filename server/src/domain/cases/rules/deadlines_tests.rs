//! Tables and properties of the clocks.

use super::*;
use proptest::prelude::*;
use time::macros::{date, datetime};

fn at(moment: time::OffsetDateTime) -> Moment {
    moment.into()
}

#[test]
fn acceptance_is_told_within_fifteen_working_days() {
    let table = [
        (datetime!(2026-11-22 12:00 +8), date!(2026 - 12 - 11)),
        (datetime!(2026-11-23 00:00 +8), date!(2026 - 12 - 14)),
        (datetime!(2026-11-22 23:59:59.999 +8), date!(2026 - 12 - 11)),
        (datetime!(2026-02-10 09:00 +8), date!(2026 - 03 - 09)),
        (datetime!(2026-09-18 09:00 +8), date!(2026 - 10 - 15)),
        (datetime!(2024-12-25 09:00 +8), date!(2025 - 01 - 16)),
    ];
    for (submitted, due) in table {
        let clock = acceptance(at(submitted), Calendar::announced());
        assert_eq!(clock.due_on, due, "{submitted}");
        assert_eq!(clock.due_at.in_china().date(), due);
        assert_eq!(clock.due_at.after(Duration::MILLISECOND).in_china().date(), due.next_day().unwrap());
    }
}

#[test]
fn a_result_takes_a_month_and_three_once_filed() {
    let table = [
        (date!(2026 - 01 - 31), false, date!(2026 - 02 - 28)),
        (date!(2024 - 01 - 31), false, date!(2024 - 02 - 29)),
        (date!(2026 - 12 - 31), false, date!(2027 - 01 - 31)),
        (date!(2026 - 11 - 30), true, date!(2027 - 02 - 28)),
        (date!(2026 - 05 - 31), true, date!(2026 - 08 - 31)),
        (date!(2026 - 03 - 15), false, date!(2026 - 04 - 15)),
        (date!(2026 - 10 - 15), true, date!(2027 - 01 - 15)),
    ];
    for (start, is_filed, due) in table {
        let started = at(start.midnight().assume_offset(CHINA));
        assert_eq!(result(ResultFrom::Acceptance, started, is_filed).due_on, due, "{start}");
    }
    let clock = result(ResultFrom::Escalation, at(datetime!(2026-01-31 10:00 +8)), false);
    assert_eq!(clock.sum, ["2026 年 1 月 31 日转到上一级", "办理期限：一个月", "2 月没有 31 日，算到月底", "最迟 2026 年 2 月 28 日答复"]);
}

#[test]
fn days_are_days_of_china() {
    // 17:00 in Greenwich is already tomorrow in China.
    let clock = answer(at(datetime!(2026-11-22 17:00 UTC)));
    assert_eq!(clock.due_on, date!(2026 - 12 - 08));
    assert_eq!(withdrawal(at(datetime!(2026-11-22 08:00 +8))).due_on, date!(2026 - 11 - 25));
}

#[test]
fn the_arithmetic_names_the_holidays() {
    let clock = acceptance(at(datetime!(2026-09-18 09:00 +8)), Calendar::announced());
    assert_eq!(
        clock.sum,
        [
            "2026 年 9 月 18 日提交",
            "从第二天起数 15 个工作日，周末不算",
            "中秋节放假，1 个工作日不算",
            "国庆节放假，5 个工作日不算",
            "国庆节调休，2 个周末照常上班，要算",
            "最迟 2026 年 10 月 15 日告知是否受理",
        ]
    );
    assert_eq!(clock.rule, "workdays-15/2026-1/2025-11");
}

#[test]
fn an_unannounced_year_is_told() {
    let clock = forward(at(datetime!(2026-12-30 09:00 +8)), Calendar::announced());
    assert!(clock.is_provisional);
    assert!(clock.sum.contains(&"2027年的放假安排还没有公布，先只按周末算".to_owned()));
}

proptest! {
    #[test]
    fn clocks_never_run_backwards(start in 1_704_000_000_000i64..1_830_000_000_000, later in 0i64..5_000_000_000) {
        let (one, two) = (Moment(start), Moment(start + later));
        let calendar = Calendar::announced();
        prop_assert!(acceptance(one, calendar).due_at <= acceptance(two, calendar).due_at);
        prop_assert!(forward(one, calendar).due_at < acceptance(one, calendar).due_at);
        for is_filed in [false, true] {
            let first = result(ResultFrom::Acceptance, one, is_filed);
            prop_assert!(first.due_at > one);
            prop_assert!(first.due_at <= result(ResultFrom::Acceptance, two, is_filed).due_at);
        }
        prop_assert!(result(ResultFrom::Acceptance, one, false).due_at < result(ResultFrom::Acceptance, one, true).due_at);
    }

    #[test]
    fn a_due_day_by_working_days_is_a_working_day(start in 1_704_000_000_000i64..1_798_000_000_000) {
        let calendar = Calendar::announced();
        let clock = acceptance(Moment(start), calendar);
        prop_assert!(calendar.is_working(clock.due_on));
        let first = Moment(start).in_china().date();
        let days = (clock.due_on - first).whole_days();
        let worked = (1..=days).filter(|n| calendar.is_working(first + Duration::days(*n))).count();
        prop_assert_eq!(worked, usize::from(ACCEPTANCE_DAYS));
    }

    #[test]
    fn a_month_lands_on_its_day_or_the_months_end(start in 1_704_000_000_000i64..1_830_000_000_000, is_filed: bool) {
        let clock = result(ResultFrom::Acceptance, Moment(start), is_filed);
        let first = Moment(start).in_china().date();
        prop_assert!(clock.due_on.day() == first.day() || clock.due_on.next_day().unwrap().day() == 1);
        prop_assert!(clock.due_on.day() <= first.day());
    }
}

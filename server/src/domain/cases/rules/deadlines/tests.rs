//! Tables and properties of the clocks.

use super::holds::{Extension, Pause};
use super::terms::ACCEPTANCE_DAYS;
use super::*;
use crate::domain::calendar::Calendar;
use entity::calendar_day;
use entity::id::{AccountId, CalendarDayId, CountyId};
use entity::moment::{CHINA, Moment};
use entity::words::CalendarDayKind;
use proptest::prelude::*;
use time::macros::{date, datetime};
use time::{Date, Duration};
use uuid::Uuid;

fn at(moment: time::OffsetDateTime) -> Moment {
    moment.into()
}

/// By what is announced, and nothing granted.
fn plain(terms: Terms) -> Clock {
    terms.reckon(Calendar::announced(), &Holds::default())
}

fn set(no: i32, day_on: Date, kind: CalendarDayKind) -> calendar_day::Model {
    let (county_id, id, set_by) = (CountyId(Uuid::nil()), CalendarDayId(Uuid::from_u128(1)), AccountId(Uuid::nil()));
    calendar_day::Model { county_id, id, no, day_on, kind, reason: "县庆".to_owned(), set_by, set_at: Moment(0) }
}

fn pause(from: Date, until: Date) -> Pause {
    Pause { from, until, is_outside: false }
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
        let clock = plain(acceptance(at(submitted)));
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
        assert_eq!(plain(result(ResultFrom::Acceptance, started, is_filed)).due_on, due, "{start}");
    }
    let clock = plain(result(ResultFrom::Escalation, at(datetime!(2026-01-31 10:00 +8)), false));
    assert_eq!(clock.sum, ["2026 年 1 月 31 日转到上一级", "办理期限：一个月", "2 月没有 31 日，算到月底", "最迟 2026 年 2 月 28 日答复"]);
}

#[test]
fn a_result_is_published_within_its_own_term_or_in_the_days_of_telling() {
    let (accepted, replied) = (at(datetime!(2026-03-02 09:00 +8)), at(datetime!(2026-03-20 09:00 +8)));
    let in_time = publish_result(ResultFrom::Acceptance, accepted, false, (replied, None));
    assert_eq!((in_time.starts_at, plain(in_time).due_on), (accepted, date!(2026 - 04 - 02)));
    assert_eq!(plain(publish_result(ResultFrom::Acceptance, accepted, true, (replied, None))).due_on, date!(2026 - 06 - 02));
    let late = at(datetime!(2026-04-03 09:00 +8));
    let after = publish_result(ResultFrom::Acceptance, accepted, false, (late, None));
    assert_eq!((after.starts_at, plain(after).due_on), (late, plain(tell_result(late)).due_on));
    let until = Some(at(datetime!(2026-04-22 23:59 +8)));
    let granted = publish_result(ResultFrom::Acceptance, accepted, false, (late, until));
    assert_eq!((granted.starts_at, granted.cause), (accepted, in_time.cause), "a term that was made longer is not over");
    let pauses = vec![pause(date!(2026 - 03 - 10), date!(2026 - 03 - 14))];
    let held = Holds { pauses, ..Holds::default() };
    let result = result(ResultFrom::Acceptance, accepted, false).reckon(Calendar::announced(), &held);
    assert_eq!(in_time.reckon(Calendar::announced(), &held).due_on, result.due_on, "what held the result holds this too");
}

#[test]
fn days_are_days_of_china() {
    // 17:00 in Greenwich is already tomorrow in China.
    let clock = plain(answer(at(datetime!(2026-11-22 17:00 UTC))));
    assert_eq!(clock.due_on, date!(2026 - 12 - 08));
    assert_eq!(withdrawal(at(datetime!(2026-11-22 08:00 +8))).due_on(), date!(2026 - 11 - 25));
}

#[test]
fn the_arithmetic_names_the_holidays() {
    let clock = plain(acceptance(at(datetime!(2026-09-18 09:00 +8))));
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
    let clock = plain(forward(at(datetime!(2026-12-30 09:00 +8))));
    assert!(clock.is_provisional);
    assert!(clock.sum.contains(&"2027年的放假安排还没有公布，先只按周末算".to_owned()));
}

#[test]
fn a_year_counts_weekends_only_until_it_is_announced() {
    let (last, walk) = walk::walk((date!(2026 - 12 - 25), 5), Some(Calendar::announced()), &Holds::default());
    assert_eq!((last, walk.unannounced), (date!(2027 - 01 - 01), Some(2027)));
    let (_, walk) = walk::walk((date!(2026 - 12 - 24), 5), Some(Calendar::announced()), &Holds::default());
    assert_eq!(walk.unannounced, None);
}

#[test]
fn a_countys_day_moves_the_clock_and_stands_in_its_arithmetic() {
    let terms = acceptance(at(datetime!(2026-03-02 09:00 +8)));
    let calendar = Calendar::announced().with(&[set(1, date!(2026 - 03 - 06), CalendarDayKind::Rest)]);
    let moved = Holds { moved: Some(Moved { on: date!(2026 - 03 - 03), from: date!(2026 - 03 - 23) }), ..Holds::default() };
    let clock = terms.reckon(&calendar, &moved);
    assert_eq!(
        clock.sum,
        [
            "2026 年 3 月 2 日提交",
            "从第二天起数 15 个工作日，周末不算",
            "县里定的县庆放假，1 天不算",
            "放假安排变了，2026 年 3 月 3 日重新算过，原来算到 2026 年 3 月 23 日",
            "最迟 2026 年 3 月 24 日告知是否受理",
        ]
    );
    assert_eq!(clock.rule, "workdays-15/2026-1/2025-11+1");
    let calendar = Calendar::announced().with(&[set(1, date!(2026 - 03 - 07), CalendarDayKind::Work)]);
    let clock = terms.reckon(&calendar, &Holds::default());
    assert_eq!(clock.due_on, date!(2026 - 03 - 20));
    assert!(clock.sum.contains(&"县里定的县庆上班，1 天要算".to_owned()));
}

#[test]
fn what_was_granted_stands_in_the_arithmetic() {
    let terms = result(ResultFrom::Acceptance, at(datetime!(2026-03-02 09:00 +8)), false);
    let extensions = vec![Extension { days: 30, is_outside: true }];
    let holds = Holds { pauses: vec![pause(date!(2026 - 03 - 05), date!(2026 - 03 - 14))], extensions, ..Holds::default() };
    let clock = terms.reckon(Calendar::announced(), &holds);
    assert_eq!(
        clock.sum,
        [
            "2026 年 3 月 2 日受理",
            "办理期限：一个月",
            "经上级批准，2026 年 3 月 5 日到 2026 年 3 月 14 日暂停，10 天不算",
            "经县外上级批准，延长 30 天",
            "最迟 2026 年 5 月 12 日答复",
        ]
    );
    let working = acceptance(at(datetime!(2026-03-02 09:00 +8))).reckon(Calendar::announced(), &holds);
    assert!(working.sum.contains(&"经上级批准，2026 年 3 月 5 日到 2026 年 3 月 14 日暂停，7 个工作日不算".to_owned()), "{working:?}");
    // The day after the last one changes nothing, and neither does a pause that ended on its first day.
    for idle in [pause(date!(2026 - 04 - 03), date!(2026 - 04 - 10)), pause(date!(2026 - 03 - 05), date!(2026 - 03 - 04))] {
        let clock = terms.reckon(Calendar::announced(), &Holds { pauses: vec![idle], ..Holds::default() });
        assert_eq!((clock.due_on, &clock.sum), (date!(2026 - 04 - 02), &plain(terms).sum));
    }
}

#[test]
fn only_so_much_can_be_asked_for() {
    let (today, none) = (date!(2026 - 03 - 02), Holds::default());
    let paused = Holds { pauses: vec![pause(date!(2026 - 03 - 01), date!(2026 - 03 - 02))], ..Holds::default() };
    let long = Holds { pauses: vec![pause(date!(2025 - 08 - 01), date!(2026 - 01 - 20))], ..Holds::default() };
    let extended = Holds { extensions: vec![Extension { days: 60, is_outside: false }], ..Holds::default() };
    let later = |days| today + Duration::days(days);
    for (asked, holds, is_refused) in [
        (Asked::Pause(today), &none, false),
        (Asked::Pause(later(60)), &none, false),
        (Asked::Pause(later(61)), &none, true),
        (Asked::Pause(later(-1)), &none, true),
        (Asked::Pause(later(5)), &paused, true),
        (Asked::Pause(later(6)), &long, false),
        (Asked::Pause(later(7)), &long, true),
        (Asked::Extension(1), &none, false),
        (Asked::Extension(90), &none, false),
        (Asked::Extension(0), &none, true),
        (Asked::Extension(-5), &none, true),
        (Asked::Extension(91), &none, true),
        (Asked::Extension(30), &extended, false),
        (Asked::Extension(31), &extended, true),
        (Asked::Extension(i32::MAX), &extended, true),
    ] {
        assert_eq!(why_not(asked, holds, today).is_some(), is_refused, "{asked:?}");
    }
}

#[test]
fn mornings_are_at_half_time_a_week_and_a_day_before() {
    let terms = result(ResultFrom::Acceptance, at(datetime!(2026-03-02 09:00 +8)), false);
    let mut day = date!(2026 - 03 - 02);
    let mut mornings = Vec::new();
    while let Some(next) = plain(terms).reminder_after(day) {
        mornings.push(next);
        day = next.in_china().date();
    }
    // 31 days until 2026-04-02.
    assert_eq!(mornings, [datetime!(2026-03-17 08:00 +8), datetime!(2026-03-26 08:00 +8), datetime!(2026-04-01 08:00 +8)].map(at));
    // Five working days: half time, and the day before.
    let short = plain(forward(at(datetime!(2026-03-02 09:00 +8))));
    assert_eq!(short.due_on, date!(2026 - 03 - 09));
    assert_eq!(short.reminder_after(date!(2026 - 03 - 02)), Some(at(datetime!(2026-03-05 08:00 +8))));
    assert_eq!(short.reminder_after(date!(2026 - 03 - 05)), Some(at(datetime!(2026-03-08 08:00 +8))));
    assert_eq!(short.reminder_after(date!(2026 - 03 - 08)), None);
    assert_eq!(plain(answer(at(datetime!(2026-03-02 09:00 +8)))).reminder_after(date!(2026 - 03 - 02)), None, "nobody's to do");
}

proptest! {
    #[test]
    fn clocks_never_run_backwards(start in 1_704_000_000_000i64..1_830_000_000_000, later in 0i64..5_000_000_000) {
        let (one, two) = (Moment(start), Moment(start + later));
        prop_assert!(acceptance(one).due_at() <= acceptance(two).due_at());
        prop_assert!(forward(one).due_at() < acceptance(one).due_at());
        for is_filed in [false, true] {
            let first = result(ResultFrom::Acceptance, one, is_filed);
            prop_assert!(first.due_at() > one);
            prop_assert!(first.due_at() <= result(ResultFrom::Acceptance, two, is_filed).due_at());
        }
        prop_assert!(result(ResultFrom::Acceptance, one, false).due_at() < result(ResultFrom::Acceptance, one, true).due_at());
    }

    #[test]
    fn a_due_day_by_working_days_is_a_working_day(start in 1_704_000_000_000i64..1_798_000_000_000) {
        let calendar = Calendar::announced();
        let clock = plain(acceptance(Moment(start)));
        prop_assert!(calendar.is_working(clock.due_on));
        let first = Moment(start).in_china().date();
        let days = (clock.due_on - first).whole_days();
        let worked = (1..=days).filter(|n| calendar.is_working(first + Duration::days(*n))).count();
        prop_assert_eq!(worked, usize::from(ACCEPTANCE_DAYS));
    }

    #[test]
    fn a_month_lands_on_its_day_or_the_months_end(start in 1_704_000_000_000i64..1_830_000_000_000, is_filed: bool) {
        let clock = plain(result(ResultFrom::Acceptance, Moment(start), is_filed));
        let first = Moment(start).in_china().date();
        prop_assert!(clock.due_on.day() == first.day() || clock.due_on.next_day().unwrap().day() == 1);
        prop_assert!(clock.due_on.day() <= first.day());
    }

    #[test]
    fn a_mornings_notice_comes_before_the_last_day_and_after_the_last_morning(start in 1_704_000_000_000i64..1_798_000_000_000, at_day in 0i64..40) {
        let clock = plain(acceptance(Moment(start)));
        let day = Moment(start).in_china().date() + Duration::days(at_day);
        if let Some(morning) = clock.reminder_after(day) {
            prop_assert!(morning.in_china().date() > day && morning < clock.due_at);
        }
    }
}

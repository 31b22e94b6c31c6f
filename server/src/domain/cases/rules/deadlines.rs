//! 时限: by when what is due, each with the arithmetic that a person can follow.
//!
//! Sources: 检举控告工作规则 (2020) for the 15 and 5 working days; seed 004 for one month and three months. All end
//! with the day, on China's clocks. A clock starts from the change that causes it, never from an edit.

use super::calendar::{Calendar, Count};
use entity::moment::{CHINA, Moment};
use entity::words::DeadlineKind;
use time::{Date, Duration, Month, Time};

/// Version of these rules, as it stands in a deadline's row.
pub const VERSION: &str = "2026-1";
/// 受理告知: working days from submission.
pub const ACCEPTANCE_DAYS: u16 = 15;
/// 结果告知: working days from conclusion.
pub const TELL_RESULT_DAYS: u16 = 15;
/// 转办签收: working days for the receiver.
pub const FORWARD_DAYS: u16 = 5;
/// Calendar days to say satisfied or not.
pub const ANSWER_DAYS: i64 = 15;
/// Calendar days until a withdrawal takes effect.
pub const WITHDRAWAL_DAYS: i64 = 3;

/// One clock, ready for its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Which clock.
    pub kind: DeadlineKind,
    /// When it started.
    pub starts_at: Moment,
    /// Rule and calendar version.
    pub rule: String,
    /// The last millisecond of the last day.
    pub due_at: Moment,
    /// The last day.
    pub due_on: Date,
    /// The arithmetic, line by line.
    pub sum: Vec<String>,
    /// Whether a year was used whose holidays are not announced yet.
    pub is_provisional: bool,
}

/// What a result clock counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultFrom {
    /// Acceptance at the first instance.
    Acceptance,
    /// Escalation to the superior organ.
    Escalation,
    /// The organ's decision to go on without the reporter.
    Continuation,
}

/// Tell the reporter of acceptance: 15 working days after submission.
#[must_use]
pub fn acceptance(submitted: Moment, calendar: &Calendar) -> Clock {
    in_working_days(DeadlineKind::Acceptance, ("提交", "告知是否受理"), (submitted, ACCEPTANCE_DAYS), calendar)
}

/// The same after the organ decided to go on with what was withdrawn.
#[must_use]
pub fn acceptance_anew(decided: Moment, calendar: &Calendar) -> Clock {
    in_working_days(DeadlineKind::Acceptance, ("决定继续办", "告知是否受理"), (decided, ACCEPTANCE_DAYS), calendar)
}

/// Tell the result: 15 working days after conclusion.
#[must_use]
pub fn tell_result(concluded: Moment, calendar: &Calendar) -> Clock {
    in_working_days(DeadlineKind::TellResult, ("办结", "告知结果"), (concluded, TELL_RESULT_DAYS), calendar)
}

/// Take a transferred case or send it on: 5 working days.
#[must_use]
pub fn forward(transferred: Moment, calendar: &Calendar) -> Clock {
    in_working_days(DeadlineKind::Forward, ("转来", "签收受理"), (transferred, FORWARD_DAYS), calendar)
}

/// The result: one month, three once filed (立案), after acceptance, escalation or the decision to go on.
#[must_use]
pub fn result(from: ResultFrom, started: Moment, is_filed: bool) -> Clock {
    let (months, why) = if is_filed { (3, "已立案，三个月") } else { (1, "一个月") };
    let start = started.in_china().date();
    let last = months_after(start, months);
    let cause = match from {
        ResultFrom::Acceptance => "受理",
        ResultFrom::Escalation => "转到上一级",
        ResultFrom::Continuation => "决定继续办",
    };
    let mut sum = vec![format!("{}{cause}", day(start)), format!("办理期限：{why}")];
    if last.day() != start.day() {
        sum.push(format!("{}没有 {} 日，算到月底", month_of(last), start.day()));
    }
    sum.push(format!("最迟 {}答复", day(last)));
    let rule = format!("result-{months}m/{VERSION}");
    Clock { kind: DeadlineKind::Result, starts_at: started, rule, due_at: end_of(last), due_on: last, sum, is_provisional: false }
}

/// Say satisfied or not: 15 days after the reply.
#[must_use]
pub fn answer(replied: Moment) -> Clock {
    in_days(DeadlineKind::Answer, ("答复", "说满意不满意"), (replied, ANSWER_DAYS))
}

/// A withdrawal takes effect after 3 days.
#[must_use]
pub fn withdrawal(asked: Moment) -> Clock {
    in_days(DeadlineKind::Withdrawal, ("申请撤回", "反悔"), (asked, WITHDRAWAL_DAYS))
}

fn in_working_days(kind: DeadlineKind, words: (&str, &str), (started, days): (Moment, u16), calendar: &Calendar) -> Clock {
    let start = started.in_china().date();
    let count = calendar.working_days_after(start, days);
    let mut sum = vec![format!("{}{}", day(start), words.0), format!("从第二天起数 {days} 个工作日，周末不算")];
    sum.extend(lines_of(&count));
    if count.is_provisional {
        sum.push(format!("{}年的放假安排还没有公布，先只按周末算", count.last.year()));
    }
    sum.push(format!("最迟 {}{}", day(count.last), words.1));
    Clock {
        kind,
        starts_at: started,
        rule: format!("workdays-{days}/{VERSION}/{}", calendar.version),
        due_at: end_of(count.last),
        due_on: count.last,
        sum,
        is_provisional: count.is_provisional,
    }
}

fn lines_of(count: &Count) -> Vec<String> {
    let lost = count.lost.iter().map(|(name, days)| format!("{name}放假，{days} 个工作日不算"));
    let made_up = count.made_up.iter().map(|(name, days)| format!("{name}调休，{days} 个周末照常上班，要算"));
    lost.chain(made_up).collect()
}

fn in_days(kind: DeadlineKind, words: (&str, &str), (started, days): (Moment, i64)) -> Clock {
    let start = started.in_china().date();
    let last = start.checked_add(Duration::days(days)).unwrap_or(Date::MAX);
    let sum = vec![format!("{}{}", day(start), words.0), format!("往后数 {days} 天"), format!("{}以前可以{}", day(last), words.1)];
    let rule = format!("days-{days}/{VERSION}");
    Clock { kind, starts_at: started, rule, due_at: end_of(last), due_on: last, sum, is_provisional: false }
}

/// The same day some months later, or that month's last day if it has no such day.
fn months_after(start: Date, months: u8) -> Date {
    let month = start.month().nth_next(months);
    let passes_year = u8::from(month) < u8::from(start.month());
    let year = start.year() + i32::from(passes_year);
    let last_day = month.length(year);
    Date::from_calendar_date(year, month, start.day().min(last_day)).unwrap_or(Date::MAX)
}

fn end_of(day: Date) -> Moment {
    let last = Time::from_hms_milli(23, 59, 59, 999).unwrap_or(Time::MIDNIGHT);
    Moment::from(day.with_time(last).assume_offset(CHINA))
}

/// A day as people say it.
#[must_use]
pub fn day(day: Date) -> String {
    format!("{} 年 {} 月 {} 日", day.year(), u8::from(day.month()), day.day())
}

fn month_of(day: Date) -> String {
    let month: Month = day.month();
    format!("{} 月", u8::from(month))
}

#[cfg(test)]
#[path = "deadlines_tests.rs"]
mod tests;

//! The arithmetic in Chinese, line by line: a person who reads it can count along and comes to the same day.

use super::holds::{Extension, Holds, Pause};
use super::terms::{Term, Terms, day, months_after};
use super::walk::{Met, Walk};
use entity::words::{DeadlineCause, DeadlineKind};
use time::Date;

/// All lines of one clock.
pub fn lines(terms: &Terms, last: Date, walk: &Walk, holds: &Holds) -> Vec<String> {
    let start = terms.starts_at.in_china().date();
    let mut lines = vec![format!("{}{}", day(start), cause(terms.cause))];
    match terms.term {
        Term::WorkingDays(days) => {
            lines.push(format!("从第二天起数 {days} 个工作日，周末不算"));
            lines.extend(walk.met.iter().filter(|met| !met.works).map(met_line));
            lines.extend(walk.met.iter().filter(|met| met.works).map(met_line));
        }
        Term::Days(days) => lines.push(format!("往后数 {days} 天")),
        Term::Months(months) => lines.extend(of_months(start, months)),
    }
    lines.extend(walk.unannounced.map(|year| format!("{year}年的放假安排还没有公布，先只按周末算")));
    let is_working = terms.needs_calendar();
    lines.extend(
        holds.pauses.iter().zip(&walk.paused).filter(|(_, taken)| **taken > 0).map(|(pause, taken)| paused(pause, *taken, is_working)),
    );
    lines.extend(holds.extensions.iter().map(|one| extended(*one, is_working)));
    lines.extend(holds.moved.map(|moved| format!("放假安排变了，{}重新算过，原来算到 {}", day(moved.on), day(moved.from))));
    lines.push(end(terms.kind, last));
    lines
}

fn of_months(start: Date, months: u8) -> Vec<String> {
    let last = months_after(start, months);
    let why = if months == 3 { "已立案，三个月".to_owned() } else { chinese(months) };
    let mut lines = vec![format!("办理期限：{why}")];
    if last.day() != start.day() {
        lines.push(format!("{} 月没有 {} 日，算到月底", u8::from(last.month()), start.day()));
    }
    lines
}

fn chinese(months: u8) -> String {
    if months == 1 { "一个月".to_owned() } else { format!("{months} 个月") }
}

fn met_line(met: &Met) -> String {
    let Met { name, works, is_county, days } = met;
    match (works, is_county) {
        (false, false) => format!("{name}放假，{days} 个工作日不算"),
        (true, false) => format!("{name}调休，{days} 个周末照常上班，要算"),
        (false, true) => format!("县里定的{name}放假，{days} 天不算"),
        (true, true) => format!("县里定的{name}上班，{days} 天要算"),
    }
}

const fn granted(is_outside: bool) -> &'static str {
    if is_outside { "经县外上级批准" } else { "经上级批准" }
}

fn paused(pause: &Pause, taken: u16, is_working: bool) -> String {
    let (by, from, until) = (granted(pause.is_outside), day(pause.from), day(pause.until));
    let unit = if is_working { "个工作日" } else { "天" };
    format!("{by}，{from}到 {until}暂停，{taken} {unit}不算")
}

fn extended(extension: Extension, is_working: bool) -> String {
    let unit = if is_working { "个工作日" } else { "天" };
    format!("{}，延长 {} {unit}", granted(extension.is_outside), extension.days)
}

const fn cause(cause: DeadlineCause) -> &'static str {
    match cause {
        DeadlineCause::Submitted => "提交",
        DeadlineCause::Continued => "决定继续办",
        DeadlineCause::Concluded => "办结",
        DeadlineCause::Transferred => "转来",
        DeadlineCause::Accepted => "受理",
        DeadlineCause::Escalated => "转到上一级",
        DeadlineCause::Replied => "答复",
        DeadlineCause::WithdrawalAsked => "申请撤回",
        DeadlineCause::Returned => "退回",
        DeadlineCause::MaterialAsked => "通知补充材料",
        DeadlineCause::MaterialWaits => "有新材料还没有看",
        DeadlineCause::MaterialSeen => "看过新材料",
        DeadlineCause::Settled => "办结",
        DeadlineCause::FollowUpAsked => "回访",
        DeadlineCause::Reopened => "决定还是公开",
        DeadlineCause::HandedOver => "移交",
        DeadlineCause::Corrected => "更正结论",
    }
}

fn end(kind: DeadlineKind, last: Date) -> String {
    let last = day(last);
    match kind {
        DeadlineKind::Acceptance => format!("最迟 {last}告知是否受理"),
        DeadlineKind::TellResult => format!("最迟 {last}告知结果"),
        DeadlineKind::Forward => format!("最迟 {last}签收受理"),
        DeadlineKind::Result => format!("最迟 {last}答复"),
        DeadlineKind::Answer => format!("{last}以前可以说满意不满意"),
        DeadlineKind::Withdrawal => format!("{last}以前可以反悔"),
        DeadlineKind::PublishResult => format!("最迟 {last}公开结果"),
        DeadlineKind::Material => format!("最迟 {last}补充"),
        DeadlineKind::FollowUp => format!("{last}过后回访"),
        DeadlineKind::FollowUpAnswer => format!("{last}以前可以回答"),
        DeadlineKind::Receipt => format!("最迟 {last}收到接收单位的回执"),
    }
}

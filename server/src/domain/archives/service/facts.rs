//! Facts as entries: each with its day, its moment, its source and a link where everybody reads it.

use crate::domain::archives::kind::EntryKind;
use crate::domain::archives::model::Entry;
use crate::domain::archives::{rules, words};
use crate::domain::cases::ArchivedFinding;
use crate::domain::powers::{CheckRow, HaltRow};
use crate::domain::publications::ArchivedPublication;
use entity::id::minted_at;
use entity::moment::Moment;
use entity::words::PublicationKind;
use entity::{post, power, unit};
use time::Date;

/// Until when it is read, and where pages of the county stand.
pub(super) struct Frame<'a> {
    /// What was written down later is not there.
    pub until: Moment,
    /// The day on which it is read: what links lead to is shown then.
    pub today: Date,
    /// The county's division code.
    pub county: &'a str,
}

pub(super) fn entry(key: String, kind: EntryKind, (on, known_at): (Date, Moment), (title, source): (String, String)) -> Entry {
    Entry {
        key,
        kind,
        on,
        until: None,
        known_at,
        title,
        lines: Vec::new(),
        words: None,
        source,
        link: None,
        published: None,
        answers: Vec::new(),
        matter: None,
    }
}

/// When a post was written down.
pub(super) fn post_known_at(row: &post::Model) -> Moment {
    Moment(minted_at(row.id.0))
}

/// 任职. Its last day is there once that was written down.
pub(super) fn of_post(frame: &Frame<'_>, row: &post::Model, unit: &unit::Model) -> Entry {
    let leads = [(row.leads_unit, "单位主要负责人"), (row.leads_section, "内设机构负责人"), (row.organ_id.is_some(), "纪检组织成员")];
    let until = row.valid_until.filter(|_| row.end_known_at.is_none_or(|at| at <= frame.until));
    let title = format!("{} {}", unit.name, row.title);
    Entry {
        until,
        lines: leads.into_iter().filter(|(is, _)| *is).map(|(_, word)| word.to_owned()).collect(),
        link: Some(format!("/{}/u/{}", frame.county, unit.code)),
        ..entry(row.id.to_string(), EntryKind::Post, (row.valid_from, post_known_at(row)), (title, "干部岗位登记".to_owned()))
    }
}

/// 结论和措施, with what was published of it.
pub(super) fn of_finding(frame: &Frame<'_>, row: &ArchivedFinding, published: Option<&ArchivedPublication>) -> Entry {
    let on = row.concluded_at.in_china().date();
    let mut lines: Vec<_> = row.measures.iter().map(|(kind, fen)| words::measure(*kind, *fen)).collect();
    if row.instance_no > 1 {
        lines.push("这是上一级复核的结论。".to_owned());
    }
    if row.is_corrected {
        lines.push("结论更正过，这里是更正以后的。".to_owned());
    }
    if row.is_shared {
        lines.push("反映的不止他一人，结论和措施是整件的，不一定是对他本人的，请向作结论的组织核实。".to_owned());
    }
    lines.extend(published.map(|one| said_of(frame, one)));
    let link = published.filter(|one| rules::is_public(one, frame.today)).map(|one| address(frame, one));
    let source = format!("{}，{}结论", row.organ, words::day(on));
    let title = format!("结论：{}", words::finding(row.finding));
    Entry {
        lines,
        link,
        published: published.map(key_of),
        ..entry(row.id.to_string(), EntryKind::Finding, (on, row.known_at), (title, source))
    }
}

/// What became of what was published.
fn said_of(frame: &Frame<'_>, one: &ArchivedPublication) -> String {
    match (&one.title, one.hidden.is_some()) {
        (Some(title), false) if one.ends_on.is_some_and(|last| last < frame.today) => format!("公开过：{title}（期限已满）"),
        (Some(title), false) => format!("已公开：{title}（编号 {}）", one.code),
        _ => "公开过，后来撤下了。".to_owned(),
    }
}

fn address(frame: &Frame<'_>, one: &ArchivedPublication) -> String {
    format!("/{}/r/{}", frame.county, one.code)
}

/// How the archive names a publication: by its address, for its id carries a time that is not public.
pub(super) fn key_of(one: &ArchivedPublication) -> String {
    format!("result:{}", one.code)
}

/// 公开的结果、曝光、澄清.
pub(super) fn of_publication(frame: &Frame<'_>, one: &ArchivedPublication) -> Entry {
    let word = match one.kind {
        PublicationKind::Result => "结果公开",
        PublicationKind::Exposure => "点名道姓曝光",
        PublicationKind::Clarification => "澄清",
    };
    let is_public = rules::is_public(one, frame.today);
    let title = one
        .title
        .as_deref()
        .filter(|_| one.hidden.is_none())
        .map_or_else(|| format!("{word}（已撤下）"), |title| format!("{word}：{title}"));
    let document = one.document.as_ref().map(|document| format!("决定文号：{document}"));
    let ends = one.ends_on.map(|last| format!("公开到 {}", words::day(last)));
    let (on, source) = (one.published_at.in_china().date(), format!("{}，编号 {}", one.organ, one.code));
    Entry {
        lines: document.into_iter().chain(ends).collect(),
        link: is_public.then(|| address(frame, one)),
        ..entry(key_of(one), EntryKind::Publication, (on, one.published_at), (title, source))
    }
}

/// 叫停 of a power of the unit that he led, with what the unit put right.
pub(super) fn of_halt(frame: &Frame<'_>, row: &HaltRow) -> Entry {
    let halt = &row.halt;
    let mut lines = vec![format!("原因：{}", halt.reason)];
    let answers = row.answers.iter().filter(|answer| answer.answered_at <= frame.until);
    lines.extend(answers.map(|answer| format!("{}整改答复：{}", words::day_of(answer.answered_at), answer.text)));
    let resumed = halt.resumed_at.filter(|at| *at <= frame.until);
    match (resumed, &halt.resume_reason) {
        (Some(at), Some(reason)) => lines.push(format!("{}恢复：{reason}", words::day_of(at))),
        _ => lines.push("还没有恢复。".to_owned()),
    }
    let on = halt.ordered_at.in_china().date();
    let title = format!("{}的“{}”被叫停", row.unit_name, row.power.name);
    Entry {
        until: resumed.map(|at| at.in_china().date()),
        lines,
        link: page_of(frame, &row.power),
        ..entry(halt.id.to_string(), EntryKind::Halt, (on, halt.ordered_at), (title, row.organ.clone()))
    }
}

/// 过程检查不合规 of a power of the unit that he led.
pub(super) fn of_check(frame: &Frame<'_>, (row, power): &(CheckRow, power::Model), unit: &str) -> Entry {
    let (check, on) = (&row.check, row.check.checked_at.in_china().date());
    let title = format!("{unit}的“{}”过程检查不合规", power.name);
    Entry {
        lines: vec![check.text.clone()],
        link: page_of(frame, power),
        ..entry(check.id.to_string(), EntryKind::Check, (on, check.checked_at), (title, row.organ.clone()))
    }
}

fn page_of(frame: &Frame<'_>, power: &power::Model) -> Option<String> {
    power.is_published.then(|| format!("/{}/p/{}", frame.county, power.code))
}

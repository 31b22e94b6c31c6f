//! 摘要: one page of facts, each with its source, for the meeting; and the same as PDF. Pure.
//!
//! There is no score: how many of a kind there are is said beside each of them, or by how many the page leaves out.

mod layout;
mod pdf;

pub use layout::Head;
pub use pdf::pdf;

use super::kind::EntryKind;
use super::model::{Archive, Chapter, Entry, Fact};
use super::sheet::Sheet;
use super::words;

/// Facts of one kind at most; what is left out is counted and stands in the archive.
const MOST: usize = 8;
/// Of what lasted for years the posts are more.
const MOST_POSTS: usize = 10;

/// The summary of an archive.
#[must_use]
pub fn chapters(archive: &Archive) -> Vec<Chapter> {
    let kinds = [
        EntryKind::Post,
        EntryKind::Finding,
        EntryKind::Publication,
        EntryKind::Rating,
        EntryKind::Opinion,
        EntryKind::Halt,
        EntryKind::Check,
        EntryKind::Matter,
    ];
    let mut all: Vec<_> = kinds.into_iter().map(|kind| of_kind(archive, kind)).collect();
    all.push(from_elsewhere(archive));
    all.retain(|chapter| !chapter.facts.is_empty() || chapter.heading == words::heading(EntryKind::Finding));
    all
}

fn of_kind(archive: &Archive, kind: EntryKind) -> Chapter {
    let entries: Vec<_> = archive.entries.iter().filter(|entry| entry.kind == kind).collect();
    let most = if kind == EntryKind::Post { MOST_POSTS } else { MOST };
    Chapter {
        heading: words::heading(kind),
        more: entries.len().saturating_sub(most),
        facts: entries.into_iter().take(most).map(fact).collect(),
    }
}

fn fact(entry: &Entry) -> Fact {
    let until = entry.until.filter(|last| *last != entry.on).map(|last| format!("到 {}", words::day(last))).unwrap_or_default();
    let still = if entry.kind == EntryKind::Post && entry.until.is_none() { "至今" } else { "" };
    let mut text = format!("{}{until}{still} {}", words::day(entry.on), entry.title);
    // What a halt or a check says is long, and stands in the archive.
    if matches!(entry.kind, EntryKind::Finding | EntryKind::Publication | EntryKind::Rating) && !entry.lines.is_empty() {
        text = format!("{text}。{}", entry.lines.join("；"));
    }
    if !entry.answers.is_empty() {
        text = format!("{text}（本人有说明，见档案）");
    }
    Fact { text, source: entry.source.clone(), link: entry.link.clone() }
}

/// What other counties signed.
fn from_elsewhere(archive: &Archive) -> Chapter {
    let mut facts = Vec::new();
    for one in &archive.foreign {
        facts.push(of_sheet(&format!("{}移交的档案", one.county), (&one.sheet, one.is_signed)));
        let earlier = |(sheet, is_signed): &(Sheet, bool)| {
            of_sheet(&format!("{}更早的档案，由{}转来", sheet.county, one.county), (sheet, *is_signed))
        };
        facts.extend(one.earlier.iter().map(earlier));
    }
    let more = facts.len().saturating_sub(MOST);
    facts.truncate(MOST);
    Chapter { heading: "外县移交来的档案", more, facts }
}

fn of_sheet(what: &str, (sheet, is_signed): (&Sheet, bool)) -> Fact {
    let found = sheet.entries.iter().filter(|entry| entry.kind == EntryKind::Finding);
    let found: Vec<_> = found.map(|entry| format!("{} {}", words::day(entry.on), entry.title)).collect();
    let said = if found.is_empty() { "没有办结的结论".to_owned() } else { found.join("；") };
    let signed = if is_signed { "签名已验" } else { "签名对不上，不能采用" };
    Fact { text: format!("{what}：{said}"), source: format!("文号 {}，{signed}", sheet.document), link: None }
}

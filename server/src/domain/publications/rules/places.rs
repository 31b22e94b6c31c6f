//! Places: divisions of the directory, groups of villagers (组、社、屯), numbers of houses.

use super::Known;
use super::marks::{Mark, MarkKind};
use super::scan::{digit, ends_before, is_han, is_numeral, piece, run, stands_at};

/// What a group of villagers is called; longer words first.
const GROUPS: &[&str] = &["村民小组", "村民组", "小组", "组", "社", "屯"];
/// What makes another word of it.
const NOT_GROUPS: &[char] = &['织', '成', '建', '长', '会', '区', '保', '员', '合'];

/// All places of a text, each with its place.
#[must_use]
pub fn find(chars: &[char], known: &Known) -> Vec<(usize, Mark)> {
    let mut found = divisions(chars, known);
    found.extend(groups(chars));
    found.extend(hamlets(chars));
    found.extend(houses(chars));
    found
}

/// Where a name of the directory stands; the longest that begins there.
fn divisions(chars: &[char], known: &Known) -> Vec<(usize, Mark)> {
    let longest = known.places.iter().map(|name| name.chars().count()).max().unwrap_or_default();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let name = (2..=longest).rev().map(|length| piece(chars, at, at + length)).find(|word| known.places.contains(word));
        match name {
            Some(name) => {
                let length = name.chars().count();
                let instead = neutral(&name);
                found.push((at, Mark::suggested(name, MarkKind::Place).reading(instead)));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

fn neutral(name: &str) -> &'static str {
    match name.chars().last() {
        Some('村') => "某村",
        Some('镇') => "某镇",
        Some('乡') => "某乡",
        Some('区') => "某社区",
        Some('道') => "某街道",
        _ => "某地",
    }
}

/// 三组, 第 3 社, 二村民小组.
fn groups(chars: &[char]) -> Vec<(usize, Mark)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let length = run(chars, at, is_numeral);
        let word = GROUPS.iter().filter(|_| (1..=3).contains(&length)).find(|word| stands_at(chars, at + length, word));
        if let Some(word) = word {
            let until = at + length + word.chars().count();
            let is_group = !chars.get(until).is_some_and(|c| NOT_GROUPS.contains(c));
            let from = if ends_before(chars, at, "第") { at - 1 } else { at };
            if is_group {
                let mark = Mark::suggested(piece(chars, from, until), MarkKind::Place).reading(format!("某{word}"));
                found.push((from, mark));
            }
        }
        at += length.max(1);
    }
    found
}

/// 大坪屯: the last three characters before 屯.
fn hamlets(chars: &[char]) -> Vec<(usize, Mark)> {
    let at_end = |end: usize| {
        let before = chars.get(end.saturating_sub(3)..end).unwrap_or_default();
        let length = before.iter().rev().take_while(|c| is_han(**c) && !is_numeral(**c) && !"村镇乡在住的和".contains(**c)).count();
        (length > 0).then(|| {
            let from = end - length;
            (from, Mark::suggested(piece(chars, from, end + 1), MarkKind::Place).reading("某屯"))
        })
    };
    (0..chars.len()).filter(|at| chars.get(*at) == Some(&'屯')).filter_map(at_end).collect()
}

/// 18 号, 3 号楼 2 单元: not a day, not the number of a document.
fn houses(chars: &[char]) -> Vec<(usize, Mark)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let length = run(chars, at, |c| digit(c).is_some());
        let until = at + length;
        let is_house = (1..=4).contains(&length) && ["号", "栋", "幢", "单元", "号楼"].iter().any(|word| stands_at(chars, until, word));
        let is_other = ["月", "〕", "]", "］", "第"].iter().any(|word| ends_before(chars, at, word));
        if is_house && !is_other {
            let end = until + if stands_at(chars, until, "单元") || stands_at(chars, until, "号楼") { 2 } else { 1 };
            found.push((at, Mark::suggested(piece(chars, at, end), MarkKind::Place).reading("某号")));
        }
        at += length.max(1);
    }
    found
}

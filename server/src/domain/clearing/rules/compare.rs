//! Two contents side by side: part by part, line by line.

use crate::domain::clearing::model::{Content, Part};

/// One line on both sides; the same text on both if it did not change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How it was; none if it is new.
    pub before: Option<String>,
    /// How it is; none if it went.
    pub after: Option<String>,
}

/// A part that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartChange {
    /// Which.
    pub part: Part,
    /// All its lines, those that did not change too.
    pub lines: Vec<Line>,
}

/// Which parts differ.
#[must_use]
pub fn differing(before: &Content, after: &Content) -> Vec<Part> {
    Part::ALL.into_iter().filter(|part| before.lines(*part) != after.lines(*part)).collect()
}

/// What differs; of something that is new, or went, all that it says.
#[must_use]
pub fn compare(before: Option<&Content>, after: Option<&Content>) -> Vec<PartChange> {
    let lines = |side: Option<&Content>, part| side.map(|content| content.lines(part)).unwrap_or_default();
    let change = |part| {
        let (old, new) = (lines(before, part), lines(after, part));
        (old != new).then(|| PartChange { part, lines: beside(&old, &new) })
    };
    Part::ALL.into_iter().filter_map(change).collect()
}

/// Lines that both have stand beside each other; what lies between them is paired in order.
fn beside(old: &[String], new: &[String]) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut rest_old, mut rest_new) = (old, new);
    for same in common(old, new) {
        let before = take_until(&mut rest_old, &same);
        let after = take_until(&mut rest_new, &same);
        pair(&mut lines, before, after);
        lines.push(Line { before: Some(same.clone()), after: Some(same) });
    }
    pair(&mut lines, rest_old, rest_new);
    lines
}

/// What stands before this line; the rest goes on behind it.
fn take_until<'a>(rest: &mut &'a [String], line: &str) -> &'a [String] {
    let at = rest.iter().position(|one| one == line).unwrap_or(rest.len());
    let (before, from) = rest.split_at(at);
    *rest = from.split_first().map(|(_, behind)| behind).unwrap_or_default();
    before
}

fn pair(lines: &mut Vec<Line>, old: &[String], new: &[String]) {
    for at in 0..old.len().max(new.len()) {
        lines.push(Line { before: old.get(at).cloned(), after: new.get(at).cloned() });
    }
}

/// The longest run of lines that both have in this order.
fn common(old: &[String], new: &[String]) -> Vec<String> {
    // Each row of the table is the best run from one line of `old` on, for every line of `new`; the last is the whole answer.
    let mut below: Vec<Vec<&String>> = vec![Vec::new(); new.len() + 1];
    for line in old.iter().rev() {
        let mut row: Vec<Vec<&String>> = vec![Vec::new(); new.len() + 1];
        for (at, other) in new.iter().enumerate().rev() {
            let empty = Vec::new();
            let (down, right) = (below.get(at).unwrap_or(&empty), row.get(at + 1).unwrap_or(&empty));
            let best = if line == other {
                let behind = below.get(at + 1).unwrap_or(&empty);
                std::iter::once(line).chain(behind.iter().copied()).collect()
            } else if down.len() >= right.len() {
                down.clone()
            } else {
                right.clone()
            };
            if let Some(cell) = row.get_mut(at) {
                *cell = best;
            }
        }
        below = row;
    }
    below.first().map(|run| run.iter().map(|line| (*line).clone()).collect()).unwrap_or_default()
}

//! Numbers of identity cards, phones and bank cards are covered before anything is written. What stays is the front: with
//! the last four digits of his card a villager proves himself.

use super::numbers::{LONGEST, agrees, alone, birth, births, is_identity, is_mobile, is_old_identity};
use std::ops::Range;
use time::Date;

/// Between the parts of one number stand no more characters than these.
const WIDEST_GAP: usize = 6;

/// A text without whole numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masked {
    /// The text, with stars.
    pub text: String,
    /// Whether anything was covered.
    pub is_changed: bool,
    /// Days of birth that stood in numbers of identity cards.
    pub births: Vec<Date>,
}

/// Covers the numbers of a text.
#[must_use]
pub fn masked(text: &str) -> Masked {
    let chars: Vec<char> = text.chars().collect();
    let mut done = Masked { text: String::with_capacity(text.len()), is_changed: false, births: Vec::new() };
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let pieces = pieces(&chars, at);
        match pieces.last() {
            Some(last) => {
                let mut until = at;
                let mut found = numbers(&chars, &pieces);
                found.sort_by_key(|number| number.at.start);
                for number in found {
                    done.text.extend(chars.get(until..number.at.start).unwrap_or_default());
                    done.text.push_str(&covered(&number.digits, number.shown));
                    done.births.extend(number.births);
                    done.is_changed = true;
                    until = number.at.end;
                }
                done.text.extend(chars.get(until..last.at.end).unwrap_or_default());
                at = until.max(last.at.end);
            }
            None => {
                done.text.push(*c);
                at += 1;
            }
        }
    }
    done
}

/// Digits in one piece.
struct Piece {
    at: Range<usize>,
    digits: String,
    /// What stands between it and the piece before.
    gap: Gap,
}

/// What divides two pieces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// Nothing stands before the first piece.
    None,
    /// As people write numbers in parts: gaps, dashes, dots, brackets; which.
    Of(char),
    /// Any other sign that is no letter.
    Other,
}

/// A number of somebody within a text.
struct Number {
    at: Range<usize>,
    digits: String,
    shown: usize,
    births: Vec<Date>,
}

/// The pieces from this place on with nothing but signs between them; none if no digit stands here.
fn pieces(chars: &[char], from: usize) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    let (mut at, mut between) = (from, Gap::None);
    loop {
        let digits: String = chars.get(at..).unwrap_or_default().iter().map_while(|c| digit(*c)).collect();
        if digits.is_empty() {
            return all;
        }
        let until = at + digits.len();
        all.push(Piece { at: at..until, digits, gap: between });
        let signs = chars.get(until..).unwrap_or_default().iter().take(WIDEST_GAP + 1).take_while(|c| !c.is_alphanumeric()).count();
        at = until + signs;
        if signs == 0 || signs > WIDEST_GAP {
            return all;
        }
        between = gap(chars.get(until..at).unwrap_or_default());
    }
}

fn gap(signs: &[char]) -> Gap {
    let kind = |c: &char| match c {
        c if c.is_whitespace() => Some(' '),
        '-' | '－' | '–' | '—' | '‐' | '‑' | '−' => Some('-'),
        '·' | '.' | '．' | '・' | '•' => Some('.'),
        '_' | '/' | '／' | '~' | '～' => Some('_'),
        '(' | ')' | '（' | '）' | '[' | ']' | '【' | '】' | '〔' | '〕' | '〈' | '〉' | '<' | '>' | '《' | '》' | '「' | '」' => {
            Some('(')
        }
        _ => None,
    };
    let kinds: Option<Vec<char>> = signs.iter().map(kind).collect();
    let Some(kinds) = kinds else { return Gap::Other };
    Gap::Of(kinds.into_iter().find(|kind| *kind != ' ').unwrap_or(' '))
}

/// The value of a digit, narrow or wide, or as formulas write it.
fn digit(c: char) -> Option<char> {
    let from = |first: char| char::from_digit((u32::from(c) - u32::from(first)) % 10, 10);
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => from('０'),
        '\u{1D7CE}'..='\u{1D7FF}' => from('\u{1D7CE}'),
        _ => None,
    }
}

/// All numbers among these pieces. First what is beyond doubt, so that nothing else takes a part of it; then what is whole by
/// itself; then what is written in parts, as long as it gets.
fn numbers(chars: &[char], pieces: &[Piece]) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let free = |found: &[Number], at: &Range<usize>| found.iter().all(|one| one.at.end <= at.start || at.end <= one.at.start);
    for rule in [identity, single, parted] {
        for from in 0..pieces.len() {
            for some in spans(pieces, from) {
                let number = rule(chars, some, pieces.len() == from + some.len());
                if let Some(number) = number.filter(|number| free(&found, &number.at)) {
                    found.push(number);
                    break;
                }
            }
        }
    }
    found
}

/// Pieces from one on, the most first, with no more digits than a number has; the one alone always.
fn spans(pieces: &[Piece], from: usize) -> impl Iterator<Item = &[Piece]> {
    let rest = pieces.get(from..).unwrap_or_default();
    let mut digits = 0;
    let fit = rest
        .iter()
        .take_while(|piece| {
            digits += piece.digits.len();
            digits <= LONGEST
        })
        .count()
        .max(1);
    (1..=fit).rev().filter_map(move |count| rest.get(..count))
}

fn joined(some: &[Piece]) -> String {
    some.iter().map(|piece| piece.digits.as_str()).collect()
}

fn place(some: &[Piece]) -> Range<usize> {
    some.first().map_or(0, |piece| piece.at.start)..some.last().map_or(0, |piece| piece.at.end)
}

/// An identity card's number, whatever signs stand within.
fn identity(chars: &[char], some: &[Piece], is_last: bool) -> Option<Number> {
    let (mut digits, mut at) = (joined(some), place(some));
    if !is_identity(&digits) {
        return None;
    }
    if digits.len() == 17 {
        // The last place may be an X, which ends the pieces, since it is a letter.
        let signs = chars.get(at.end..)?.iter().take(WIDEST_GAP).take_while(|c| !c.is_alphanumeric()).count();
        let is_there = matches!(chars.get(at.end + signs)?, 'x' | 'X' | 'ｘ' | 'Ｘ');
        (is_last && is_there).then_some(())?;
        at.end += signs + 1;
        digits.push('X');
    }
    Some(Number { births: birth(&digits).into_iter().collect(), at, digits, shown: 6 })
}

fn single(_: &[char], some: &[Piece], _: bool) -> Option<Number> {
    let [piece] = some else { return None };
    let shown = alone(&piece.digits)?;
    Some(Number { at: piece.at.clone(), digits: piece.digits.clone(), shown, births: births(&piece.digits) })
}

/// A number in parts: all but the last one have three digits or more, or all are of one length.
fn parted(_: &[char], some: &[Piece], _: bool) -> Option<Number> {
    let ([first, ..], [_, gaps @ ..]) = (some, some) else { return None };
    let (fronts, digits) = (some.get(..some.len() - 1)?, joined(some));
    let is_long = fronts.iter().all(|piece| piece.digits.len() >= 3);
    let is_even = fronts.iter().all(|piece| piece.digits.len() == first.digits.len());
    if gaps.is_empty() || gaps.iter().any(|piece| piece.gap == Gap::Other) || !is_long && !is_even {
        return None;
    }
    let has_one_gap = gaps.iter().all(|piece| Some(piece.gap) == gaps.first().map(|first| first.gap));
    // Numbers of a list are not a card's, unless they look like one: in even parts of one kind, or with a last digit that agrees.
    let is_card = (15..=LONGEST).contains(&digits.len()) && !digits.starts_with('0') && (has_one_gap && is_long || agrees(&digits));
    let shown = if is_mobile(&digits) {
        Some(3)
    } else if is_card || is_old_identity(&digits) {
        Some(if matches!(digits.len(), 15 | 18) { 6 } else { 4 })
    } else {
        None
    };
    shown.map(|shown| Number { at: place(some), shown, births: birth(&digits).into_iter().collect(), digits })
}

fn covered(digits: &str, shown: usize) -> String {
    digits.chars().enumerate().map(|(place, digit)| if place < shown { digit } else { '*' }).collect()
}

#[cfg(test)]
mod tests;

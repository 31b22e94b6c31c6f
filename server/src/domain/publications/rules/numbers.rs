//! Numbers: of identity cards, phones, bank cards, vehicles; amounts and days.

use super::marks::{Mark, MarkKind, MarkState};
use super::scan::{digit, is_numeral, piece, run, stands_at};

/// Letters for provinces on a number plate.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
/// Parts of one number are not further apart than one of these.
const GAPS: &[char] = &[' ', '\u{3000}', '-', '－', '–', '—', '·', '.', '_'];
/// Numbers that are written in parts have no more of them.
const MOST_PARTS: usize = 6;

/// All numbers of a text, each with its place.
#[must_use]
pub fn find(chars: &[char]) -> Vec<(usize, Mark)> {
    let mut found = long_numbers(chars);
    found.extend(plates(chars));
    found.extend(amounts(chars));
    found.extend(days(chars));
    found
}

/// Digits in one piece: where they begin, where they end, and which they are.
#[derive(Clone, Debug)]
struct Part {
    from: usize,
    until: usize,
    digits: String,
}

fn parts(chars: &[char]) -> Vec<Part> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let length = run(chars, at, |c| digit(c).is_some());
        if length == 0 {
            at += 1;
            continue;
        }
        let mut until = at + length;
        let mut digits: String = chars.get(at..until).unwrap_or_default().iter().filter_map(|c| digit(*c)).collect();
        // The last place of an identity card's number may be an X.
        if chars.get(until).is_some_and(|c| matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ')) {
            digits.push('X');
            until += 1;
        }
        found.push(Part { from: at, until, digits });
        at = until;
    }
    found
}

fn long_numbers(chars: &[char]) -> Vec<(usize, Mark)> {
    let parts = parts(chars);
    let mut found = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        // Whole by itself, or else as long as it gets: part of a number is another kind of number.
        let mut counts = std::iter::once(1).chain((2..=MOST_PARTS).rev());
        let next = counts.find_map(|count| Some((count, whole(chars, parts.get(at..at + count)?)?)));
        if let Some((count, (from, until, kind))) = next {
            found.push((from, Mark::suggested(piece(chars, from, until), kind)));
            at += count;
        } else {
            at += 1;
        }
    }
    found
}

/// What these parts are together, if they belong together and are something.
fn whole(chars: &[char], parts: &[Part]) -> Option<(usize, usize, MarkKind)> {
    let (first, last) = (parts.first()?, parts.last()?);
    let mut gaps = parts.windows(2).map(|two| {
        let (one, other) = (two.first()?, two.last()?);
        let gap = *chars.get(one.until)?;
        (one.until + 1 == other.from && GAPS.contains(&gap) && one.digits.len() >= 3 && !one.digits.ends_with('X')).then_some(gap)
    });
    let gap = gaps.next();
    if gap.is_some_and(|gap| gap.is_none() || gaps.any(|other| other != gap)) {
        return None;
    }
    let digits: String = parts.iter().map(|part| part.digits.as_str()).collect();
    kind_of(&digits).map(|kind| (first.from, last.until, kind))
}

/// What a number is by its length and beginning; none for a short one, a year or a day.
fn kind_of(digits: &str) -> Option<MarkKind> {
    let (plain, length) = (digits.trim_end_matches('X'), digits.len());
    let is_mobile = |digits: &str| digits.len() == 11 && digits.starts_with('1') && !digits.starts_with("10") && !digits.starts_with("12");
    match length {
        18 if plain.len() >= 17 => Some(MarkKind::IdNumber),
        _ if plain.len() < length => None,
        11 if is_mobile(digits) => Some(MarkKind::Phone),
        13 if digits.strip_prefix("86").is_some_and(is_mobile) => Some(MarkKind::Phone),
        10..=12 if digits.starts_with('0') => Some(MarkKind::Phone),
        10 if digits.starts_with("400") || digits.starts_with("800") => Some(MarkKind::Phone),
        15 => Some(MarkKind::IdNumber),
        14.. => Some(MarkKind::BankCard),
        _ => None,
    }
}

fn plates(chars: &[char]) -> Vec<(usize, Mark)> {
    let is_plate = |at: usize| {
        let is_begun = chars.get(at).is_some_and(|c| PROVINCES.contains(*c)) && chars.get(at + 1).is_some_and(char::is_ascii_alphabetic);
        let from = at + 2 + usize::from(chars.get(at + 2).is_some_and(|c| matches!(c, '·' | '•' | '.' | ' ' | '-')));
        let length = run(chars, from, |c| c.is_ascii_alphanumeric());
        let has_digit = chars.get(from..from + length).is_some_and(|rest| rest.iter().any(char::is_ascii_digit));
        (is_begun && (5..=6).contains(&length) && has_digit).then_some(from + length)
    };
    let each = |at: usize| Some((at, Mark::suggested(piece(chars, at, is_plate(at)?), MarkKind::Plate)));
    (0..chars.len()).filter_map(each).collect()
}

fn amounts(chars: &[char]) -> Vec<(usize, Mark)> {
    let is_part = |c: char| is_numeral(c) || matches!(c, '.' | ',' | '，' | '．' | '万' | '亿');
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars.get(at).is_some_and(|c| is_numeral(*c)) {
            at += 1;
            continue;
        }
        let until = at + run(chars, at, is_part);
        let is_money = ["元", "块钱", "块"].iter().find(|word| stands_at(chars, until, word));
        if let Some(word) = is_money {
            // What was paid and paid back is mostly what people want to know: it stands unless somebody hides it.
            let mark = Mark::suggested(piece(chars, at, until + word.chars().count()), MarkKind::Amount);
            found.push((at, Mark { state: MarkState::Removed, ..mark }));
        }
        at = until;
    }
    found
}

/// `2026年3月2日` and `3月2日`: the month may stand, the day need not.
fn days(chars: &[char]) -> Vec<(usize, Mark)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let length = run(chars, at, |c| digit(c).is_some());
        if length == 0 {
            at += 1;
            continue;
        }
        let year = at + length;
        let month_from = if (2..=4).contains(&length) && chars.get(year) == Some(&'年') { year + 1 } else { at };
        let month = month_from + run(chars, month_from, |c| digit(c).is_some());
        let day = month + 1 + run(chars, month + 1, |c| digit(c).is_some());
        let is_day = chars.get(month) == Some(&'月') && day > month + 1 && chars.get(day).is_some_and(|c| matches!(c, '日' | '号'));
        if is_day && (1..=2).contains(&(month - month_from)) {
            let mark = Mark::suggested(piece(chars, at, day + 1), MarkKind::Date).reading(piece(chars, at, month + 1));
            found.push((at, mark));
            at = day + 1;
        } else {
            at = year;
        }
    }
    found
}

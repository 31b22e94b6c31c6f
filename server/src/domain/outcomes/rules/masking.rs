//! Numbers of identity cards, phones and bank cards are covered before anything is written. What stays is the front: with
//! the last four digits of his card a villager proves himself.

use time::{Date, Month};

/// Parts of one number are not further apart than one of these.
const GAPS: &[char] = &[' ', '\u{3000}', '-', '－', '–', '—', '·', '.', '_'];
/// Numbers that are written in parts have no more of them.
const MOST_PARTS: usize = 6;

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
        let parts = parts(&chars, at);
        // Whole by itself, or else as long as it gets: a part of a number is another kind of number.
        let mut counts = std::iter::once(1).chain((2..=parts.len()).rev());
        let found = counts.find_map(|count| {
            let some = parts.get(..count)?;
            let digits: String = some.iter().map(|part| part.digits.as_str()).collect();
            Some((some.last()?.until, shown(&digits)?, digits))
        });
        match (found, parts.first()) {
            (Some((until, shown, digits)), _) => {
                done.text.push_str(&covered(&digits, shown));
                done.births.extend(birth(&digits));
                done.is_changed = true;
                at = until;
            }
            (None, Some(part)) => {
                done.text.extend(chars.get(at..part.until).unwrap_or_default());
                at = part.until;
            }
            (None, None) => {
                done.text.push(*c);
                at += 1;
            }
        }
    }
    done
}

/// Digits in one piece: where they end, and which they are.
struct Part {
    until: usize,
    digits: String,
}

/// The pieces from this place on that could be one number; none if no digit stands here.
fn parts(chars: &[char], from: usize) -> Vec<Part> {
    let mut all: Vec<Part> = Vec::new();
    let mut gap = None;
    let mut at = from;
    while all.len() < MOST_PARTS {
        let part = piece(chars, at);
        if part.digits.is_empty() {
            break;
        }
        let (until, goes_on) = (part.until, part.digits.len() >= 3 && !part.digits.ends_with('X'));
        all.push(part);
        match chars.get(until) {
            Some(c) if goes_on && GAPS.contains(c) && gap.is_none_or(|gap| gap == *c) => gap = Some(*c),
            _ => break,
        }
        at = until + 1;
    }
    all
}

fn piece(chars: &[char], from: usize) -> Part {
    let mut digits = String::new();
    let mut until = from;
    while let Some(digit) = chars.get(until).and_then(|c| digit(*c)) {
        digits.push(digit);
        until += 1;
    }
    // The last place of an identity card's number may be an X.
    if !digits.is_empty() && chars.get(until).is_some_and(|c| matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ')) {
        digits.push('X');
        until += 1;
    }
    Part { until, digits }
}

/// The value of a digit, narrow or wide.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

/// How many digits may stay of what is a number of this kind; none for what is no such number.
fn shown(digits: &str) -> Option<usize> {
    let plain = digits.trim_end_matches('X');
    let is_mobile =
        |digits: &str| digits.len() == 11 && digits.starts_with('1') && !["10", "11", "12"].iter().any(|other| digits.starts_with(other));
    match digits.len() {
        18 if plain.len() >= 17 => Some(6),
        _ if plain.len() < digits.len() => None,
        11 if is_mobile(digits) => Some(3),
        13 if digits.strip_prefix("86").is_some_and(is_mobile) => Some(5),
        15 => Some(6),
        16..=19 => Some(4),
        _ => None,
    }
}

fn covered(digits: &str, shown: usize) -> String {
    digits.chars().enumerate().map(|(place, digit)| if place < shown { digit } else { '*' }).collect()
}

/// The day of birth in an identity card's number of 18 places.
fn birth(digits: &str) -> Option<Date> {
    let number = |from: usize, until: usize| digits.get(from..until).filter(|_| digits.len() == 18)?.parse::<u16>().ok();
    let year = number(6, 10).filter(|year| (1900..=2100).contains(year))?;
    let (month, day) = (number(10, 12)?, number(12, 14)?);
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(year.into(), month, u8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::macros::date;

    #[test]
    fn numbers_of_cards_and_phones_keep_their_front_only() {
        for (text, expected) in [
            ("51082419680101123X", "510824************"),
            ("身份证510824196801011234，", "身份证510824************，"),
            ("510824 19680101 1234", "510824************"),
            ("５１０８２４１９６８０１０１１２３４", "510824************"),
            ("电话13912345678。", "电话139********。"),
            ("139-1234-5678", "139********"),
            ("+8613912345678", "+86139********"),
            ("6217 0038 9001 2345 678", "6217***************"),
            ("621700389001234567", "621700************"),
            ("卡号6228480402564890018", "卡号6228***************"),
            ("510824680101123", "510824*********"),
        ] {
            let done = masked(text);
            assert_eq!((done.text.as_str(), done.is_changed), (expected, true), "{text}");
        }
    }

    proptest! {
        #[test]
        fn fuzz_any_text_keeps_its_words_and_its_length_in_digits(text in "[0-9０-９Xx a-c举报.,，·_–-]{0,60}|\\PC{0,40}") {
            let done = masked(&text);
            let counted = |text: &str| text.chars().filter(|c| digit(*c).is_some() || *c == '*').count();
            let words = |text: &str| text.chars().filter(|c| c.is_alphabetic() && !"XxＸｘ".contains(*c)).collect::<String>();
            prop_assert!(counted(&done.text) >= counted(&text), "no digit is lost: {}", done.text);
            prop_assert_eq!(words(&done.text), words(&text));
            prop_assert!(done.is_changed || done.text == text);
        }

        #[test]
        fn fuzz_a_whole_number_is_covered_wherever_it_stands(
            before in "[a-z举报：（ ]{0,10}", number in "1[3-9][0-9]{9}|[1-9][0-9]{16}[0-9X]|62[0-9]{14,17}", after in "[a-z举报，。）]{0,10}",
        ) {
            let after = after.trim_start_matches('x');
            let done = masked(&format!("{before}{number}{after}"));
            prop_assert!(done.is_changed && !done.text.contains(&number), "{}", done.text);
            prop_assert!(done.text.starts_with(&before) && done.text.ends_with(after), "{}", done.text);
            let left = done.text.chars().filter(char::is_ascii_digit).count();
            prop_assert!(left <= 6, "{}", done.text);
            prop_assert_eq!(masked(&done.text).text, done.text, "covered once");
        }

        #[test]
        fn fuzz_a_text_without_digits_stays(text in "[^0-9０-９]{0,60}") {
            prop_assert_eq!(masked(&text).text, text);
        }
    }

    #[test]
    fn what_is_no_such_number_stays() {
        for text in [
            "2026-03-02",
            "20260302",
            "1840.00",
            "0839-5222321",
            "苍府发〔2026〕12号",
            "91510824MA62X12345",
            "第1234567890号",
            "3 组 12 户",
            "",
            "王大山",
            "10086",
            "12345678901",
        ] {
            assert_eq!(masked(text), Masked { text: text.to_owned(), is_changed: false, births: Vec::new() }, "{text}");
        }
    }

    #[test]
    fn a_day_of_birth_is_read_from_a_number() {
        assert_eq!(masked("510824201501011234").births, [date!(2015 - 01 - 01)]);
        assert_eq!(masked("510824201513011234").births, []);
        assert_eq!(masked("621700389001234567").births, []);
    }
}

//! Walking over characters: what the finders of names, numbers and places share.

/// Some characters of a text, from one place to another.
#[must_use]
pub fn piece(chars: &[char], from: usize, until: usize) -> String {
    chars.get(from..until).unwrap_or_default().iter().collect()
}

/// Whether these words stand at this place.
#[must_use]
pub fn stands_at(chars: &[char], at: usize, words: &str) -> bool {
    words.chars().enumerate().all(|(place, c)| chars.get(at + place) == Some(&c))
}

/// Whether these words end right before this place.
#[must_use]
pub fn ends_before(chars: &[char], at: usize, words: &str) -> bool {
    at.checked_sub(words.chars().count()).is_some_and(|from| stands_at(chars, from, words))
}

/// A Han character.
#[must_use]
pub const fn is_han(c: char) -> bool {
    matches!(c as u32, 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF | 0x3007)
}

/// The value of a digit, whether narrow or wide.
#[must_use]
pub fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        _ => None,
    }
}

/// A digit or a numeral of Chinese.
#[must_use]
pub fn is_numeral(c: char) -> bool {
    digit(c).is_some() || "〇零一二三四五六七八九十百千两".contains(c)
}

/// How far the characters from this place on are all such.
#[must_use]
pub fn run(chars: &[char], from: usize, is_such: impl Fn(char) -> bool) -> usize {
    chars.get(from..).unwrap_or_default().iter().take_while(|c| is_such(**c)).count()
}

//! 编码: six characters by chance and a check character, from Crockford's 32 (digits and capitals without I, L, O, U).
//!
//! The check character makes `Σ αⁱ·vᵢ = v₇` true in the field of 32 elements (polynomial x⁵ + x² + 1, α = 2, i from 1).
//! All weights differ and none is zero, so that every single wrong character and every exchange of two different
//! characters is noticed; a check modulo 31 or 32 over the same alphabet would miss some. A code has at least one digit,
//! so that a search box can tell it from a word.

use crate::kernel::{ErrorCode, Failure, Outcome};
use std::fmt;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 6;

/// A code in its one written form: seven capitals and digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StickerCode(String);

impl StickerCode {
    /// A code of six random bytes; none if it would have no digit, so try again.
    #[must_use]
    pub fn of(random: [u8; LENGTH]) -> Option<Self> {
        let values = random.map(|byte| byte & 31);
        let text: String = values.iter().copied().chain([check(&values)]).map(letter).collect();
        text.contains(|c: char| c.is_ascii_digit()).then_some(Self(text))
    }

    /// What somebody typed or scanned: small letters, gaps, hyphens, and O for 0, I and L for 1 are understood.
    ///
    /// # Errors
    /// Refused if it is not a code or has a wrong character.
    pub fn parse(text: &str) -> Outcome<Self> {
        let refuse = || Failure::field(ErrorCode::NotFound, "code", "编码不对。请照着墙贴再输一遍，一共 7 个字母和数字。");
        let typed: String = text.chars().take(40).filter(|c| !c.is_whitespace() && *c != '-').map(read).collect();
        let values: Option<Vec<u8>> = typed.bytes().map(value).collect();
        match values.as_deref() {
            Some([rest @ .., last]) if rest.len() == LENGTH && check(rest) == *last => Ok(Self(typed)),
            _ => Err(refuse()),
        }
    }

    /// The code as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for StickerCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn read(c: char) -> char {
    match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

fn value(byte: u8) -> Option<u8> {
    ALPHABET.iter().position(|one| *one == byte).and_then(|at| u8::try_from(at).ok())
}

fn letter(value: u8) -> char {
    ALPHABET.get(usize::from(value & 31)).map_or('0', |byte| char::from(*byte))
}

/// `((v₁·α + …)·α …)`: Horner's rule, last character with weight α, first with α⁶.
fn check(values: &[u8]) -> u8 {
    values.iter().fold(0, |sum, value| double(sum ^ value))
}

/// Multiplies by α in the field of 32 elements.
const fn double(value: u8) -> u8 {
    let twice = value << 1;
    if twice & 32 == 0 { twice } else { twice ^ 0b10_0101 }
}

#[cfg(test)]
mod fuzz {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_a_code_or_refused(text in "\\PC{0,60}") {
            if let Ok(code) = StickerCode::parse(&text) {
                prop_assert_eq!(code.as_str().len(), LENGTH + 1);
                prop_assert_eq!(StickerCode::parse(code.as_str()).unwrap(), code);
            }
        }

        #[test]
        fn near_codes_are_codes_or_refused(text in "[0-9A-Za-z -]{5,12}") {
            if let Ok(code) = StickerCode::parse(&text) {
                prop_assert!(code.as_str().bytes().all(|byte| ALPHABET.contains(&byte)));
            }
        }

        #[test]
        fn a_code_survives_the_hands_that_type_it(
            random: [u8; LENGTH],
            small: [bool; LENGTH + 1],
            gaps in proptest::collection::vec(proptest::sample::select(&["", " ", "-", "\u{3000}"][..]), LENGTH + 1),
            reads in proptest::sample::select(&[('0', 'O'), ('0', 'o'), ('1', 'I'), ('1', 'l')][..]),
        ) {
            let Some(code) = StickerCode::of(random) else { return Ok(()) };
            let typed = |(n, c): (usize, char)| {
                let c = if c == reads.0 { reads.1 } else { c };
                format!("{}{}", if small[n] { c.to_ascii_lowercase() } else { c }, gaps[n])
            };
            let text: String = code.as_str().chars().enumerate().map(typed).collect();
            prop_assert_eq!(StickerCode::parse(&text).unwrap(), code, "{}", text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(random: [u8; 6]) -> String {
        StickerCode::of(random).unwrap().0
    }

    #[test]
    fn what_is_typed_by_hand_is_understood() {
        let code = made([1, 0, 7, 20, 31, 9]);
        let (head, tail) = code.split_at(3);
        let typed = format!(" {}-{tail} ", head.to_lowercase().replace('0', "o").replace('1', "l"));
        assert_eq!(StickerCode::parse(&typed).unwrap().as_str(), code);
        for bad in ["", "7K3M9P", "7K3M9PXX", "UUUUUUU", "七个汉字编码错", "\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}"] {
            assert!(StickerCode::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(StickerCode::of([10; 6]).map(|code| code.0.contains(|c: char| c.is_ascii_digit())), None);
    }

    #[test]
    fn the_client_keeps_the_same_rule() {
        let shared: serde_json::Value = serde_json::from_str(include_str!("../../../../tests/data/sticker-codes.json")).unwrap();
        let list = |name: &str| shared[name].as_array().unwrap().clone();
        for pair in list("understood") {
            let (typed, code) = (pair[0].as_str().unwrap(), pair[1].as_str().unwrap());
            assert_eq!(StickerCode::parse(typed).unwrap().as_str(), code, "{typed}");
        }
        for typed in list("refused") {
            assert!(StickerCode::parse(typed.as_str().unwrap()).is_err(), "{typed}");
        }
    }

    #[test]
    fn every_single_error_and_every_exchange_is_noticed() {
        for seed in 0..200u8 {
            let Some(code) = StickerCode::of([seed, seed.wrapping_mul(7), 3, seed.wrapping_add(91), 30, seed / 3]) else { continue };
            let right: Vec<u8> = code.as_str().bytes().collect();
            for place in 0..7 {
                for other in ALPHABET.iter().filter(|one| **one != right[place]) {
                    let mut wrong = right.clone();
                    wrong[place] = *other;
                    assert!(StickerCode::parse(&String::from_utf8(wrong).unwrap()).is_err());
                }
                for second in (place + 1..7).filter(|second| right[*second] != right[place]) {
                    let mut wrong = right.clone();
                    wrong.swap(place, second);
                    assert!(StickerCode::parse(&String::from_utf8(wrong).unwrap()).is_err());
                }
            }
        }
    }
}

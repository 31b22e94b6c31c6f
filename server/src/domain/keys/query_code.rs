//! 查询码: what the reporter keeps: 16 Crockford characters that name the county and nothing else, and a check character.

use crate::domain::keys::cipher::derive;
use crate::domain::keys::hash::{keyed_hash, same};
use crate::kernel::keyring::{Key, KeyRing, Purpose};
use crate::kernel::secret::QueryCode;
use crate::kernel::{ErrorCode, Failure, Outcome, UserError};
use unicode_normalization::UnicodeNormalization as _;

/// Digits without the check character: 3 for the county, 13 (65 bits) that nobody can guess.
const DIGITS: usize = 16;
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The county's number has 15 bits in a code.
const MAX_COUNTY: u16 = 0x7FFF;

/// The code of one submission: the same submission always gets the same one, so that a repeated request can answer
/// it again although it is stored nowhere. `submission` must be a secret of the submitter (his submission key).
///
/// # Errors
/// A fault if the pepper is missing or the county's number is above 32767.
pub fn make(keys: &KeyRing, county_number: u16, submission: impl AsRef<[u8]>) -> Outcome<QueryCode> {
    made_with(&keys.platform(Purpose::QueryCode).map_err(Failure::fault)?, county_number, submission.as_ref())
}

/// The code that was made of this submission before and that is found by this hash, with whichever pepper; none if
/// there is another code by now.
///
/// # Errors
/// As [`make`].
pub fn made_before(keys: &KeyRing, county_number: u16, submission: impl AsRef<[u8]>, hash: &[u8]) -> Outcome<Option<QueryCode>> {
    for pepper in keys.newest_first(Purpose::QueryCode) {
        let code = made_with(&pepper, county_number, submission.as_ref())?;
        if same(hash, &lookup_hash(keys, &code)?) {
            return Ok(Some(code));
        }
    }
    Ok(None)
}

fn made_with(pepper: &Key, county_number: u16, submission: &[u8]) -> Outcome<QueryCode> {
    if county_number > MAX_COUNTY {
        return Err(Failure::fault("a county's number above 32767 does not fit into a query code"));
    }
    let number = county_number.to_be_bytes();
    let secret = derive(pepper.bytes(), submission, &[b"lianjing query code v1", &number])?;
    let random = secret.iter().take(16).fold(0u128, |sum, byte| sum << 8 | u128::from(*byte));
    let value = u128::from(county_number) << 65 | random >> 63;
    let mut digits: Vec<u8> = (0..DIGITS).rev().map(|place| low_five(value >> (place * 5))).collect();
    digits.push(check(&digits));
    Ok(QueryCode::checked(digits.iter().map(|digit| letter(*digit)).collect()))
}

/// Reads a code as people write it: small letters, gaps and dashes, full-width letters, O for 0, I and L for 1.
///
/// # Errors
/// Refused with the field `queryCode` if it is too short or long, has other characters, or the check does not fit.
pub fn parse(text: &str) -> Result<QueryCode, UserError> {
    let refuse = |message: &str| UserError { code: ErrorCode::Invalid, field: Some("queryCode"), message: message.to_owned() };
    // A code has 17 characters; who sends a book gets no work out of us.
    let folded: String = text.chars().take(200).nfkc().filter(|c| !is_gap(*c)).take(DIGITS + 2).collect();
    if folded.is_empty() {
        return Err(UserError { code: ErrorCode::Required, ..refuse("请填查询码。") });
    }
    let digits: Option<Vec<u8>> = folded.chars().map(digit).collect();
    let digits = digits.ok_or_else(|| refuse("查询码里只有数字和字母，请对照回执再看一遍。"))?;
    match digits.split_last() {
        Some((last, rest)) if rest.len() == DIGITS => {
            if check(rest) != *last {
                return Err(refuse("查询码不对，可能抄错了一位，请对照回执再看一遍。"));
            }
        }
        _ => return Err(refuse("查询码是 17 位，请对照回执再看一遍。")),
    }
    Ok(QueryCode::checked(digits.iter().map(|digit| letter(*digit)).collect()))
}

/// The number of the county that a code belongs to.
#[must_use]
pub fn county_number(code: &QueryCode) -> u16 {
    let digits = code.reveal().chars().take(3).filter_map(digit);
    digits.fold(0, |number, digit| number << 5 | u16::from(digit))
}

/// The code as it is shown: `XXXX-XXXX-XXXX-XXXX-C`. Whoever calls this answers for where it goes.
#[must_use]
pub fn display(code: &QueryCode) -> String {
    let mut shown = String::with_capacity(21);
    for (place, letter) in code.reveal().chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            shown.push('-');
        }
        shown.push(letter);
    }
    shown
}

/// What a report is found by; the code itself is stored nowhere.
///
/// # Errors
/// A fault if the hash key is missing.
pub fn lookup_hash(keys: &KeyRing, code: &QueryCode) -> Outcome<Vec<u8>> {
    keyed_hash(keys, "query code", code.reveal().as_bytes())
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '-' | '_' | '.' | '·' | '‐'..='―' | '−' | '\u{200B}'..='\u{200F}' | '\u{FEFF}')
}

fn low_five(value: u128) -> u8 {
    u8::try_from(value & 31).unwrap_or_default()
}

fn letter(digit: u8) -> char {
    ALPHABET.get(usize::from(digit)).map_or('0', |byte| char::from(*byte))
}

fn digit(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().position(|byte| char::from(*byte) == letter).and_then(|place| u8::try_from(place).ok())
}

/// The check digit: a sum over GF(32) in which each place has a weight of its own, so that one wrong character and
/// two exchanged ones, wherever they stand, are always found.
fn check(digits: &[u8]) -> u8 {
    digits.iter().rev().fold((0, 2), |(sum, weight), digit| (sum ^ times(weight, *digit), times(weight, 2))).0
}

/// Product in GF(32) over x⁵ + x² + 1.
fn times(a: u8, b: u8) -> u8 {
    let mut product = (0..5).filter(|bit| b >> bit & 1 == 1).fold(0u16, |sum, bit| sum ^ u16::from(a) << bit);
    for bit in (5..9).rev() {
        if product >> bit & 1 == 1 {
            product ^= 0b10_0101 << (bit - 5);
        }
    }
    u8::try_from(product & 31).unwrap_or_default()
}

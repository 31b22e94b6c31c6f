//! Looks for words in bytes, also where they were written as hex, as base64 or escaped.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// All spellings in which a word could stand somewhere.
pub fn forms(word: &str) -> Vec<Vec<u8>> {
    let escape = |unit: u16| u8::try_from(unit).map_or_else(|_| format!("\\u{unit:04x}"), |byte| char::from(byte).to_string());
    let escaped: String = word.encode_utf16().map(escape).collect();
    let mut all = vec![word.to_owned(), escaped, hex::encode(word), hex::encode_upper(word)];
    for before in 0..3 {
        // Base64 of a word depends on where in a group of three bytes it begins; the edges mix with what stands beside.
        let bytes = [&[0; 3][..before], word.as_bytes()].concat();
        let (from, to) = ((before * 8).div_ceil(6), bytes.len() * 8 / 6);
        all.extend([STANDARD_NO_PAD.encode(&bytes), URL_SAFE_NO_PAD.encode(&bytes)].map(|text| text[from..to].to_owned()));
    }
    all.into_iter().map(String::into_bytes).collect()
}

/// Whether one of the spellings stands in the bytes.
pub fn holds(bytes: &[u8], forms: &[Vec<u8>]) -> bool {
    forms.iter().any(|form| places(bytes, form).next().is_some())
}

/// Whether the digits stand in the bytes as a word of their own, or as hex: within longer numbers they would be chance.
pub fn stands_alone(bytes: &[u8], digits: &str) -> bool {
    let edge = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let alone = |at: usize| edge(at.checked_sub(1).and_then(|before| bytes.get(before))) && edge(bytes.get(at + digits.len()));
    places(bytes, digits.as_bytes()).any(alone) || holds(bytes, &[hex::encode(digits).into_bytes()])
}

fn places<'a>(bytes: &'a [u8], form: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    bytes.windows(form.len()).enumerate().filter(move |(_, window)| window[0] == form[0] && *window == form).map(|(at, _)| at)
}

#[test]
fn every_spelling_is_found() {
    let word = "慕容青禾";
    for text in [
        format!("x{word}x"),
        format!("x{}", hex::encode(format!("说：{word}。"))),
        hex::encode_upper(format!("a{word}")),
        STANDARD_NO_PAD.encode(format!("{word}说")),
        STANDARD_NO_PAD.encode(format!("a{word}bc")),
        URL_SAFE_NO_PAD.encode(format!("ab{word}b")),
        "\\u6155\\u5bb9\\u9752\\u79be".to_owned(),
    ] {
        assert!(holds(text.as_bytes(), &forms(word)), "{text}");
    }
    assert!(!holds("慕容青 禾".as_bytes(), &forms(word)));
    assert!(stands_alone(b"{\"code\":\"123456\"}", "123456") && stands_alone(b"123456", "123456"));
    assert!(!stands_alone(b"1772123456000 a123456", "123456"));
}

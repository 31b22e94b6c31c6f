//! Whether words lead a reader somewhere else: to an address or a telephone number, however it is written.

use unicode_normalization::UnicodeNormalization as _;

/// Digits of one number at most: 12388 has five.
const DIGITS: usize = 5;
/// Letters in a row at most: names of sites are longer.
const LETTERS: usize = 3;

/// Whether the words hold an address or a telephone number: also with wide, circled, Chinese or Arabic digits, with gaps
/// between them, with characters that show nothing, without `http`.
#[must_use]
pub fn leads_away(words: &str) -> bool {
    // Its plain form is that of a number's groups; between words it parts.
    let parted = words.replace('，', "；");
    let plain: Vec<char> = parted.nfkc().flat_map(char::to_lowercase).filter(|c| !is_unseen(*c)).collect();
    let names = |part: &[char]| part.iter().all(|c| is_latin(*c));
    has_number(&plain)
        || plain.windows(LETTERS.saturating_add(1)).any(names)
        || plain.windows(3).any(is_dotted)
        || plain.iter().any(|c| matches!(c, '@' | '/' | '\\'))
}

/// Whether more digits than those of 12388 follow each other, gaps left out.
fn has_number(plain: &[char]) -> bool {
    let mut digits = 0_usize;
    for c in plain {
        digits = match *c {
            c if is_digit(c) => digits.saturating_add(1),
            c if is_gap(c) => digits,
            _ => 0,
        };
        if digits > DIGITS {
            return true;
        }
    }
    false
}

/// A dot inside a name. A Chinese full stop between Chinese words ends a sentence; phones read it as a dot in others.
fn is_dotted(three: &[char]) -> bool {
    let stands = |c: char| is_latin(c) || c.is_numeric();
    match three {
        [before, '.', after] => before.is_alphanumeric() && after.is_alphanumeric(),
        [before, '。' | '·' | '・', after] => stands(*before) && stands(*after),
        _ => false,
    }
}

/// A letter that is no Chinese character.
fn is_latin(c: char) -> bool {
    c.is_alphabetic()
        && !matches!(c, '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_digit(c: char) -> bool {
    c.is_numeric() || matches!(c, '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '幺')
}

/// What people write between the digits of a number.
fn is_gap(c: char) -> bool {
    let is_sign = matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' | '~' | '_' | '.' | '·' | '・' | ',' | '(' | ')' | '+' | '*' | '/');
    is_sign || c.is_whitespace() && c != '\n'
}

/// Characters that show nothing.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_numbers_are_found_however_they_are_written() {
        for words in [
            "请到 evil.cn 输入查询码",
            "请到 a1.cn 输入",
            "请到 ｈｔｔｐ：//a.cn 输入",
            "请到 ｅｖｉｌ．ｃｎ 输入",
            "请到 ev\u{200b}il 点 cn 输入",
            "请到 а.рф 输入",
            "请到 清风.中国 输入",
            "请到 a。cn 输入",
            "请到 10.1.2.3 输入",
            "请发到 li@a ",
            "请打 138-0013-8000",
            "请打 １３８００１３８０００",
            "请打 1 3 8 0 0 1 3 8 0 0 0",
            "请打 ①③⑧⓪⓪①③⑧",
            "请打 ١٣٨٠٠١٣٨",
            "请打（0839）52·22",
            "请打一三八零零一三八",
        ] {
            assert!(leads_away(words), "{words}");
        }
    }

    #[test]
    fn plain_words_lead_nowhere() {
        for words in ["5 分钟内有效", "或打 12388，5 天以内。", "APP 也能查。", "12388\n12388", "请看。收到了", "一件一件地办，五天以内。"]
        {
            assert!(!leads_away(words), "{words}");
        }
    }
}

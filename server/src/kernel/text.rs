//! Text from outside: cleaned of what hides or breaks, and counted in characters; codes that are looked up.

use crate::kernel::error::{ErrorCode, Failure, Outcome, UserError};
use unicode_normalization::UnicodeNormalization as _;

/// How long a text may be, in characters.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// At least so many.
    pub min: usize,
    /// At most so many.
    pub max: usize,
}

/// Text in composed form without control, direction and zero-width characters, trimmed, within bounds.
///
/// # Errors
/// Refused with the field, if too short or too long, or with a character that only one phone can show.
pub fn clean(field: &'static str, text: &str, bounds: Bounds) -> Result<String, UserError> {
    let text: String = text.nfc().filter(|c| *c == '\n' || !hides(*c)).collect();
    let text = text.trim().to_owned();
    let count = text.chars().count();
    let refuse = |code, message| Err(UserError { code, field: Some(field), message });
    // Rare characters of names were put here by old programs. Dropping one would change a name without a word.
    if text.chars().any(is_private) {
        return refuse(ErrorCode::Invalid, "有一个字是手机自己造的，别处看不到。请用同音字代替，再用括号写明是哪个字。".to_owned());
    }
    if count == 0 && bounds.min > 0 {
        return refuse(ErrorCode::Required, "这里还没有填。".to_owned());
    }
    if count < bounds.min {
        return refuse(ErrorCode::TooShort, format!("太短了，至少写 {} 个字。", bounds.min));
    }
    if count > bounds.max {
        return refuse(ErrorCode::TooLong, format!("太长了，最多 {} 个字，现在有 {count} 个。", bounds.max));
    }
    Ok(text)
}

/// As [`clean`], and with something to read in it, unless it is left out.
///
/// # Errors
/// As [`clean`]; refused without any letter or digit.
pub fn written(field: &'static str, text: &str, bounds: Bounds) -> Result<String, UserError> {
    let text = clean(field, text, bounds)?;
    if text.is_empty() || text.chars().any(char::is_alphanumeric) {
        return Ok(text);
    }
    Err(invalid(field, "这里看不到一个字，请用汉字写清楚。"))
}

/// As [`written`], on one line: a name.
///
/// # Errors
/// As [`written`]; refused with a line break.
pub fn line(field: &'static str, text: &str, bounds: Bounds) -> Result<String, UserError> {
    let text = written(field, text, bounds)?;
    if text.contains('\n') {
        return Err(invalid(field, "这里只写一行，请不要换行。"));
    }
    Ok(text)
}

fn invalid(field: &'static str, message: &str) -> UserError {
    UserError { code: ErrorCode::Invalid, field: Some(field), message: message.to_owned() }
}

/// A code that somebody asks for, as it may go to the database: no code has a control character, and PostgreSQL takes
/// no NUL.
///
/// # Errors
/// Hidden, as if there were none.
pub fn sought(code: &str) -> Outcome<&str> {
    if code.chars().any(char::is_control) { Err(Failure::hidden()) } else { Ok(code) }
}

/// Characters without a common meaning: each maker of fonts puts others there.
const fn is_private(c: char) -> bool {
    matches!(c as u32, 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF)
}

/// Characters that show nothing: controls, direction marks, zero-width, fillers, empty Braille, and what is no character.
fn hides(c: char) -> bool {
    c.is_control()
        || u32::from(c) & 0xFFFE == 0xFFFE
        || matches!(u32::from(c), 0x00AD | 0x034F | 0x061C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x2800 | 0x3164 | 0xFDD0..=0xFDEF | 0xFFA0 | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF | 0xFFF9..=0xFFFC | 0xE0000..=0xE0FFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds { min: 2, max: 5 };

    #[test]
    fn counts_characters_and_drops_what_hides() {
        assert_eq!(clean("text", " 何\u{202E}大\u{0}贵\u{200B} ", BOUNDS).as_deref(), Ok("何大贵"));
        assert_eq!(clean("text", "𠮷𠮷𠮷𠮷𠮷", BOUNDS).map(|t| t.chars().count()), Ok(5));
        assert_eq!(clean("text", "\u{200B}\u{FEFF}", BOUNDS).unwrap_err().code, ErrorCode::Required);
        assert_eq!(clean("text", "一二三四五六", BOUNDS).unwrap_err().code, ErrorCode::TooLong);
        assert_eq!(clean("text", "一", BOUNDS).unwrap_err().code, ErrorCode::TooShort);
    }

    #[test]
    fn what_nobody_can_read_is_no_name() {
        for nothing in
            ["\u{3164}\u{3164}", "\u{2800}\u{2800}", "\u{115F}\u{1160}", "\u{FFA0}\u{34F}", "\u{FFFC}\u{FFFE}", "\u{1FFFF}\u{FDD0}"]
        {
            assert_eq!(line("name", nothing, BOUNDS).unwrap_err().code, ErrorCode::Required, "{nothing:?}");
        }
        for marks in ["\u{301}\u{301}", "。。", "？！", "😀😀"] {
            assert_eq!(written("text", marks, BOUNDS).unwrap_err().code, ErrorCode::Invalid, "{marks:?}");
        }
        for text in ["王五", "3000", "ab", "〇〇", "\u{2EBF0}王", "王·五"] {
            assert_eq!(line("name", text, BOUNDS).as_deref(), Ok(text));
        }
        assert_eq!(written("note", "", Bounds { min: 0, max: 5 }).as_deref(), Ok(""), "what may be left out");
        assert_eq!(line("name", "王\n五", BOUNDS).unwrap_err().message, "这里只写一行，请不要换行。");
        assert_eq!(line("name", "王\u{2028}五\n", BOUNDS).as_deref(), Ok("王五"));
        assert_eq!(written("text", "王\n五", BOUNDS).as_deref(), Ok("王\n五"), "a text has lines");
    }

    #[test]
    fn a_character_of_one_phone_alone_is_refused_and_not_dropped() {
        for name in ["张\u{E000}甲", "张\u{F8FF}", "\u{F0000}甲乙", "张三\u{10FFFD}"] {
            let refused = clean("reporterName", name, BOUNDS).unwrap_err();
            assert_eq!((refused.code, refused.field), (ErrorCode::Invalid, Some("reporterName")), "{name:?}");
        }
        for rare in ["𠮷𠮷", "㛃䶮", "\u{2EBF0}王", "\u{FA11}王"] {
            assert_eq!(clean("reporterName", rare, BOUNDS).map(|text| text.chars().count()), Ok(2), "{rare:?}");
        }
    }

    #[test]
    fn codes_with_controls_are_sought_in_vain() {
        assert_eq!(sought("510824-village").ok(), Some("510824-village"));
        for none in ["\0", "a\0b", "a\n", "\u{7F}", "\u{85}"] {
            assert!(sought(none).is_err(), "{none:?}");
        }
    }
}

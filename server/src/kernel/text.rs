//! Text from outside: cleaned of what hides or breaks, and counted in characters.

use crate::kernel::error::{ErrorCode, UserError};
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
/// Refused with the field, if too short or too long.
pub fn clean(field: &'static str, text: &str, bounds: Bounds) -> Result<String, UserError> {
    let text: String = text.nfc().filter(|c| *c == '\n' || !hides(*c)).collect();
    let text = text.trim().to_owned();
    let count = text.chars().count();
    let refuse = |code, message| Err(UserError { code, field: Some(field), message });
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

/// Characters that show nothing but change what is read: controls, direction marks, zero-width, private use.
fn hides(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c), 0x00AD | 0x061C | 0x180E | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF | 0xFFF9..=0xFFFB | 0xE0000..=0xE0FFF | 0xE000..=0xF8FF)
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
}

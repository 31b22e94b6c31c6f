//! Pairs of characters that stand side by side: what a search looks up, because most Chinese words have two.
//!
//! The same pairs are made of what is stored and of what is looked for, so both databases find the same (adr/0210).

use crate::kernel::error::{ErrorCode, UserError};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization as _;

/// No search has more characters.
pub const LONGEST: usize = 40;

/// All pairs of a text: of letters, digits and characters that nothing divides, in one form, small.
#[must_use]
pub fn pairs(text: &str) -> BTreeSet<String> {
    in_order(text).into_iter().collect()
}

/// The pairs that a text must have to be found by these words.
///
/// # Errors
/// Refused with the field for too long a text, and for one without two characters side by side.
pub fn sought(field: &'static str, text: &str) -> Result<Vec<String>, UserError> {
    let refuse = |code, message: String| Err(UserError { code, field: Some(field), message });
    if text.chars().count() > LONGEST {
        return refuse(ErrorCode::TooLong, format!("最多输入 {LONGEST} 个字。"));
    }
    let mut all: Vec<String> = Vec::new();
    for pair in in_order(text) {
        if !all.contains(&pair) {
            all.push(pair);
        }
    }
    if all.is_empty() { refuse(ErrorCode::TooShort, "请至少输入连在一起的两个字。".to_owned()) } else { Ok(all) }
}

fn in_order(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut before = None;
    for c in text.nfkc().flat_map(char::to_lowercase) {
        if !c.is_alphanumeric() {
            before = None;
            continue;
        }
        if let Some(before) = before.replace(c) {
            all.push([before, c].iter().collect());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        pairs(text).into_iter().collect()
    }

    #[test]
    fn a_text_has_the_pairs_of_its_runs() {
        assert_eq!(all("低保，评定"), ["低保", "评定"]);
        assert_eq!(all("低保评"), ["低保", "保评"]);
        assert_eq!(all("Ａ1 b"), ["a1"]);
        assert_eq!(all("保"), Vec::<String>::new());
        assert_eq!(all("510824************"), ["08", "10", "24", "51", "82"]);
    }

    #[test]
    fn what_is_stored_is_found_by_each_part_of_two_characters_or_more() {
        let text = "2026年第一季度低保金发放（Ａ类）";
        let stored = pairs(text);
        for part in ["低保", "低保金", "2026年", "ａ类", "a类", "第一季度低保金发放"] {
            assert!(sought("text", part).unwrap().iter().all(|pair| stored.contains(pair)), "{part}");
        }
        assert!(!sought("text", "低保户").unwrap().iter().all(|pair| stored.contains(pair)));
    }

    #[test]
    fn one_character_is_refused_and_so_is_a_long_text() {
        for none in ["", "低", "低 保", "，。"] {
            assert_eq!(sought("text", none).unwrap_err().code, ErrorCode::TooShort, "{none}");
        }
        assert_eq!(sought("text", &"低".repeat(41)).unwrap_err().code, ErrorCode::TooLong);
        assert_eq!(sought("text", "低低低").unwrap(), ["低低"]);
    }
}

//! What may not be left in words that everybody reads, whatever marks a person set.

use super::marks::MarkKind;
use super::{Known, numbers};

/// What is left that may not stand in public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Number of an identity card, of a phone, of a bank card.
    Number(MarkKind),
    /// Name of a subject, where names may not stand.
    Subject,
    /// Number of the case, or how its reporter is called among officers.
    Case,
}

/// What is left in redacted words: numbers never, names of subjects only where `may_name`, what points at the case never.
#[must_use]
pub fn left_in(text: &str, known: &Known, (case, may_name): (&[String], bool)) -> Option<Left> {
    let chars: Vec<char> = text.chars().collect();
    if let Some((_, mark)) = numbers::find(&chars).into_iter().find(|(_, mark)| mark.kind.is_never_public()) {
        return Some(Left::Number(mark.kind));
    }
    // Gaps in a name hide it from no reader.
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if !may_name && known.subjects.iter().any(|name| bare.contains(name.as_str())) {
        return Some(Left::Subject);
    }
    case.iter().any(|word| !word.is_empty() && bare.contains(word.as_str())).then_some(Left::Case)
}

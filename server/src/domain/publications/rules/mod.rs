//! 遮盖: which words of a text should not stand in public, as the program suggests them, and what is left once they are
//! hidden. Pure rules; a person decides.

mod address;
mod clear;
mod marks;
mod names;
mod numbers;
mod places;
mod quarters;
mod scan;

pub use address::{addressed, for_everybody};
pub use clear::{Left, left_in};
pub use marks::{Mark, MarkKind, MarkState, hidden, merged, unseen};
pub use quarters::{FEWEST, Figure, QUARTERS, Quarter};

use std::collections::BTreeSet;

/// What the directory knows of names, as far as it bears on a text.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Names of the officials whom the case is about.
    pub subjects: BTreeSet<String>,
    /// Names of all officials of the county.
    pub officials: BTreeSet<String>,
    /// Names of towns, villages and communities, but for those on whose page it will stand.
    pub places: BTreeSet<String>,
}

/// What should be hidden in these texts: each word once, in the order in which it comes.
#[must_use]
pub fn suggested(texts: &[&str], known: &Known) -> Vec<Mark> {
    let mut found: Vec<Mark> = Vec::new();
    for text in texts {
        let chars: Vec<char> = text.chars().collect();
        let mut here = numbers::find(&chars);
        here.extend(places::find(&chars, known));
        here.extend(names::find(&chars, known));
        here.sort_by_key(|(at, _)| *at);
        for (_, mark) in here {
            if !found.iter().any(|one| one.word == mark.word) {
                found.push(mark);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;

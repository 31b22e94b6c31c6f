//! Marks: a word that is hidden wherever it stands, and what stands there instead.

use serde::{Deserialize, Serialize};

/// What a mark hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MarkKind {
    Name,
    IdNumber,
    Phone,
    BankCard,
    Plate,
    Amount,
    Place,
    Date,
    Other,
}

/// What a person made of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MarkState {
    /// The program suggests it; nobody has looked yet.
    Suggested,
    /// Hide it.
    Accepted,
    /// It may stand.
    Removed,
}

/// A word that is hidden, or may be, wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// As it stands in the text.
    pub word: String,
    /// What it is.
    pub kind: MarkKind,
    /// What stands there instead.
    pub instead: String,
    /// What a person made of it.
    pub state: MarkState,
}

impl MarkKind {
    /// The neutral word for it.
    #[must_use]
    pub const fn neutral(self) -> &'static str {
        match self {
            Self::Name => "某某",
            Self::IdNumber => "（证件号略）",
            Self::Phone => "（电话略）",
            Self::BankCard => "（账号略）",
            Self::Plate => "（车牌略）",
            Self::Amount => "若干元",
            Self::Place => "某地",
            Self::Date => "某日",
            Self::Other => "某",
        }
    }

    /// Whether it may never stand in public.
    #[must_use]
    pub const fn is_never_public(self) -> bool {
        matches!(self, Self::IdNumber | Self::Phone | Self::BankCard)
    }
}

impl Mark {
    /// A suggestion with the neutral word of its kind.
    #[must_use]
    pub fn suggested(word: String, kind: MarkKind) -> Self {
        Self { word, kind, instead: kind.neutral().to_owned(), state: MarkState::Suggested }
    }

    /// The same with another word instead.
    #[must_use]
    pub fn reading(self, instead: impl Into<String>) -> Self {
        Self { instead: instead.into(), ..self }
    }
}

/// The text with every accepted word hidden wherever it stands; of two that begin at one place the longer one counts, also
/// where a person lets it stand.
#[must_use]
pub fn hidden(text: &str, marks: &[Mark]) -> String {
    let mut words: Vec<&Mark> = marks.iter().filter(|mark| !mark.word.is_empty()).collect();
    words.sort_by_key(|mark| std::cmp::Reverse(mark.word.len()));
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if let Some((mark, behind)) = words.iter().find_map(|mark| Some((mark, rest.strip_prefix(mark.word.as_str())?))) {
            left.push_str(if mark.state == MarkState::Accepted { &mark.instead } else { &mark.word });
            rest = behind;
        } else {
            left.push(next);
            rest = rest.strip_prefix(next).unwrap_or_default();
        }
    }
    left
}

/// How many marks nobody has looked at, of words that stand in one of these texts.
#[must_use]
pub fn unseen(texts: &[&str], marks: &[Mark]) -> usize {
    let stands = |mark: &&Mark| !mark.word.is_empty() && texts.iter().any(|text| text.contains(&mark.word));
    marks.iter().filter(|mark| mark.state == MarkState::Suggested).filter(stands).count()
}

/// What a person made of marks, with what the program suggests beyond them; marks of words that do not stand there any
/// more are gone.
#[must_use]
pub fn merged(texts: &[&str], made: Vec<Mark>, suggested: Vec<Mark>) -> Vec<Mark> {
    let mut all: Vec<Mark> = Vec::new();
    for mark in made.into_iter().chain(suggested) {
        let stands = !mark.word.is_empty() && texts.iter().any(|text| text.contains(&mark.word));
        if stands && !all.iter().any(|one| one.word == mark.word) {
            all.push(mark);
        }
    }
    let place = |mark: &Mark| texts.iter().enumerate().find_map(|(no, text)| Some((no, text.find(&mark.word)?)));
    all.sort_by_key(place);
    all
}

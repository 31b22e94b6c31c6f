//! Words and marks of a draft, and what is read from them.

use super::refusal::PublicationRefusal;
use super::rules::{Known, Mark, addressed, hidden, left_in, unseen};
use crate::domain::cases::Concluded;
use crate::kernel::error::Refusals;
use crate::kernel::{ErrorCode, Failure, Outcome};
use entity::publication;
use entity::words::PublicationKind;
use serde::{Deserialize, Serialize};
use time::Date;

/// Words and marks as they are sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Title, before it is redacted.
    pub title: String,
    /// Words, before they are redacted.
    pub text: String,
    /// What is hidden, or may be.
    pub marks: Vec<Mark>,
    /// What its kind needs besides: of this version alone, until it is approved.
    #[serde(default)]
    pub terms: Terms,
}

/// Redacted words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clear {
    /// Title.
    pub title: String,
    /// Words.
    pub text: String,
}

/// What a kind needs besides its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The day on which the decision took effect.
    pub decided_on: Option<Date>,
    /// Its number.
    pub document_number: Option<String>,
    /// The last day of an exposure.
    pub ends_on: Option<Date>,
}

/// The longest term of an exposure, in days: nobody is exposed for ever.
pub const LONGEST_EXPOSURE: i64 = 366;

impl Draft {
    /// What everybody will read.
    #[must_use]
    pub fn clear(&self) -> Clear {
        Clear { title: hidden(&self.title, &self.marks), text: hidden(&self.text, &self.marks) }
    }
}

impl Terms {
    /// Those that a kind has; the others are nobody's to write.
    #[must_use]
    pub fn of_kind(self, kind: PublicationKind) -> Self {
        if kind == PublicationKind::Exposure { self } else { Self::default() }
    }

    /// As they stand in the row: those of what is published.
    #[must_use]
    pub fn of(row: &publication::Model) -> Self {
        Self { decided_on: row.decided_on, document_number: row.document_number.clone(), ends_on: row.ends_on }
    }

    /// Checks what the kind needs, on this day.
    ///
    /// # Errors
    /// Refused with every faulty field.
    pub fn check(&self, kind: PublicationKind, today: Date) -> Outcome<()> {
        let mut refusals = Refusals::default();
        if kind == PublicationKind::Exposure {
            self.check_exposure(&mut refusals, today);
        }
        refusals.check()
    }

    fn check_exposure(&self, refusals: &mut Refusals, today: Date) {
        match self.decided_on {
            None => refusals.add(ErrorCode::Required, "decidedOn", "点名曝光要等处分决定生效。请填生效的日子。"),
            Some(day) if day > today => refusals.add(ErrorCode::Invalid, "decidedOn", "处分决定还没有生效，不能点名曝光。"),
            Some(_) => {}
        }
        if self.document_number.as_deref().is_none_or(str::is_empty) {
            refusals.add(ErrorCode::Required, "documentNumber", "请填处分决定的文号。");
        }
        match self.ends_on {
            None => refusals.add(ErrorCode::Required, "endsOn", "请填曝光到哪一天为止。"),
            Some(day) if day < today => refusals.add(ErrorCode::Invalid, "endsOn", "曝光的最后一天已经过了。"),
            Some(day) if (day - today).whole_days() > LONGEST_EXPOSURE => {
                refusals.add(ErrorCode::Invalid, "endsOn", "点名曝光最长一年。");
            }
            Some(_) => {}
        }
    }
}

/// Whether a kind names those whom the case is about. A clarification names whose wish it is and nobody else.
const fn may_name(kind: PublicationKind) -> bool {
    matches!(kind, PublicationKind::Exposure)
}

/// Whether these words may stand in public: what they hide is hidden, and what the kind needs is there.
///
/// # Errors
/// Refused with what is missing or left.
pub fn ready(draft: &Draft, kind: PublicationKind, (case, known): (&Concluded, &Known), today: Date) -> Outcome<Clear> {
    draft.terms.check(kind, today)?;
    let clear = draft.clear();
    let bare = |word: &str| word.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let secret = [bare(case.number()), bare(case.alias())];
    let number = draft.terms.document_number.clone().unwrap_or_default();
    for (field, words) in [("title", &clear.title), ("text", &clear.text), ("documentNumber", &number)] {
        if let Some(left) = left_in(words, known, (&secret, may_name(kind))) {
            return Err(PublicationRefusal::Left(field, left).into());
        }
        if let Some(word) = addressed(words, kind == PublicationKind::Exposure) {
            return Err(PublicationRefusal::Addressed(field, word).into());
        }
    }
    // What the program would hide and nobody has looked at may be a villager's name.
    match unseen(&[&draft.title, &draft.text], &draft.marks) {
        0 => {}
        marks => return Err(PublicationRefusal::Unseen(marks).into()),
    }
    if clear.text.trim().is_empty() || clear.title.trim().is_empty() {
        return Err(Failure::field(ErrorCode::Required, "text", "遮住以后没有字了。"));
    }
    Ok(clear)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn fields(outcome: Outcome<()>) -> Vec<&'static str> {
        match outcome {
            Err(Failure::Refused(all)) => all.into_iter().filter_map(|one| one.field).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn an_exposure_needs_a_decision_in_force_and_an_end() {
        let today = date!(2026 - 03 - 02);
        let whole =
            Terms {
                decided_on: Some(today), document_number: Some("苍纪〔2026〕3号".to_owned()), ends_on: Some(date!(2026 - 06 - 01))
            };
        let check = |terms: &Terms| fields(terms.check(PublicationKind::Exposure, today));
        assert_eq!(check(&whole), Vec::<&str>::new());
        assert_eq!(check(&Terms::default()), ["decidedOn", "documentNumber", "endsOn"]);
        assert_eq!(check(&Terms { decided_on: Some(date!(2026 - 03 - 03)), ..whole.clone() }), ["decidedOn"]);
        assert_eq!(check(&Terms { ends_on: Some(date!(2026 - 03 - 01)), ..whole.clone() }), ["endsOn"]);
        assert_eq!(check(&Terms { ends_on: Some(date!(2027 - 03 - 04)), ..whole }), ["endsOn"]);
    }
}

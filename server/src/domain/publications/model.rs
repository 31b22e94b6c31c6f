//! Words and marks of a draft, and what is read from them.

use super::refusal::PublicationRefusal;
use super::rules::{Known, Mark, hidden, left_in};
use crate::domain::cases::{Concluded, Measure, Told};
use crate::kernel::error::Refusals;
use crate::kernel::{ErrorCode, Failure, Outcome};
use entity::publication;
use entity::words::{Finding, MeasureKind, PublicationKind};
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// The day on which the official wished a clarification.
    pub wished_on: Option<Date>,
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
    /// As they stand in the row.
    #[must_use]
    pub fn of(row: &publication::Model) -> Self {
        let document_number = row.document_number.clone();
        Self { wished_on: row.wished_on, decided_on: row.decided_on, document_number, ends_on: row.ends_on }
    }

    /// Checks what the kind needs, on this day.
    ///
    /// # Errors
    /// Refused with every faulty field.
    pub fn check(&self, kind: PublicationKind, today: Date) -> Outcome<()> {
        let mut refusals = Refusals::default();
        match kind {
            PublicationKind::Result => {}
            PublicationKind::Clarification => match self.wished_on {
                None => refusals.add(ErrorCode::Required, "wishedOn", "澄清要本人愿意。请填本人提出的日子。"),
                Some(day) if day > today => refusals.add(ErrorCode::Invalid, "wishedOn", "本人提出的日子还没有到。"),
                Some(_) => {}
            },
            PublicationKind::Exposure => self.check_exposure(&mut refusals, today),
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

    /// Whether its subjects may be named.
    #[must_use]
    pub const fn may_name(&self, kind: PublicationKind) -> bool {
        match kind {
            PublicationKind::Result => false,
            PublicationKind::Exposure => true,
            PublicationKind::Clarification => self.wished_on.is_some(),
        }
    }
}

/// Whether these words may stand in public: what they hide is hidden, and what the kind needs is there.
///
/// # Errors
/// Refused with what is missing or left.
pub fn ready(draft: &Draft, (kind, terms): (PublicationKind, &Terms), (case, known): (&Concluded, &Known), today: Date) -> Outcome<Clear> {
    terms.check(kind, today)?;
    let clear = draft.clear();
    let bare = |word: &str| word.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let secret = [bare(case.number()), bare(case.alias())];
    for words in [&clear.title, &clear.text] {
        if let Some(left) = left_in(words, known, (&secret, terms.may_name(kind))) {
            return Err(PublicationRefusal::Left(left).into());
        }
    }
    if clear.text.trim().is_empty() || clear.title.trim().is_empty() {
        return Err(Failure::field(ErrorCode::Required, "text", "遮住以后没有字了。"));
    }
    Ok(clear)
}

/// A draft's first words: what the reporter was told, on the unit whose page it will stand on.
#[must_use]
pub fn first_words(kind: PublicationKind, unit: &str, told: &Told) -> (String, String) {
    let title = match kind {
        PublicationKind::Result => format!("关于{unit}有关问题的办理结果"),
        PublicationKind::Exposure => format!("关于{unit}一起典型问题的通报"),
        PublicationKind::Clarification => format!("关于{unit}有关反映的澄清"),
    };
    let finding = told.finding.map(|finding| format!("核查结论：{}。", finding_word(finding)));
    let measures: Vec<_> = told.telling.measures.iter().map(measure_line).collect();
    let done = (!measures.is_empty()).then(|| format!("处理情况：{}。", measures.join("；")));
    let lines: Vec<String> = finding.into_iter().chain([told.telling.text.clone()]).chain(done).collect();
    (title, lines.join("\n"))
}

const fn finding_word(finding: Finding) -> &'static str {
    match finding {
        Finding::Substantiated => "属实",
        Finding::PartlySubstantiated => "部分属实",
        Finding::NotSubstantiated => "不属实",
        Finding::CannotBeVerified => "没法核实",
    }
}

fn measure_line(measure: &Measure) -> String {
    let what = match measure.kind {
        MeasureKind::Talk => "提醒谈话",
        MeasureKind::Admonition => "诫勉",
        MeasureKind::CaseFiled => "立案",
        MeasureKind::Discipline => "党纪政务处分",
        MeasureKind::HandedToJustice => "移送司法机关",
        MeasureKind::MoneyRecovered => "追回款项",
        MeasureKind::MoneyReturned => "退还款项",
    };
    let amount = measure.fen.map(|fen| match fen % 100 {
        0 => format!(" {} 元", fen / 100),
        cents => format!(" {}.{cents:02} 元", fen / 100),
    });
    let note = measure.note.as_deref().map(|note| format!("（{note}）"));
    format!("{what}{}{}", amount.unwrap_or_default(), note.unwrap_or_default())
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
        let whole = Terms {
            wished_on: None,
            decided_on: Some(today),
            document_number: Some("苍纪〔2026〕3号".to_owned()),
            ends_on: Some(date!(2026 - 06 - 01)),
        };
        let check = |terms: &Terms| fields(terms.check(PublicationKind::Exposure, today));
        assert_eq!(check(&whole), Vec::<&str>::new());
        assert_eq!(check(&Terms::default()), ["decidedOn", "documentNumber", "endsOn"]);
        assert_eq!(check(&Terms { decided_on: Some(date!(2026 - 03 - 03)), ..whole.clone() }), ["decidedOn"]);
        assert_eq!(check(&Terms { ends_on: Some(date!(2026 - 03 - 01)), ..whole.clone() }), ["endsOn"]);
        assert_eq!(check(&Terms { ends_on: Some(date!(2027 - 03 - 04)), ..whole }), ["endsOn"]);
    }

    #[test]
    fn a_clarification_needs_the_wish_and_only_then_names() {
        let today = date!(2026 - 03 - 02);
        let kind = PublicationKind::Clarification;
        assert_eq!(fields(Terms::default().check(kind, today)), ["wishedOn"]);
        let wished = Terms { wished_on: Some(today), ..Terms::default() };
        assert_eq!(fields(wished.check(kind, today)), Vec::<&str>::new());
        assert!(wished.may_name(kind) && !Terms::default().may_name(kind) && !wished.may_name(PublicationKind::Result));
    }

    #[test]
    fn amounts_are_written_in_yuan() {
        let returned = |fen, note| Measure { kind: MeasureKind::MoneyReturned, fen, note, body: None, on: None, document: None };
        let line = |fen, note: Option<&str>| measure_line(&returned(fen, note.map(str::to_owned)));
        assert_eq!(line(Some(184_000), None), "退还款项 1840 元");
        assert_eq!(line(Some(184_005), Some("已发到户")), "退还款项 1840.05 元（已发到户）");
        assert_eq!(line(None, None), "退还款项");
    }
}

//! 处理措施: what was done, with amounts in fen, and where somebody was handed on, to whom, when and by which document.

use super::decide_deadline::DOCUMENT;
use crate::kernel::ErrorCode;
use crate::kernel::error::Refusals;
use crate::kernel::text::{Bounds, line, written};
use entity::words::{Finding, MeasureKind};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::Date;

const NOTE: Bounds = Bounds { min: 0, max: 200 };
/// Who receives or decides: 县人民检察院.
const BODY: Bounds = Bounds { min: 2, max: 60 };
const MOST: usize = 20;
/// A hundred million yuan, in fen: one amount.
const MOST_FEN: i64 = 10_000_000_000;
/// Ten times that: all amounts of one kind together.
const MOST_FEN_TOGETHER: i64 = 100_000_000_000;

/// One measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// What was done.
    pub kind: MeasureKind,
    /// Money, in fen.
    pub fen: Option<i64>,
    /// A few words.
    pub note: Option<String>,
    /// Of 处分: who decided; of 移送: who receives.
    #[serde(default)]
    pub body: Option<String>,
    /// The day of that.
    #[serde(default)]
    pub on: Option<Date>,
    /// 文号 of that.
    #[serde(default)]
    pub document: Option<String>,
}

impl Measure {
    /// What may stand in clear, for numbers.
    #[must_use]
    pub fn in_clear(&self) -> Value {
        json!({ "kind": self.kind, "fen": self.fen })
    }
}

/// All amounts of one kind; none if there is no such measure.
#[must_use]
pub fn sum_of(measures: &[Measure], kind: MeasureKind) -> Option<i64> {
    let mut amounts = measures.iter().filter(|one| one.kind == kind).filter_map(|one| one.fen).peekable();
    amounts.peek()?;
    Some(amounts.fold(0, i64::saturating_add))
}

/// Measures that may stand beside this finding, cleaned.
pub(super) fn checked(refusals: &mut Refusals, measures: Vec<Measure>, (finding, today): (Finding, Date)) -> Vec<Measure> {
    if measures.len() > MOST {
        refusals.add(ErrorCode::TooLong, "measures", format!("处理措施最多 {MOST} 条。"));
    }
    let kept: Vec<_> = measures.into_iter().take(MOST).map(|one| cleaned(refusals, one)).collect();
    for one in &kept {
        amount(refusals, one);
        hand_on(refusals, one, (finding, today));
    }
    let too_much = |kind| sum_of(&kept, kind).is_some_and(|sum| sum > MOST_FEN_TOGETHER);
    if too_much(MeasureKind::MoneyRecovered) || too_much(MeasureKind::MoneyReturned) {
        refusals.add(ErrorCode::Invalid, "measures", "金额加起来不对，一种最多 10 亿元。");
    }
    kept
}

fn cleaned(refusals: &mut Refusals, one: Measure) -> Measure {
    let is_filled = |text: &&str| !text.trim().is_empty();
    let note = one.note.as_deref().filter(is_filled).and_then(|text| refusals.take(written("measures", text, NOTE)));
    let body = one.body.as_deref().filter(is_filled).and_then(|text| refusals.take(line("measures", text, BODY)));
    let document = one.document.as_deref().filter(is_filled).and_then(|text| refusals.take(line("measures", text, DOCUMENT)));
    Measure { note, body, document, ..one }
}

const fn is_money(kind: MeasureKind) -> bool {
    matches!(kind, MeasureKind::MoneyRecovered | MeasureKind::MoneyReturned)
}

const fn is_handed_on(kind: MeasureKind) -> bool {
    matches!(kind, MeasureKind::Discipline | MeasureKind::HandedToJustice)
}

fn amount(refusals: &mut Refusals, one: &Measure) {
    match (is_money(one.kind), one.fen) {
        (true, None) => refusals.add(ErrorCode::Required, "measures", "追回、退还的要写明金额。"),
        (true, Some(fen)) if !(1..=MOST_FEN).contains(&fen) => {
            refusals.add(ErrorCode::Invalid, "measures", "金额不对，请填 0.01 元到 1 亿元。");
        }
        (false, Some(_)) => refusals.add(ErrorCode::Invalid, "measures", "只有追回、退还的写金额。"),
        _ => {}
    }
}

fn hand_on(refusals: &mut Refusals, one: &Measure, (finding, today): (Finding, Date)) {
    if !is_handed_on(one.kind) {
        if one.body.is_some() || one.on.is_some() || one.document.is_some() {
            refusals.add(ErrorCode::Invalid, "measures", "只有处分和移送写机关、日期、文号。");
        }
        return;
    }
    if finding == Finding::NotSubstantiated {
        refusals.add(ErrorCode::Invalid, "measures", "结论是不属实的，不能写处分或者移送司法机关。");
    }
    if one.body.is_none() || one.on.is_none() || one.document.is_none() {
        refusals.add(ErrorCode::Required, "measures", "处分和移送司法机关的，要写明机关、日期和文号。");
    }
    if one.on.is_some_and(|on| on > today) {
        refusals.add(ErrorCode::Invalid, "measures", "处分、移送的日期不能晚于今天。");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn of(kind: MeasureKind, fen: Option<i64>) -> Measure {
        Measure { kind, fen, note: None, body: None, on: None, document: None }
    }

    fn told(measures: Vec<Measure>, finding: Finding) -> bool {
        let mut refusals = Refusals::default();
        checked(&mut refusals, measures, (finding, date!(2026 - 03 - 02)));
        refusals.check().is_err()
    }

    #[test]
    fn amounts_belong_to_money_and_have_bounds() {
        let (returned, recovered) = (MeasureKind::MoneyReturned, MeasureKind::MoneyRecovered);
        for (measure, is_refused) in [
            (of(returned, None), true),
            (of(returned, Some(0)), true),
            (of(returned, Some(-1)), true),
            (of(returned, Some(1)), false),
            (of(recovered, Some(MOST_FEN)), false),
            (of(recovered, Some(MOST_FEN + 1)), true),
            (of(MeasureKind::Talk, Some(1)), true),
            (of(MeasureKind::Talk, None), false),
        ] {
            assert_eq!(told(vec![measure.clone()], Finding::Substantiated), is_refused, "{measure:?}");
        }
        assert!(!told(vec![of(returned, Some(MOST_FEN)); 10], Finding::Substantiated));
        assert!(told(vec![of(returned, Some(MOST_FEN)); 11], Finding::Substantiated), "one and all have bounds");
        assert!(told(vec![of(MeasureKind::Talk, None); 21], Finding::Substantiated));
        assert_eq!(sum_of(&[of(returned, Some(3)), of(recovered, Some(5)), of(returned, Some(4))], returned), Some(7));
        assert_eq!(sum_of(&[of(MeasureKind::Talk, None)], returned), None);
    }

    #[test]
    fn who_is_handed_on_has_a_body_a_day_and_a_document() {
        let whole = Measure {
            body: Some("县人民检察院".to_owned()),
            on: Some(date!(2026 - 03 - 01)),
            document: Some("苍纪移〔2026〕1号".to_owned()),
            ..of(MeasureKind::HandedToJustice, None)
        };
        assert!(!told(vec![whole.clone()], Finding::PartlySubstantiated));
        assert!(told(vec![whole.clone()], Finding::NotSubstantiated));
        for lacking in [
            Measure { body: None, ..whole.clone() },
            Measure { on: None, ..whole.clone() },
            Measure { document: None, ..whole.clone() },
            Measure { on: Some(date!(2026 - 03 - 03)), ..whole.clone() },
            Measure { kind: MeasureKind::Talk, ..whole.clone() },
        ] {
            assert!(told(vec![lacking.clone()], Finding::Substantiated), "{lacking:?}");
        }
    }
}

//! What a sheet may say.

use crate::domain::ratings::model::{DONT_KNOW, Groups, LOW};
use crate::kernel::text::{Bounds, written};
use crate::kernel::{ErrorCode, UserError};
use std::collections::BTreeMap;

/// Why somebody rated low.
const REASON: Bounds = Bounds { min: 5, max: 300 };

/// One answer, as it was sent.
#[derive(Clone, Debug)]
pub struct Said {
    /// Code of the question.
    pub code: String,
    /// 1 to 5; none is "don't know".
    pub score: Option<i32>,
    /// Why, for 1 and 2.
    pub reason: Option<String>,
}

/// A sheet that is in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// A byte for each question.
    pub answers: Vec<u8>,
    /// Each low answer: the question, how low, and why.
    pub low: Vec<(String, u8, String)>,
}

/// Packs the answers. Questions that were left out stay empty: nothing is answered in somebody's place.
///
/// # Errors
/// What is wrong with them, each with its field: an unknown or repeated question, a number that there is not, a low answer
/// without a reason, a reason without one, nothing that says anything.
pub fn check_sheet(set: &Groups, said: &[Said]) -> Result<Checked, Vec<UserError>> {
    let mut wrong = Vec::new();
    let mut by_code: BTreeMap<&str, &Said> = BTreeMap::new();
    for one in said {
        if by_code.insert(one.code.as_str(), one).is_some() || !set.questions().any(|(_, question)| question.code == one.code) {
            wrong.push(refusal(ErrorCode::Invalid, "answers", "有一条题目不对，请刷新页面再评。".to_owned()));
        }
    }
    let (mut answers, mut low) = (Vec::new(), Vec::new());
    for (place, (_, question)) in set.questions().enumerate() {
        let Some(one) = by_code.get(question.code.as_str()) else {
            answers.push(0);
            continue;
        };
        let Some(answer) = byte(one.score) else {
            wrong.push(refusal(ErrorCode::Invalid, "score", format!("第 {} 条的分数要在 1 到 5 之间。", place + 1)));
            continue;
        };
        answers.push(answer);
        if answer <= LOW {
            match reason(one, place) {
                Ok(reason) => low.push((question.text.clone(), answer, reason)),
                Err(error) => wrong.push(error),
            }
        }
    }
    if wrong.is_empty() && !answers.iter().any(|answer| (1..=5).contains(answer)) {
        wrong.push(refusal(ErrorCode::Required, "answers", "至少评一条再交。都不清楚的，可以不评。".to_owned()));
    }
    if wrong.is_empty() { Ok(Checked { answers, low }) } else { Err(wrong) }
}

fn byte(score: Option<i32>) -> Option<u8> {
    match score {
        None => Some(DONT_KNOW),
        Some(score) => u8::try_from(score).ok().filter(|score| (1..=5).contains(score)),
    }
}

fn reason(one: &Said, place: usize) -> Result<String, UserError> {
    let told = written("reason", one.reason.as_deref().unwrap_or_default(), REASON);
    told.map_err(|error| UserError {
        message: format!("第 {} 条选了“差”，要写为什么。{}", place + 1, error.message), ..error
    })
}

const fn refusal(code: ErrorCode, field: &'static str, message: String) -> UserError {
    UserError { code, field: Some(field), message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ratings::model::given;
    use entity::words::IndicatorKind;

    fn said(code: &str, score: Option<i32>, reason: Option<&str>) -> Said {
        Said { code: code.to_owned(), score, reason: reason.map(str::to_owned) }
    }

    fn power() -> Groups {
        given(IndicatorKind::Power).unwrap()
    }

    #[test]
    fn answers_are_packed_in_the_order_of_the_questions() {
        let sheet = check_sheet(&power(), &[said("qx3", Some(2), Some("没有人来查过")), said("qx1", None, None)]).unwrap();
        assert_eq!(sheet.answers, [DONT_KNOW, 0, 2]);
        assert_eq!(sheet.low, [("防控措施管用".to_owned(), 2, "没有人来查过".to_owned())]);
    }

    #[test]
    fn every_fault_of_a_sheet_is_told() {
        let fields =
            |all: &[Said]| check_sheet(&power(), all).unwrap_err().into_iter().map(|e| (e.code, e.field.unwrap())).collect::<Vec<_>>();
        assert_eq!(fields(&[]), [(ErrorCode::Required, "answers")]);
        assert_eq!(fields(&[said("qx1", None, None)]), [(ErrorCode::Required, "answers")], "don't know alone says nothing");
        assert_eq!(fields(&[said("qx1", Some(1), None)]), [(ErrorCode::Required, "reason")]);
        assert_eq!(fields(&[said("qx1", Some(1), Some("差"))]), [(ErrorCode::TooShort, "reason")]);
        assert_eq!(fields(&[said("qx1", Some(6), None), said("qx2", Some(0), None)]), [(ErrorCode::Invalid, "score"); 2]);
        let twice = [said("qx1", Some(5), None), said("qx1", Some(4), None), said("nix", Some(4), None)];
        assert_eq!(fields(&twice), [(ErrorCode::Invalid, "answers"); 2]);
    }
}

//! What a version of indicators may ask.

use crate::domain::ratings::model::{Group, Groups, Question, Side};
use crate::kernel::text::{Bounds, line};
use crate::kernel::{ErrorCode, UserError};
use entity::words::IndicatorKind;
use std::collections::BTreeSet;

const NAME: Bounds = Bounds { min: 2, max: 12 };
const TEXT: Bounds = Bounds { min: 2, max: 40 };
/// Questions about a person; more takes longer than a minute.
const MOST_OF_PERSON: usize = 40;
/// Questions about a power or an outcome.
const MOST_OF_THING: usize = 8;
/// Groups of one version.
const MOST_GROUPS: usize = 12;

/// The groups in clean form.
///
/// # Errors
/// What is wrong with them, each with its field.
pub fn check_groups(kind: IndicatorKind, set: Groups) -> Result<Groups, Vec<UserError>> {
    let mut wrong = of_the_whole(kind, &set);
    let mut codes = BTreeSet::new();
    let mut groups = Vec::new();
    for group in set.groups {
        let mut questions = Vec::new();
        for question in group.questions {
            if !is_code(&question.code) || !codes.insert(question.code.clone()) {
                wrong.push(refusal("code", format!("编码“{}”不对：用 1 到 12 个小写字母和数字，不能重复。", question.code)));
            }
            match line("text", &question.text, TEXT) {
                Ok(text) => questions.push(Question { code: question.code, text }),
                Err(error) => wrong.push(error),
            }
        }
        match line("name", &group.name, NAME) {
            Ok(name) => groups.push(Group { name, side: group.side, questions }),
            Err(error) => wrong.push(error),
        }
    }
    if wrong.is_empty() { Ok(Groups { groups }) } else { Err(wrong) }
}

fn of_the_whole(kind: IndicatorKind, set: &Groups) -> Vec<UserError> {
    let count = set.questions().count();
    let sides: BTreeSet<Side> = set.groups.iter().map(|group| group.side).collect();
    let of_person = matches!(kind, IndicatorKind::Party | IndicatorKind::NonParty);
    let most = if of_person { MOST_OF_PERSON } else { MOST_OF_THING };
    let fits = match kind {
        IndicatorKind::Party | IndicatorKind::NonParty => sides.iter().eq([&Side::Integrity, &Side::Diligence]),
        IndicatorKind::Power => sides.iter().eq([&Side::Process]),
        IndicatorKind::Outcome => sides.iter().eq([&Side::Result]),
    };
    let mut wrong = Vec::new();
    if count == 0 || count > most || set.groups.len() > MOST_GROUPS || set.groups.iter().any(|group| group.questions.is_empty()) {
        wrong.push(refusal("groups", format!("最多 {MOST_GROUPS} 组、{most} 条，每组至少一条。")));
    }
    if !fits {
        let why = if of_person {
            "评干部的要有“廉”和“勤”两类，没有别的。"
        } else {
            "评权力、结果的只有自己的一类。"
        };
        wrong.push(refusal("side", why.to_owned()));
    }
    wrong
}

fn is_code(code: &str) -> bool {
    (1..=12).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

const fn refusal(field: &'static str, message: String) -> UserError {
    UserError { code: ErrorCode::Invalid, field: Some(field), message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ratings::model::given;

    fn fields(kind: IndicatorKind, set: Groups) -> Vec<&'static str> {
        check_groups(kind, set).err().unwrap_or_default().into_iter().filter_map(|error| error.field).collect()
    }

    #[test]
    fn every_fault_of_a_version_is_told() {
        let mut set = given(IndicatorKind::Party).unwrap();
        set.groups[0].questions[0].code = "zz2".to_owned();
        set.groups[1].questions[0].text = "好".to_owned();
        set.groups[2].name = String::new();
        assert_eq!(fields(IndicatorKind::Party, set), ["code", "text", "name"]);
        let mut lacking = given(IndicatorKind::Party).unwrap();
        lacking.groups.retain(|group| group.side == Side::Integrity);
        assert_eq!(fields(IndicatorKind::NonParty, lacking), ["side"]);
        assert_eq!(fields(IndicatorKind::Power, given(IndicatorKind::Outcome).unwrap()), ["side"]);
        let mut many = given(IndicatorKind::Power).unwrap();
        many.groups[0].questions = (0..9).map(|n| Question { code: format!("q{n}"), text: "流程合理".to_owned() }).collect();
        assert_eq!(fields(IndicatorKind::Power, many), ["groups"]);
        assert_eq!(fields(IndicatorKind::Power, Groups { groups: Vec::new() }), ["groups", "side"]);
    }
}

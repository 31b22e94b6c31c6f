//! What is proposed for a draft: a title that names the power and no person, and words that speak to everybody.

use super::rules::for_everybody;
use crate::domain::cases::{Measure, Told};
use entity::words::{Finding, MeasureKind, PublicationKind};

/// What a publication is about, as its title says it: never a person.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The unit on whose page it will stand.
    pub unit: String,
    /// The first power of that unit that the case is about.
    pub power: Option<String>,
    /// Whether it is about further powers of it.
    pub has_more_powers: bool,
    /// Whether it is about officials of that unit.
    pub has_officials: bool,
}

/// No title has more characters.
pub const LONGEST_TITLE: usize = 60;

/// The title that is proposed: unit and power, so that a villager can tell one result from another.
#[must_use]
pub fn first_title(kind: PublicationKind, about: &About) -> String {
    let unit = &about.unit;
    let others = if about.has_more_powers { "等权力" } else { "" };
    let of_what = match &about.power {
        Some(power) => format!("“{power}”{others}"),
        None if about.has_officials => "干部".to_owned(),
        None => String::new(),
    };
    let title = |of_what: &str| match kind {
        PublicationKind::Result => format!("关于{unit}{of_what}有关问题的办理结果"),
        PublicationKind::Exposure => format!("关于{unit}{of_what}一起典型问题的通报"),
        PublicationKind::Clarification => format!("关于{unit}{of_what}有关反映的澄清"),
    };
    let whole = title(&of_what);
    // Room is left for a number behind it.
    if whole.chars().count() + 10 > LONGEST_TITLE { title("") } else { whole }
}

/// The same with a number behind it, if titles like it stand on that page already.
#[must_use]
pub fn told_apart(title: String, there: &[String]) -> String {
    let numbered = |no: usize| if no == 1 { title.clone() } else { format!("{title}（第 {no} 件）") };
    (1..=there.len() + 1).map(numbered).find(|one| !there.contains(one)).unwrap_or(title)
}

/// The words that are proposed: what the reporter was told, turned to everybody; of a clarification what was prepared.
#[must_use]
pub fn first_text(told: &Told, is_from_above: bool) -> String {
    let by = if is_from_above { "上级纪检组织复核" } else { "核查" };
    let finding = told.finding.map(|finding| format!("{by}结论：{}。", finding_word(finding)));
    let measures: Vec<_> = told.telling.measures.iter().map(measure_line).collect();
    let done = (!measures.is_empty()).then(|| format!("处理情况：{}。", measures.join("；")));
    let letter = Some(for_everybody(&told.telling.text)).filter(|text| !text.is_empty());
    let letter = letter.unwrap_or_else(|| "有关情况已经核查办理完毕。".to_owned());
    let lines: Vec<String> = finding.into_iter().chain([letter]).chain(done).collect();
    lines.join("\n")
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

    fn about(powers: &[&str], has_officials: bool) -> About {
        let power = powers.first().map(|&power| power.to_owned());
        About { unit: "五龙村".to_owned(), power, has_more_powers: powers.len() > 1, has_officials }
    }

    #[test]
    fn a_title_names_the_power_and_no_person() {
        let title = |powers: &[&str], has_officials| first_title(PublicationKind::Result, &about(powers, has_officials));
        assert_eq!(title(&["低保评定"], true), "关于五龙村“低保评定”有关问题的办理结果");
        assert_eq!(title(&["低保评定", "公章使用"], false), "关于五龙村“低保评定”等权力有关问题的办理结果");
        assert_eq!(title(&[], true), "关于五龙村干部有关问题的办理结果");
        assert_eq!(title(&[], false), "关于五龙村有关问题的办理结果");
        assert_eq!(title(&[&"很长".repeat(30)], false), "关于五龙村有关问题的办理结果", "a title has sixty characters");
    }

    #[test]
    fn titles_that_are_alike_get_a_number() {
        let there: Vec<String> = ["甲", "甲（第 2 件）"].map(str::to_owned).to_vec();
        assert_eq!(told_apart("甲".to_owned(), &[]), "甲");
        assert_eq!(told_apart("甲".to_owned(), &there), "甲（第 3 件）");
        assert_eq!(told_apart("甲".to_owned(), &["甲（第 2 件）".to_owned()]), "甲");
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

//! The data of outcomes: one by its address, those of a county, those on the page of a unit or of a power.

use super::{PageInfo, day::day};
use serde::Deserialize;

/// One outcome.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Outcome {
    pub title: Option<String>,
    pub kind: KindName,
    pub unit: Place,
    pub power: Option<Place>,
    pub decided_on: String,
    pub published_on: String,
    pub corrected_on: Option<String>,
    pub removed_on: Option<String>,
    pub is_taken_back: bool,
    pub fields: Vec<Field>,
    pub personal_until: Option<String>,
    pub is_personal_over: bool,
    pub files: Vec<File>,
    pub earlier: Vec<Earlier>,
}

/// An attachment, or that there was one.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct File {
    pub name: Option<String>,
    pub kind: String,
    pub removed_on: Option<String>,
    pub url: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(in crate::http::pages) struct KindName {
    pub name: String,
}

#[derive(Debug, Deserialize)]
pub(in crate::http::pages) struct Place {
    pub id: String,
    pub code: String,
    pub name: String,
}

/// What stands in one column.
#[derive(Debug, Deserialize)]
pub(in crate::http::pages) struct Field {
    pub label: String,
    pub kind: String,
    pub text: String,
}

/// What stood there before it was corrected.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Earlier {
    pub replaced_on: String,
    pub reason: String,
    pub title: Option<String>,
    pub fields: Vec<Field>,
}

/// The latest ones on the page of a unit or of a power.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Latest {
    pub total_count: i32,
    pub is_more: bool,
    pub nodes: Vec<LatestRow>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct LatestRow {
    pub code: String,
    pub title: Option<String>,
    pub kind: KindName,
    pub decided_on: String,
}

/// A kind that can be chosen.
#[derive(Debug, Deserialize)]
pub(in crate::http::pages) struct Kind {
    pub code: String,
    pub name: String,
}

/// Which ones are looked for, as the address says; empty is all.
pub(in crate::http::pages) struct Looked<'a> {
    pub text: &'a str,
    pub kind: &'a str,
    pub unit: &'a str,
    pub power: &'a str,
    pub from: &'a str,
    pub until: &'a str,
}

/// Outcomes of a county.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Outcomes {
    pub total_count: i32,
    pub is_more: bool,
    pub nodes: Vec<OutcomeRow>,
    pub page_info: PageInfo,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct OutcomeRow {
    pub code: String,
    pub title: Option<String>,
    pub kind: KindName,
    pub unit: RowUnit,
    pub decided_on: String,
}

#[derive(Debug, Deserialize)]
pub(in crate::http::pages) struct RowUnit {
    pub name: String,
}

impl Field {
    /// As people write it: yuan with their word, days with theirs.
    pub fn shown(&self) -> String {
        match self.kind.as_str() {
            "MONEY" => format!("{} 元", self.text.trim_end_matches(".00")),
            "DATE" => day(&self.text),
            _ => self.text.clone(),
        }
    }
}

impl File {
    /// Why it is not there; none while it is.
    pub fn gone(&self) -> Option<String> {
        match (&self.url, &self.removed_on) {
            (Some(_), _) => None,
            (None, Some(on)) => Some(format!("{}拿掉了一个附件。", day(on))),
            (None, None) => Some("这个附件里有个人信息，公开期满，不再显示。".to_owned()),
        }
    }

    /// What it is.
    pub fn sort(&self) -> &'static str {
        if self.kind == "PDF" { "PDF" } else { "照片" }
    }
}

impl Outcome {
    /// What is said of its personal columns; none where there are none.
    pub fn term(&self) -> Option<String> {
        if self.is_personal_over {
            return Some("里面的个人信息公开期满，不再显示。".to_owned());
        }
        self.personal_until.as_deref().map(|last| format!("里面的个人信息公开到{}，以后不再显示。", day(last)))
    }

    /// What may be reported: the power, or else the unit.
    pub fn subject(&self) -> &str {
        self.power.as_ref().map_or(self.unit.id.as_str(), |power| power.id.as_str())
    }
}

impl Earlier {
    /// Why another took its place.
    pub fn because(&self) -> &'static str {
        match self.reason.as_str() {
            "MISTAKE" => "原来写错了",
            "UPDATE" => "有了新的情况",
            _ => "保护个人隐私",
        }
    }
}

impl<'a> Looked<'a> {
    /// From the filter of the question.
    pub fn read(given: impl Fn(&str) -> &'a str) -> Self {
        let [text, kind, unit] = ["text", "kind", "unit"].map(&given);
        let [power, from, until] = ["power", "from", "until"].map(&given);
        Self { text, kind, unit, power, from, until }
    }

    /// The parts of the address of a further page.
    pub fn with(&self, after: &'a str) -> [(&'static str, &'a str); 7] {
        let Self { text, kind, unit, power, from, until } = *self;
        [("q", text), ("kind", kind), ("unit", unit), ("power", power), ("from", from), ("until", until), ("after", after)]
    }

    /// Whether anything is looked for, so that no rows means that nothing was found.
    pub fn is_search(&self) -> bool {
        [self.text, self.kind, self.from, self.until].iter().any(|part| !part.is_empty())
    }
}

impl Outcomes {
    /// How many there are, in words.
    pub fn count(&self) -> String {
        in_words(self.total_count, self.is_more)
    }
}

impl Latest {
    /// How many there are, in words.
    pub fn count(&self) -> String {
        in_words(self.total_count, self.is_more)
    }
}

fn in_words(counted: i32, is_more: bool) -> String {
    if is_more { format!("超过 {counted} 件") } else { format!("共 {counted} 件") }
}

#[cfg(test)]
mod tests {
    use super::Field;

    #[test]
    fn yuan_and_days_are_written_as_people_say_them() {
        let shown = |kind: &str, text: &str| Field { label: String::new(), kind: kind.to_owned(), text: text.to_owned() }.shown();
        assert_eq!(shown("MONEY", "1040.00"), "1040 元");
        assert_eq!(shown("MONEY", "1040.50"), "1040.50 元");
        assert_eq!(shown("DATE", "2026-03-01"), "2026 年 3 月 1 日");
        assert_eq!(shown("TEXT", "王某"), "王某");
    }
}

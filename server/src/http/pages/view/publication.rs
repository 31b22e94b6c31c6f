//! The data of published results: one by its address, those of a county, those on a unit's page.

use super::{PageInfo, day::day};
use serde::Deserialize;

/// One published result.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Publication {
    pub kind: String,
    pub unit: ResultUnit,
    pub organ_name: String,
    pub title: Option<String>,
    pub text: Option<String>,
    pub published_on: String,
    pub hidden_reason: Option<String>,
    pub hidden_on: Option<String>,
    pub decided_on: Option<String>,
    pub document_number: Option<String>,
    pub ends_on: Option<String>,
    pub earlier: Vec<Earlier>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct ResultUnit {
    pub code: String,
    pub name: String,
    pub short_name: String,
}

/// A version whose place another took.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Earlier {
    pub published_on: String,
    pub replaced_on: Option<String>,
    pub reason: Option<String>,
    pub title: Option<String>,
    pub text: Option<String>,
}

/// Published results of a county.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Results {
    pub total_count: i32,
    pub nodes: Vec<ResultRow>,
    pub page_info: PageInfo,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct ResultRow {
    pub code: String,
    pub kind: String,
    pub title: Option<String>,
    pub organ_name: String,
    pub published_on: String,
    pub unit: RowUnit,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct RowUnit {
    pub short_name: String,
}

/// What the county's organs got to handle in a quarter.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Quarter {
    pub quarter: String,
    pub cases: Option<i32>,
    pub in_time: Option<i32>,
    pub is_few: bool,
}

impl Quarter {
    /// As the client says it.
    pub fn told(&self) -> String {
        match (self.cases, self.in_time) {
            (Some(cases), Some(in_time)) => format!("收到 {cases} 件，按时限办的 {in_time} 件"),
            _ if self.is_few => "少于十件，不公布".to_owned(),
            _ => "不公布".to_owned(),
        }
    }
}

/// How an organ kept its terms in one quarter.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct TermsKept {
    pub organ_name: String,
    pub quarter: String,
    pub cases: i32,
    pub overdue: i32,
}

/// What stands on a unit's page.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct UnitResults {
    pub total_count: i32,
    pub nodes: Vec<UnitResult>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct UnitResult {
    pub code: String,
    pub kind: String,
    pub title: Option<String>,
    pub published_on: String,
}

impl Publication {
    /// Why it shows no words any more, as people say it.
    pub fn hidden_because(&self) -> Option<&'static str> {
        self.hidden_reason.as_deref().map(hide_word)
    }

    /// The day on which it was hidden.
    pub fn hidden_day(&self) -> String {
        day(self.hidden_on.as_deref().unwrap_or(&self.published_on))
    }
}

impl Earlier {
    /// The day on which another took its place.
    pub fn replaced_day(&self) -> String {
        day(self.replaced_on.as_deref().unwrap_or(&self.published_on))
    }

    /// Why another took its place.
    pub fn because(&self) -> Option<&'static str> {
        Some(match self.reason.as_deref()? {
            "MISTAKE" => "原来写错了",
            "UPDATE" => "有了新的情况",
            _ => "保护个人隐私",
        })
    }
}

/// A kind as people say it.
pub(in crate::http::pages) fn result_kind(kind: &str) -> &'static str {
    match kind {
        "EXPOSURE" => "典型问题通报",
        "CLARIFICATION" => "澄清",
        _ => "办理结果",
    }
}

fn hide_word(reason: &str) -> &'static str {
    match reason {
        "PRIVACY" => "涉及个人隐私",
        "COURT_ORDER" => "司法机关要求",
        "DECISION_CHANGED" => "原来的决定变了",
        "INACCURATE" => "内容不准确",
        _ => "公开的期限到了",
    }
}

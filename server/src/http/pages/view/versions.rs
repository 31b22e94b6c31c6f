//! The data of a list's versions: which there are, and what changed between two of them.

use super::{Home, PageInfo};
use serde::Deserialize;

/// A unit with the versions of its list.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Versions {
    pub code: String,
    pub name: String,
    pub short_name: String,
    pub county: Home,
    pub list_versions: Vec<Version>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Version {
    pub no: i32,
    pub published_on: String,
    pub kept: i32,
    pub adjusted: i32,
    pub added: i32,
    pub cancelled: i32,
}

/// Two versions side by side.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Comparison {
    pub older: Numbered,
    pub newer: Numbered,
    pub same_count: i32,
    pub changes: Changes,
}

/// A page of what changed.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Changes {
    pub nodes: Vec<Change>,
    pub page_info: PageInfo,
}

#[derive(Debug, Deserialize)]
pub(in crate::http::pages) struct Numbered {
    pub no: i32,
}

#[derive(Debug, Deserialize)]
pub(in crate::http::pages) struct Change {
    pub code: String,
    pub name: String,
    pub kind: String,
    pub reason: Option<String>,
    pub parts: Vec<Part>,
}

#[derive(Debug, Deserialize)]
pub(in crate::http::pages) struct Part {
    pub label: String,
    pub lines: Vec<Line>,
}

#[derive(Debug, Deserialize)]
pub(in crate::http::pages) struct Line {
    pub before: Option<String>,
    pub after: Option<String>,
}

impl Version {
    /// What came of the round, in one line.
    pub fn sum(&self) -> String {
        let counts = [("保留", self.kept), ("调整", self.adjusted), ("新增", self.added), ("取消", self.cancelled)];
        let said = counts.iter().filter(|(_, count)| *count > 0).map(|(word, count)| format!("{word} {count} 项"));
        said.collect::<Vec<_>>().join("，")
    }
}

impl Version {
    /// As people call it.
    pub fn title(&self) -> String {
        title(self.no)
    }
}

impl Numbered {
    /// As people call it.
    pub fn title(&self) -> String {
        title(self.no)
    }
}

impl Change {
    /// 新增, 并入, 调整, 取消.
    pub fn word(&self) -> &'static str {
        match self.kind.as_str() {
            "ADDED" => "新增",
            "MERGED" => "并入",
            "CANCELLED" => "取消",
            _ => "调整",
        }
    }
}

impl Line {
    /// The text, where both sides say the same.
    pub fn same(&self) -> Option<&str> {
        self.before.as_deref().filter(|_| self.before == self.after)
    }
}

fn title(no: i32) -> String {
    if no == 0 { "清权以前".to_owned() } else { format!("第 {no} 版") }
}

//! The data of the page of open data.

use super::Home;
use serde::Deserialize;

/// A county, with its files.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct OpenDataPage {
    #[serde(flatten)]
    pub home: Home,
    pub open_data: Option<Edition>,
}

/// The files of a night.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Edition {
    pub as_of: String,
    pub licence: String,
    pub manifest_url: String,
    pub sha256: String,
    pub files: Vec<File>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct File {
    pub name: String,
    pub title: String,
    pub format: String,
    pub rows: i64,
    pub bytes: i64,
    pub sha256: String,
    pub url: String,
}

impl File {
    /// How it is written and how large it is, as the client says it.
    pub fn what(&self) -> String {
        let format = if self.format == "CSV" { "表格 CSV" } else { "JSON Lines" };
        let tenths = (self.bytes.saturating_add(50_000)) / 100_000;
        let size = match self.bytes {
            ..=999_999 => format!("{} KB", ((self.bytes.saturating_add(500)) / 1_000).max(1)),
            1_000_000..10_000_000 => format!("{}.{} MB", tenths / 10, tenths % 10),
            _ => format!("{} MB", (self.bytes.saturating_add(500_000)) / 1_000_000),
        };
        format!("{format}，{size}")
    }
}

//! The data of the rule library: its list, and one rule with the risks that it holds down.

use super::PageInfo;
use serde::Deserialize;

/// Rules that hold today.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Rules {
    pub nodes: Vec<RuleRow>,
    pub page_info: PageInfo,
}

#[derive(Debug, Deserialize)]
pub(in crate::http::pages) struct RuleRow {
    pub code: String,
    pub name: String,
    pub area: String,
    pub issuer: String,
}

/// One rule.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Rule {
    pub name: String,
    pub area: String,
    pub issuer: String,
    pub document_no: Option<String>,
    pub issued_on: Option<String>,
    pub is_ended: bool,
    pub text: String,
    pub risk_points: Risks,
}

/// Risk points that cite it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Risks {
    pub nodes: Vec<Risk>,
    pub page_info: PageInfo,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Risk {
    pub grade: String,
    pub text: String,
    pub power_code: String,
    pub power_name: String,
    pub unit_name: String,
}

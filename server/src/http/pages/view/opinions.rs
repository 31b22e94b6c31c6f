//! What people said of a thing, and what became of it, as everybody reads it.

use serde::Deserialize;

/// 意见建议, the newest ones.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Opinions {
    pub total_count: i32,
    pub nodes: Vec<Opinion>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Opinion {
    pub part: Option<String>,
    pub state: String,
    pub text: String,
    pub received_on: String,
    pub answered_by: String,
}

impl Opinions {
    /// By part of a power's page, in the page's order; parts of which nobody said anything are left out.
    pub fn by_part(&self) -> Vec<(&'static str, Vec<&Opinion>)> {
        let parts = [("对依据", Some("BASIS")), ("对过程", Some("PROCESS")), ("对结果", Some("OUTCOME")), ("对整项", None)];
        let of = |part: Option<&str>| self.nodes.iter().filter(|one| one.part.as_deref() == part).collect::<Vec<_>>();
        parts.into_iter().map(|(title, part)| (title, of(part))).filter(|(_, rows)| !rows.is_empty()).collect()
    }
}

impl Opinion {
    /// How far it is.
    pub fn word(&self) -> &'static str {
        match self.state.as_str() {
            "READ" => "已读",
            "ASSIGNED" => "已分办",
            "REPLIED" => "已答复",
            "FOLLOWED_UP" => "追问中",
            "CLOSED" => "办结",
            _ => "已收到",
        }
    }
}

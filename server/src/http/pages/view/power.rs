//! The data of a power's page, its halts among them.

use super::Home;
use super::outcome::Latest;
use serde::Deserialize;

/// A power's page.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Power {
    pub id: String,
    pub code: String,
    pub name: String,
    pub kind: String,
    pub administrative_type: String,
    pub summary: String,
    pub is_major: bool,
    pub unit: PowerUnit,
    pub legal_bases: Vec<Basis>,
    pub guides: Vec<Guide>,
    pub standards: Vec<Standard>,
    pub steps: Vec<Step>,
    pub chart: Chart,
    pub risk_points: Vec<Risk>,
    pub halts: Vec<Halt>,
    pub checks: Vec<Check>,
    pub outcomes: Latest,
    pub exercising_body: String,
    pub supervising_body: String,
    pub accountable_body: String,
    pub bodies: Vec<Body>,
}

/// A body that is a unit of the county.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Body {
    pub words: String,
    pub unit_code: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct PowerUnit {
    pub code: String,
    pub name: String,
    pub short_name: String,
    pub county: Home,
}

#[derive(Debug, Deserialize)]
pub(in crate::http::pages) struct Basis {
    pub law: String,
    pub article: Option<String>,
    pub text: String,
}

#[derive(Debug, Deserialize)]
pub(in crate::http::pages) struct Guide {
    pub title: String,
    pub text: String,
}

#[derive(Debug, Deserialize)]
pub(in crate::http::pages) struct Standard {
    pub circumstance: String,
    pub standard: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Step {
    pub number: i32,
    pub title: String,
    pub actor: String,
    pub duty: String,
    pub time_limit: Option<String>,
    pub document: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(in crate::http::pages) struct Chart {
    pub svg: String,
    pub text: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Risk {
    pub step_number: Option<i32>,
    pub grade: String,
    pub text: String,
    pub measures: Vec<String>,
    pub rules: Vec<Rule>,
}

/// 规章制度 that a risk point is held down by.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Rule {
    pub name: String,
    pub document_no: Option<String>,
    pub is_ended: bool,
    pub text: String,
}

/// 叫停, open or past.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Halt {
    pub is_open: bool,
    pub step: Option<HaltStep>,
    pub organ_name: String,
    pub ordered_at: String,
    pub reason: String,
    pub answers: Vec<HaltAnswer>,
    pub resumed_by: Option<String>,
    pub resumed_at: Option<String>,
    pub resume_reason: Option<String>,
}

/// 过程检查.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http::pages) struct Check {
    pub verdict: String,
    pub step_number: Option<i32>,
    pub step_title: Option<String>,
    pub organ_name: String,
    pub checked_at: String,
    pub text: String,
}

#[derive(Debug, Deserialize)]
pub(in crate::http::pages) struct HaltStep {
    pub number: i32,
    pub title: String,
}

#[derive(Debug, Deserialize)]
pub(in crate::http::pages) struct HaltAnswer {
    pub at: String,
    pub text: String,
}

impl Power {
    /// The order that stops it now.
    pub fn open_halt(&self) -> Option<&Halt> {
        self.halts.iter().find(|halt| halt.is_open)
    }

    /// Who answers for what, with the code of the unit that the words name, if they name one.
    pub fn named_bodies(&self) -> [(&'static str, &str, Option<&str>); 3] {
        let code = |words: &str| self.bodies.iter().find(|body| body.words == words).map(|body| body.unit_code.as_str());
        let (exercising, supervising, accountable) = (&self.exercising_body, &self.supervising_body, &self.accountable_body);
        [("谁来办（行权主体）", exercising), ("谁来管（监督主体）", supervising), ("出了事谁来查（追责主体）", accountable)]
            .map(|(title, words)| (title, words.as_str(), code(words)))
    }

    /// The record of what was.
    pub fn past_halts(&self) -> Vec<&Halt> {
        self.halts.iter().filter(|halt| !halt.is_open).collect()
    }

    /// Whether it is stopped at this step, as the step is called today.
    pub fn is_halted_at(&self, step: &Step) -> bool {
        let at = self.open_halt().and_then(|halt| halt.step.as_ref());
        at.is_some_and(|at| at.number == step.number && at.title == step.title)
    }
}

//! The data of the pages, as the client's documents give it.

mod day;
mod open_data;
mod opinions;
mod outcome;
mod power;
mod publication;
mod rules;
mod versions;

pub(super) use day::{day, is_day};
pub(super) use open_data::OpenDataPage as OpenData;
pub(super) use opinions::Opinions;
pub(super) use outcome::{Kind, Looked, Outcome, Outcomes};
pub(super) use power::Power;
pub(super) use publication::{Publication, Quarter, Results, TermsKept, result_kind};
pub(super) use rules::{Rule, Rules};
pub(super) use versions::{Comparison, Versions};

use serde::Deserialize;

/// A county's page.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct County {
    pub code: String,
    pub name: String,
    pub town_label: String,
    pub is_demo: bool,
    pub footer: Footer,
    pub ledger_head: Option<LedgerHead>,
    pub category_counts: Vec<Count>,
    pub towns: Vec<Brief>,
}

/// What the county's log comes to.
#[derive(Debug, Deserialize)]
pub(super) struct LedgerHead {
    pub root: String,
    pub day: String,
    pub size: i64,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Footer {
    pub operator: String,
    pub telephone: String,
    pub address: Option<String>,
    pub icp: Option<String>,
    pub security_filing: Option<String>,
    pub privacy_url: Option<String>,
    pub emblem_url: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Count {
    pub category: String,
    pub units: i32,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Brief {
    pub code: String,
    pub short_name: String,
}

/// A list of units.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct List {
    pub code: String,
    pub name: String,
    pub is_demo: bool,
    pub town_label: String,
    pub footer: Footer,
    pub towns: Vec<Brief>,
    pub units: Units,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Units {
    pub total_count: i32,
    pub nodes: Vec<Row>,
    pub page_info: PageInfo,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PageInfo {
    pub has_next_page: bool,
    pub end_cursor: Option<String>,
}

impl PageInfo {
    /// The cursor of the next page, if there is one.
    pub fn next(&self) -> Option<&str> {
        self.end_cursor.as_deref().filter(|_| self.has_next_page)
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Row {
    pub code: String,
    pub name: String,
    pub category: String,
    pub parent: Option<Short>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Short {
    pub short_name: String,
}

/// A unit's page.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Unit {
    pub id: String,
    pub code: String,
    pub name: String,
    pub category: String,
    pub county: Home,
    pub parent: Option<Brief>,
    pub successor: Option<Successor>,
    pub intro: Option<String>,
    pub households: Option<i32>,
    pub population: Option<i32>,
    pub duties: Vec<String>,
    pub leading_group: Vec<Post>,
    pub sections: Vec<Section>,
    pub officials: Vec<Post>,
    pub structure: Vec<Structure>,
    pub powers: Powers,
    pub outcomes: outcome::Latest,
    pub publications: publication::UnitResults,
    pub organ: Option<Organ>,
    pub viewer_can: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Home {
    pub code: String,
    pub name: String,
    pub is_demo: bool,
    pub town_label: Option<String>,
    pub footer: Option<Footer>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Successor {
    pub code: String,
    pub name: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Post {
    pub title: String,
    #[serde(default)]
    pub duties: Vec<String>,
    pub official: Official,
}

#[derive(Debug, Deserialize)]
pub(super) struct Official {
    pub name: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Section {
    pub name: String,
    pub duties: Vec<String>,
    pub posts: Vec<Post>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Structure {
    pub body: String,
    pub powers: i32,
    pub supervisors: Vec<Supervisor>,
}

impl Structure {
    /// Who supervises all of it, as one line.
    pub fn whole(&self) -> Option<String> {
        let names: Vec<&str> = self.supervisors.iter().filter(|one| one.powers >= self.powers).map(|one| one.body.as_str()).collect();
        (!names.is_empty()).then(|| format!("由{}监督", names.join("、")))
    }

    /// Who supervises a part of it.
    pub fn parts(&self) -> Vec<&Supervisor> {
        self.supervisors.iter().filter(|one| one.powers < self.powers).collect()
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Supervisor {
    pub body: String,
    pub powers: i32,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Powers {
    pub total_count: i32,
    pub nodes: Vec<PowerRow>,
    pub page_info: PageInfo,
}

impl Powers {
    /// Where the next page begins.
    pub fn next(&self) -> Option<&str> {
        self.page_info.end_cursor.as_deref().filter(|_| self.page_info.has_next_page)
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PowerRow {
    pub code: String,
    pub name: String,
    pub summary: String,
    pub is_major: bool,
    pub is_halted: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct Organ {
    pub name: String,
    pub telephone: Option<String>,
}

/// The everyday word of a category; none for what is not one.
pub(super) fn category(name: &str) -> Option<&'static str> {
    Some(match name {
        "VILLAGE" => "村",
        "COMMUNITY" => "社区",
        "TOWN" => "乡镇",
        "DEPARTMENT" => "县级部门",
        "CORE_ORGAN" => "县四大机构",
        "SCHOOL" => "学校",
        "HOSPITAL" => "医院",
        "ENTERPRISE" => "国有企业",
        _ => return None,
    })
}

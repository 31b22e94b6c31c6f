//! From data to HTML: one template a page.

use super::client;
use super::documents::Asked;
use super::shell::Assets;
use super::view::{
    self, Comparison, County, Home, Kind, List, Looked, OpenData, Opinions, Outcome, Outcomes, Power, Publication, Results, Rule, Rules,
    TermsKept, Unit, Versions,
};
use crate::domain::directory::graphql as county;
use crate::kernel::County as Tenant;
use askama::Template;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// What all pages share.
#[derive(Debug)]
pub(super) struct Site {
    assets: Assets,
}

/// The frame of one page.
struct Frame<'a> {
    head: &'a str,
    first_view: String,
}

macro_rules! page {
    ($name:ident, $path:literal, { $($field:ident: $kind:ty),* }) => {
        #[derive(Template)]
        #[template(path = $path)]
        struct $name<'a> {
            frame: Frame<'a>,
            $($field: $kind,)*
        }
    };
}
page!(BarePage, "pages/bare.html", { county: Option<&'a county::County> });
page!(CountiesPage, "pages/counties.html", { counties: &'a [Tenant] });
page!(CountyPage, "pages/county.html", { county: County });
page!(ListPage, "pages/list.html", { county: List, title: String, text: String, next: String, by_town: Option<String> });
page!(UnitPage, "pages/unit.html", { unit: Unit, may_report: bool, next: String, is_first: bool });
page!(PowerPage, "pages/power.html", { power: Power, said: Option<Opinions> });
page!(VersionsPage, "pages/versions.html", { unit: Versions, compared: Option<Comparison>, next: String });
page!(OpenDataPage, "pages/open-data.html", { county: OpenData });
page!(OutcomePage, "pages/outcome.html", { county: Home, one: Outcome });
page!(OutcomesPage, "pages/outcomes.html", { county: Home, found: Outcomes, kinds: Vec<Kind>, looked: Looked<'a>, next: String });
page!(PublicationPage, "pages/publication.html", { county: Home, one: Publication });
page!(ResultsPage, "pages/results.html", { county: Home, found: Results, kept: Vec<TermsKept>, quarters: Vec<view::Quarter>, text: String, next: String });
page!(RulesPage, "pages/rules.html", { county: Home, found: Rules, text: &'a str, next: String });
page!(RulePage, "pages/rule.html", { county: Home, rule: Rule, next: String });
page!(MessagePage, "pages/message.html", { title: &'a str, lines: &'a [&'a str], home: &'a str });

impl Site {
    /// The site with the client that was built into the program.
    pub(super) fn embedded(first: &str) -> Self {
        let assets = client::assets();
        Self { assets: Assets { head: format!("{first}{}", assets.head) } }
    }

    fn frame(&self, asked: Option<&Asked>) -> Frame<'_> {
        let first_view = asked.map(|asked| json!({ "key": asked.key, "data": asked.data }).to_string());
        // A closing tag inside the data must not end the block.
        Frame { head: &self.assets.head, first_view: first_view.unwrap_or_default().replace('<', "\\u003c") }
    }

    /// A page of the client alone. Where the client can't run it says whom to call and where to go, in that county if known.
    pub(super) fn bare(&self, county: Option<&county::County>) -> String {
        write(&BarePage { frame: self.frame(None), county })
    }

    pub(super) fn counties(&self, counties: &[Tenant]) -> String {
        write(&CountiesPage { frame: self.frame(None), counties })
    }

    pub(super) fn county(&self, asked: &Asked) -> Option<String> {
        let county = read(&asked.data, "county")?;
        Some(write(&CountyPage { frame: self.frame(Some(asked)), county }))
    }

    pub(super) fn list(&self, asked: &Asked) -> Option<String> {
        let county: List = read(&asked.data, "county")?;
        let given = |name: &str| asked.variables.get(name).and_then(Value::as_str).unwrap_or_default();
        let (category, town, text) = (given("category"), given("parent"), given("text"));
        let word = if category == "TOWN" { Some(county.town_label.as_str()) } else { view::category(category) };
        let title = match county.towns.iter().find(|row| row.code == town) {
            _ if !text.is_empty() => format!("“{text}”"),
            Some(row) => format!("{} {}", row.short_name, word.unwrap_or_default()),
            None => word.unwrap_or("按单位找").to_owned(),
        };
        let below_towns = matches!(category, "VILLAGE" | "COMMUNITY") && town.is_empty() && text.is_empty() && county.towns.len() > 1;
        let by_town = below_towns.then(|| category.to_owned());
        let cursor = county.units.page_info.end_cursor.clone().filter(|_| county.units.page_info.has_next_page);
        let next = cursor.map(|after| query(&[("category", category), ("town", town), ("q", text), ("after", &after)])).unwrap_or_default();
        Some(write(&ListPage { frame: self.frame(Some(asked)), title, text: text.to_owned(), next, by_town, county }))
    }

    pub(super) fn unit(&self, asked: &Asked) -> Option<String> {
        let unit: Unit = read(&asked.data, "unit")?;
        let may_report = unit.viewer_can.iter().any(|can| can == "REPORT");
        let next = unit.powers.next().map(|after| query(&[("powers", after)])).unwrap_or_default();
        let is_first = asked.variables.get("after").is_none();
        Some(write(&UnitPage { frame: self.frame(Some(asked)), unit, may_report, next, is_first }))
    }

    pub(super) fn power(&self, asked: &Asked, said: &Asked) -> Option<String> {
        let (power, said) = (read(&asked.data, "power")?, read(&said.data, "opinionsOn"));
        Some(write(&PowerPage { frame: self.frame(Some(asked)), power, said }))
    }

    pub(super) fn versions(&self, asked: &Asked) -> Option<String> {
        let (unit, compared): (_, Option<Comparison>) = (read(&asked.data, "unit")?, read(&asked.data, "listComparison"));
        let next = compared.as_ref().and_then(|compared| {
            let (older, newer) = (compared.older.no.to_string(), compared.newer.no.to_string());
            compared.changes.page_info.next().map(|after| query(&[("newer", &newer), ("older", &older), ("after", after)]))
        });
        Some(write(&VersionsPage { frame: self.frame(Some(asked)), unit, compared, next: next.unwrap_or_default() }))
    }

    pub(super) fn open_data(&self, asked: &Asked) -> Option<String> {
        let county = read(&asked.data, "county")?;
        Some(write(&OpenDataPage { frame: self.frame(Some(asked)), county }))
    }

    pub(super) fn outcome(&self, asked: &Asked) -> Option<String> {
        let (county, one) = (read(&asked.data, "county")?, read(&asked.data, "outcome")?);
        Some(write(&OutcomePage { frame: self.frame(Some(asked)), county, one }))
    }

    pub(super) fn outcomes(&self, asked: &Asked) -> Option<String> {
        let (county, kinds) = (read(&asked.data, "county")?, read(&asked.data, "outcomeKinds")?);
        let found: Outcomes = read(&asked.data, "outcomes")?;
        let filter = asked.variables.get("filter");
        let given = |name: &str| filter.and_then(|filter| filter.get(name)).and_then(Value::as_str).unwrap_or_default();
        let looked = Looked::read(given);
        let cursor = found.page_info.end_cursor.clone().filter(|_| found.page_info.has_next_page);
        let next = cursor.map(|after| query(&looked.with(&after))).unwrap_or_default();
        Some(write(&OutcomesPage { frame: self.frame(Some(asked)), county, found, kinds, looked, next }))
    }

    pub(super) fn publication(&self, asked: &Asked) -> Option<String> {
        let (county, one) = (read(&asked.data, "county")?, read(&asked.data, "publication")?);
        Some(write(&PublicationPage { frame: self.frame(Some(asked)), county, one }))
    }

    pub(super) fn results(&self, asked: &Asked) -> Option<String> {
        let county: Home = read(&asked.data, "county")?;
        let found: Results = read(&asked.data, "publications")?;
        let text = asked.variables.get("text").and_then(Value::as_str).unwrap_or_default().to_owned();
        let cursor = found.page_info.end_cursor.clone().filter(|_| found.page_info.has_next_page);
        let next = cursor.map(|after| query(&[("q", &text), ("after", &after)])).unwrap_or_default();
        let kept = read(&asked.data, "overdueFigures")?;
        let quarters = asked.data.get("county").and_then(|county| read(county, "quarters"))?;
        Some(write(&ResultsPage { frame: self.frame(Some(asked)), county, found, kept, quarters, text, next }))
    }

    pub(super) fn rules(&self, asked: &Asked) -> Option<String> {
        let (county, found): (Home, Rules) = (read(&asked.data, "county")?, read(&asked.data, "rules")?);
        let text = asked.variables.get("text").and_then(Value::as_str).unwrap_or_default();
        let next = found.page_info.next().map(|after| query(&[("q", text), ("after", after)])).unwrap_or_default();
        Some(write(&RulesPage { frame: self.frame(Some(asked)), county, found, text, next }))
    }

    pub(super) fn rule(&self, asked: &Asked) -> Option<String> {
        let (county, rule): (Home, Rule) = (read(&asked.data, "county")?, read(&asked.data, "rule")?);
        let next = rule.risk_points.page_info.next().map(|after| query(&[("after", after)])).unwrap_or_default();
        Some(write(&RulePage { frame: self.frame(Some(asked)), county, rule, next }))
    }

    pub(super) fn not_found(&self) -> String {
        self.message("没有这一页", &["地址可能写错了，也可能已经搬走。"])
    }

    pub(super) fn broken(&self) -> String {
        self.message("现在打不开", &["不是您的问题。请过几分钟再试，急事打 12388。"])
    }

    pub(super) fn no_such_code(&self) -> String {
        self.message(
            "没有这张码",
            &[
                "这张码不是我们的，或者已经作废。请照着墙贴上的编码再输一遍，也可以从首页按单位名字找。",
                "谨防有人盖上假码：打开后要您交钱、填银行卡号的，都是假的。请打 12388 告诉我们。",
            ],
        )
    }

    fn message(&self, title: &str, lines: &[&str]) -> String {
        // The client is left out: it knows nothing of this page, and would put another in its place.
        let styles = self.assets.head.split("<script").next().unwrap_or_default();
        write(&MessagePage { frame: Frame { head: styles, first_view: String::new() }, title, lines, home: "/" })
    }
}

fn write(page: &impl Template) -> String {
    page.render().unwrap_or_else(|error| {
        tracing::error!(%error, "a template failed");
        String::new()
    })
}

fn read<T: DeserializeOwned>(data: &Value, field: &str) -> Option<T> {
    let found = data.get(field).filter(|value| !value.is_null())?;
    T::deserialize(found).inspect_err(|error| tracing::error!(%error, field, "the client asks for less than the page shows")).ok()
}

fn query(pairs: &[(&str, &str)]) -> String {
    let said = pairs.iter().filter(|(_, value)| !value.is_empty());
    let encode = |text: &str| -> String {
        text.bytes()
            .map(|b| if b.is_ascii_alphanumeric() || b == b'-' || b == b'_' { char::from(b).to_string() } else { format!("%{b:02X}") })
            .collect()
    };
    said.map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
}

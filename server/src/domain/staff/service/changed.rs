//! What an entry of the trail says was changed, from what to what. Facts hold ids and codes: names are put to them here.

use crate::domain::staff::trail::TrailChange;
use entity::id::{OrganId, UnitId};
use entity::ledger_entry;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;

/// A county's own words: of which message, and which number of them.
pub type Said = (String, i32);

/// Names and words that entries of one page speak of.
pub struct Names<'a> {
    /// Of organs.
    pub organs: &'a BTreeMap<OrganId, String>,
    /// Of units.
    pub units: &'a BTreeMap<UnitId, String>,
    /// The county's own words; what is not there is the standard text.
    pub said: &'a BTreeMap<Said, String>,
}

/// The organs of which an entry speaks.
pub fn organs(entry: &ledger_entry::Model) -> Vec<OrganId> {
    let all = ["organ", "superior", "from", "successor"];
    all.into_iter().filter_map(|key| fact(entry, key)).collect()
}

/// The units of which an entry speaks.
pub fn units(entry: &ledger_entry::Model) -> Vec<UnitId> {
    let lists = ["added", "removed"].into_iter().filter_map(|key| fact::<Vec<UnitId>>(entry, key)).flatten();
    lists.chain(fact(entry, "unit")).collect()
}

/// The words that an entry set.
pub fn said(entry: &ledger_entry::Model) -> Option<Said> {
    Some((fact(entry, "template")?, fact(entry, "no")?))
}

/// What was changed.
pub fn changes(entry: &ledger_entry::Model, names: &Names<'_>) -> Vec<TrailChange> {
    let organ = |key| fact(entry, key).and_then(|id| names.organs.get(&id).cloned());
    let one = TrailChange::of;
    match entry.kind.as_str() {
        "settings.set" => vec![one(&text(entry, "key").unwrap_or_default()).before(text(entry, "from")).after(text(entry, "to"))],
        "notices.text_set" | "notices.mail_text_set" => words(entry, names),
        "notices.quiet_hours" => vec![one("quietHours").before(hours(entry, "before")).after(hours(entry, "after"))],
        "calendar.set" => vec![one("day").before(text(entry, "on")).after(text(entry, "kind"))],
        "organs.created" => {
            let covers = covered(entry, "added", names).map(|units| one("covers").after(Some(units)));
            std::iter::once(one("superior").after(organ("superior"))).chain(covers).collect()
        }
        "organs.superior_set" => vec![one("superior").before(organ("from")).after(organ("superior"))],
        "organs.cover_set" => vec![one("covers").before(covered(entry, "removed", names)).after(covered(entry, "added", names))],
        "organs.closed" => vec![one("successor").after(organ("successor"))],
        "clients.registered" => vec![one("name").after(text(entry, "name"))],
        "outcomes.set_kind" => vec![one("outcomeKind").after(text(entry, "code"))],
        "ratings.set_indicators" => vec![one("indicators").after(text(entry, "indicators"))],
        "outcomes.publish" => vec![one("outcomeKind").after(text(entry, "kind"))],
        "outcomes.correct" => vec![one("why").after(text(entry, "why"))],
        "outcomes.remove" => vec![one("whyRemoved").after(text(entry, "why"))],
        "outcomes.import_begun" | "outcomes.import" | "outcomes.import_rolled_back" => vec![one("rows").after(text(entry, "rows"))],
        "archives.opened" => vec![one("purpose").after(text(entry, "purpose")), one("until").after(text(entry, "until"))],
        "archives.exported" => vec![one("knownOn").after(text(entry, "knownOn"))],
        "archives.handed_over" | "archives.taken_in" | "archives.receipt" => vec![one("county").after(text(entry, "county"))],
        "subsidies.list" => {
            let rows = one("rows").before(text(entry, "replaced").filter(|rows| rows != "0")).after(text(entry, "rows"));
            ["kind", "year"].into_iter().map(|key| one(key).after(text(entry, key))).chain([rows]).collect()
        }
        "staff.role_term_set" => vec![one("until").after(text(entry, "until"))],
        "statistics.exported" => {
            let format = text(entry, "format").map(|format| one("format").after(Some(format)));
            let period = one("period").before(text(entry, "from")).after(text(entry, "to"));
            [one("organs").after(text(entry, "organs")), period].into_iter().chain(format).collect()
        }
        _ => fact::<Vec<String>>(entry, "fields").unwrap_or_default().iter().map(|field| one(field)).collect(),
    }
}

/// From the words before to those that were set; none is the standard text.
fn words(entry: &ledger_entry::Model, names: &Names<'_>) -> Vec<TrailChange> {
    let Some((template, no)) = said(entry) else { return Vec::new() };
    let of = |no: i32| names.said.get(&(template.clone(), no)).cloned();
    vec![TrailChange::of(&template).before(of(no.saturating_sub(1))).after(of(no))]
}

fn covered(entry: &ledger_entry::Model, key: &str, names: &Names<'_>) -> Option<String> {
    let ids: Vec<UnitId> = fact(entry, key)?;
    let all: Vec<_> = ids.iter().filter_map(|id| names.units.get(id).cloned()).collect();
    (!all.is_empty()).then(|| all.join("、"))
}

/// `21–8`; none without quiet hours.
fn hours(entry: &ledger_entry::Model, key: &str) -> Option<String> {
    let [from, until]: [u8; 2] = fact(entry, key)?;
    Some(format!("{from}:00–{until}:00"))
}

/// A text, or a number as one.
fn text(entry: &ledger_entry::Model, key: &str) -> Option<String> {
    match entry.facts.get(key)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A fact of an entry; none if it has none, or one of another kind.
pub fn fact<T: DeserializeOwned>(entry: &ledger_entry::Model, key: &str) -> Option<T> {
    entry.facts.get(key).and_then(|value| serde_json::from_value(value.clone()).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::id::{CountyId, LedgerEntryId};
    use entity::moment::Moment;
    use entity::words::{ActorKind, LedgerClass};
    use serde_json::json;
    use uuid::Uuid;

    fn entry(kind: &str, facts: Value) -> ledger_entry::Model {
        ledger_entry::Model {
            county_id: CountyId(Uuid::nil()),
            id: LedgerEntryId(Uuid::nil()),
            class: LedgerClass::Public,
            kind: kind.to_owned(),
            actor: ActorKind::Staff,
            actor_id: None,
            subject_id: None,
            at: Moment(0),
            facts,
            salt: Vec::new(),
            entry_hash: Vec::new(),
            commitment: Vec::new(),
            leaf_index: None,
        }
    }

    fn told(kind: &str, facts: Value) -> Vec<(String, Option<String>, Option<String>)> {
        let organs = BTreeMap::from([(OrganId(Uuid::from_u128(1)), "龙山镇纪委".to_owned())]);
        let units = BTreeMap::from([(UnitId(Uuid::from_u128(2)), "龙山镇".to_owned())]);
        let said = BTreeMap::from([(("NEWS".to_owned(), 1), "有新进展，请用查询码看。".to_owned())]);
        let names = Names { organs: &organs, units: &units, said: &said };
        changes(&entry(kind, facts), &names).into_iter().map(|one| (one.what, one.before, one.after)).collect()
    }

    #[test]
    fn each_kind_says_from_what_to_what() {
        let is = |text: &str| Some(text.to_owned());
        let (organ, unit) = (OrganId(Uuid::from_u128(1)), UnitId(Uuid::from_u128(2)));
        for (kind, facts, what, before, after) in [
            ("settings.set", json!({ "key": "ANSWER_DAYS", "from": 15, "to": 20 }), "ANSWER_DAYS", is("15"), is("20")),
            ("notices.text_set", json!({ "template": "NEWS", "no": 1 }), "NEWS", None, is("有新进展，请用查询码看。")),
            ("notices.text_set", json!({ "template": "NEWS", "no": 2 }), "NEWS", is("有新进展，请用查询码看。"), None),
            ("notices.quiet_hours", json!({ "before": [21, 8], "after": null }), "quietHours", is("21:00–8:00"), None),
            ("organs.superior_set", json!({ "from": organ, "superior": null }), "superior", is("龙山镇纪委"), None),
            ("organs.cover_set", json!({ "added": [unit], "removed": [] }), "covers", None, is("龙山镇")),
            ("county.footer_set", json!({ "fields": ["icp"] }), "icp", None, None),
            ("calendar.set", json!({ "on": "2026-06-03", "kind": "REST" }), "day", is("2026-06-03"), is("REST")),
        ] {
            assert_eq!(told(kind, facts), [(what.to_owned(), before, after)], "{kind}");
        }
        assert_eq!(told("staff.signed_in", json!({})), []);
        assert_eq!(told("statistics.exported", json!({ "from": "2026-01-01", "to": "2026-03-31", "organs": 3 })).len(), 2);
    }
}

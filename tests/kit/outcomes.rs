//! 行权结果 through the API: kinds of the county, what a publisher writes, what everybody reads.

use crate::cases::{id, input_of};
use crate::world::World;
use serde_json::{Value, json};

/// All that a page asks of an outcome.
pub const OUTCOME: &str = "id code title kind { code name } unit { code name } power { code name } decidedOn publishedOn correctedOn \
    removedOn isTakenBack fields { key label kind text isPersonal } personalUntil isPersonalOver files { no name kind size isPersonal addedOn removedOn url } \
    earlier { replacedOn reason title decidedOn fields { key text } } revision viewerCan";
/// All that a form asks of a kind.
pub const KIND: &str = "id code name no isOpen personalDays columns { key label kind isRequired isPersonal isSearched choices }";

/// 低保评定 with a name, a sum and a note; what is personal is public for thirty days.
#[must_use]
pub fn dibao_kind() -> Value {
    let column = |key: &str, label: &str, kind: &str, is_personal: bool| {
        json!({
            "key": key, "label": label, "kind": kind, "isRequired": key != "note", "isPersonal": is_personal, "isSearched": kind == "TEXT",
        })
    };
    json!({
        "code": "dibao", "name": "低保评定", "personalDays": 30, "isOpen": true,
        "columns": [column("name", "户主姓名", "TEXT", true), column("sum", "每月金额", "MONEY", false), column("note", "说明", "TEXT", false)],
    })
}

/// Values of an input, by key.
#[must_use]
pub fn values(all: &[(&str, &str)]) -> Value {
    all.iter().map(|(key, text)| json!({ "key": key, "text": text })).collect()
}

/// What stands in a column of an outcome.
#[must_use]
pub fn field<'a>(outcome: &'a Value, key: &str) -> Option<&'a str> {
    outcome["fields"].as_array()?.iter().find(|field| field["key"] == key)?["text"].as_str()
}

impl World {
    /// A verb of somebody with this token; the whole answer.
    pub async fn on_outcome(&self, token: Option<&str>, verb: &str, input: &Value) -> Value {
        let kind = input_of(verb);
        let what = if verb == "setOutcomeKind" { format!("kind {{ {KIND} }}") } else { format!("outcome {{ {OUTCOME} }}") };
        let query = format!("mutation($input: {kind}!) {{ {verb}(input: $input) {{ {what} errors {{ code field message }} }} }}");
        self.ask(token, &query, json!({ "input": input })).await
    }

    /// A verb of a member of the staff of 苍溪县; the payload.
    ///
    /// # Panics
    /// On a top-level error.
    pub async fn does_on_outcome(&self, login: &str, verb: &str, input: &Value) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let answer = self.on_outcome(Some(&token), verb, input).await;
        assert!(answer.get("errors").is_none_or(Value::is_null), "{verb}: {answer}");
        answer["data"][verb].clone()
    }

    /// The same where nothing is refused; the outcome or the kind.
    ///
    /// # Panics
    /// If it is refused.
    pub async fn did_on_outcome(&self, login: &str, verb: &str, input: &Value) -> Value {
        let payload = self.does_on_outcome(login, verb, input).await;
        assert_eq!(payload["errors"], json!([]), "{verb}: {payload:#}");
        payload[if verb == "setOutcomeKind" { "kind" } else { "outcome" }].clone()
    }

    /// What a publisher of 龙山镇甲村 sends for a row of 低保评定.
    #[must_use]
    pub fn dibao_row(&self, kind: &Value, (title, name): (&str, &str)) -> Value {
        json!({
            "unitId": id(self.home().unit("village")), "kindId": kind["id"], "kindNo": kind["no"], "powerId": id(self.home().power("dibao")),
            "title": title, "decidedOn": "2026-03-01", "values": values(&[("name", name), ("sum", "520")]),
        })
    }

    /// Outcomes of 苍溪县 by this filter, as anybody sees them.
    pub async fn outcomes(&self, filter: Value) -> Value {
        self.outcomes_page(json!({ "filter": filter })).await
    }

    /// The same with further variables: `first`, `after`.
    pub async fn outcomes_page(&self, variables: Value) -> Value {
        let query = format!(
            "query($filter: OutcomeFilter, $first: Int, $after: String) {{ outcomes(county: \"510824\", filter: $filter, first: $first, \
             after: $after) {{ totalCount isMore pageInfo {{ hasNextPage endCursor }} nodes {{ {OUTCOME} }} }} }}"
        );
        self.data(None, &query, variables).await["outcomes"].clone()
    }

    /// One outcome by its address, as anybody sees it.
    pub async fn outcome(&self, code: &Value) -> Value {
        let query = format!("query($code: String!) {{ outcome(county: \"510824\", code: $code) {{ {OUTCOME} }} }}");
        self.data(None, &query, json!({ "code": code })).await["outcome"].clone()
    }

    /// A publisher's file for 龙山镇甲村: the status, and what is said of it.
    ///
    /// # Panics
    /// If the server does not answer with JSON.
    pub async fn sends_sheet(&self, token: Option<&str>, kind: &Value, (file, dry_run): (&[u8], bool)) -> (u16, Value) {
        let unit = id(self.home().unit("village"));
        let query = [
            ("unitId", unit.as_str().expect("an id")),
            ("kindId", kind["id"].as_str().expect("an id")),
            ("kindNo", &kind["no"].to_string()),
            ("title", "2026年一季度低保评定"),
            ("decidedOn", "2026-03-01"),
            ("name", "低保.csv"),
            ("dryRun", if dry_run { "true" } else { "false" }),
        ];
        let mut request = self.http.post(format!("{}/staff-files/outcomes", self.url)).query(&query).body(file.to_vec());
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let response = request.send().await.expect("an answer");
        (response.status().as_u16(), response.json().await.expect("JSON"))
    }

    /// A publisher's photo or paper for an outcome: the status, and what is said of it.
    ///
    /// # Panics
    /// If the server does not answer with JSON.
    pub async fn attaches(&self, token: Option<&str>, outcome: &Value, (name, file, personal): (&str, &[u8], bool)) -> (u16, Value) {
        let revision = outcome["revision"].to_string();
        let query = [
            ("outcomeId", outcome["id"].as_str().expect("an id")),
            ("revision", &revision),
            ("name", name),
            ("personal", if personal { "true" } else { "false" }),
        ];
        let mut request = self.http.post(format!("{}/staff-files/outcome-attachments", self.url)).query(&query).body(file.to_vec());
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let response = request.send().await.expect("an answer");
        (response.status().as_u16(), response.json().await.expect("JSON"))
    }

    /// The imports that a member of the staff of 苍溪县 sees.
    pub async fn imports(&self, login: &str) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let query = "{ outcomeImports { nodes { id fileName unitName state rows done canRollBack } } }";
        self.data(Some(&token), query, json!({})).await["outcomeImports"]["nodes"].clone()
    }
}

//! 结果公开 through the API: what officers write and approve, and what everybody reads.

use crate::cases::input_of;
use crate::world::World;
use serde_json::{Value, json};

/// All that a page asks of a publication.
pub const PUBLICATION: &str = "code kind unit { code name } organName title text publishedOn hiddenReason hiddenOn decidedOn documentNumber \
    endsOn earlier { publishedOn replacedOn reason title text }";
/// All that the staff asks of one in a list.
pub const LINE: &str = "id version kind state number unit { id code name } organName code isHidden caseId caseNumber draftedAt viewerCan";

/// All that the staff asks of one with its words.
#[must_use]
pub fn draft_fields() -> String {
    format!("line {{ {LINE} }} title text marks {{ word kind instead state }} preview {{ {PUBLICATION} }} problem returned wishedOn")
}

/// All that the staff asks of a decision not to publish.
pub const WITHHOLDING: &str = "id version state reason sentence organName caseId caseNumber proposedAt decidedAt viewerCan";

/// All that the staff asks of what there is of a case.
#[must_use]
pub fn of_case_fields() -> String {
    format!("nodes {{ {LINE} }} canDraft units {{ id }} wishes {{ officialId name }} withholding {{ {WITHHOLDING} }} canWithhold")
}

/// Names a draft as it was read.
#[must_use]
pub fn named(draft: &Value) -> Value {
    json!({ "publicationId": draft["line"]["id"], "version": draft["line"]["version"] })
}

/// The same with further fields.
#[must_use]
pub fn named_with(draft: &Value, more: Value) -> Value {
    added(named(draft), more)
}

fn added(mut input: Value, more: Value) -> Value {
    if let Value::Object(more) = more {
        for (name, value) in more {
            input[name] = value;
        }
    }
    input
}

/// A draft's words with every mark as it is wanted, ready to be saved.
#[must_use]
pub fn saved(draft: &Value, state: &str, more: Value) -> Value {
    let mut marks = draft["marks"].clone();
    for mark in marks.as_array_mut().into_iter().flatten() {
        mark["state"] = json!(state);
    }
    let words = json!({ "title": draft["title"], "text": draft["text"], "marks": marks });
    added(named_with(draft, words), more)
}

impl World {
    /// A verb of somebody with this token; the whole answer.
    pub async fn on_publication(&self, token: Option<&str>, verb: &str, input: &Value) -> Value {
        let (kind, fields) = (input_of(verb), draft_fields());
        let query =
            format!("mutation($input: {kind}!) {{ {verb}(input: $input) {{ draft {{ {fields} }} errors {{ code field message }} }} }}");
        self.ask(token, &query, json!({ "input": input })).await
    }

    /// A verb of a member of the staff of 苍溪县; the payload.
    ///
    /// # Panics
    /// On a top-level error.
    pub async fn does_on_publication(&self, login: &str, verb: &str, input: Value) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let answer = self.on_publication(Some(&token), verb, &input).await;
        assert!(answer.get("errors").is_none_or(Value::is_null), "{verb}: {answer}");
        answer["data"][verb].clone()
    }

    /// The same where nothing is refused; the draft.
    ///
    /// # Panics
    /// If it is refused.
    pub async fn did_on_publication(&self, login: &str, verb: &str, input: Value) -> Value {
        let payload = self.does_on_publication(login, verb, input).await;
        assert_eq!(payload["errors"], json!([]), "{verb}: {payload:#}");
        payload["draft"].clone()
    }

    /// An officer drafts, hides all that is suggested, and sends it; the draft that waits.
    ///
    /// # Panics
    /// If a step is refused.
    pub async fn sends_result(&self, login: &str, case: &Value, (kind, more): (&str, Value)) -> Value {
        let draft = self.did_on_publication(login, "draftPublication", json!({ "caseId": case, "kind": kind })).await;
        let draft = self.did_on_publication(login, "savePublication", saved(&draft, "ACCEPTED", more)).await;
        self.did_on_publication(login, "sendPublication", named(&draft)).await
    }

    /// A verb after which the case is read, of somebody with this token; the whole answer.
    pub async fn on_case_publications(&self, token: Option<&str>, verb: &str, input: &Value) -> Value {
        let (kind, fields) = (input_of(verb), of_case_fields());
        let query = format!(
            "mutation($input: {kind}!) {{ {verb}(input: $input) {{ publications {{ {fields} }} errors {{ code field message }} }} }}"
        );
        self.ask(token, &query, json!({ "input": input })).await
    }

    /// The same of a member of the staff of 苍溪县; the payload.
    ///
    /// # Panics
    /// On a top-level error.
    pub async fn does_on_case_publications(&self, login: &str, verb: &str, input: Value) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let answer = self.on_case_publications(Some(&token), verb, &input).await;
        assert!(answer.get("errors").is_none_or(Value::is_null), "{verb}: {answer}");
        answer["data"][verb].clone()
    }

    /// The same where nothing is refused; what there is of the case.
    ///
    /// # Panics
    /// If it is refused.
    pub async fn did_on_case_publications(&self, login: &str, verb: &str, input: Value) -> Value {
        let payload = self.does_on_case_publications(login, verb, input).await;
        assert_eq!(payload["errors"], json!([]), "{verb}: {payload:#}");
        payload["publications"].clone()
    }

    /// What there is of a case, as a member of the staff reads it.
    pub async fn case_publications(&self, login: &str, case: &Value) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let query = format!("query($id: ID!) {{ casePublications(id: $id) {{ {} }} }}", of_case_fields());
        self.data(Some(&token), &query, json!({ "id": case })).await["casePublications"].clone()
    }

    /// What the page of a unit says of results: how many, and which.
    pub async fn results_of(&self, unit: &str) -> Value {
        let query = format!(
            "query($code: String!) {{ unit(county: \"510824\", code: $code) {{ publications {{ totalCount nodes {{ {PUBLICATION} }} }} }} }}"
        );
        self.data(None, &query, json!({ "code": format!("510824-{unit}") })).await["unit"]["publications"].clone()
    }

    /// What a search for words gives.
    pub async fn finds_results(&self, text: &str) -> Value {
        let query =
            format!("query($text: String) {{ publications(county: \"510824\", text: $text) {{ totalCount nodes {{ {PUBLICATION} }} }} }}");
        self.data(None, &query, json!({ "text": text })).await["publications"].clone()
    }

    /// One publication by its code, as anybody sees it.
    pub async fn publication(&self, code: &Value) -> Value {
        let query = format!("query($code: String!) {{ publication(county: \"510824\", code: $code) {{ {PUBLICATION} }} }}");
        self.data(None, &query, json!({ "code": code })).await["publication"].clone()
    }
}

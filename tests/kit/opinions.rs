//! 意见建议 through the API: what authors, units and the commission do, and what everybody reads.

use crate::cases::{id, input_of};
use crate::world::World;
use serde_json::{Value, json};
use time::Duration;

/// All that a page asks of an opinion.
pub const OPINION: &str = "id revision state subject part name code unitCode unitName answeredBy text receivedOn dueOn isOverdue \
    firstAnsweredOn rating sight sightReason isMine authorMask isToPublish assignedTo colleagues { id name } viewerCan \
    record { kind year amount paidOn } \
    events { no step on words wordsSight byCounty pointsToReport dueOn rating versionNo }";

/// The phone that opinions of these stories come from.
pub const AUTHOR: &str = "13900000008";

/// What the author says.
pub const TEXT: &str = "低保评议请提前三天贴通知，写清楚时间地点。";

/// An opinion on a thing with a key of its own, which its author wishes to be public.
#[must_use]
pub fn opinion_on(about: &Value, key: &str) -> Value {
    json!({ "aboutId": about, "submissionKey": format!("{key:0>20}"), "authorName": "王大山", "text": TEXT, "isPublic": true })
}

/// What a verb takes of an opinion as it was read, and more.
#[must_use]
pub fn of(opinion: &Value, more: Value) -> Value {
    let mut input = json!({ "opinionId": opinion["id"], "revision": opinion["revision"] });
    if let Value::Object(more) = more {
        for (name, value) in more {
            input[name] = value;
        }
    }
    input
}

/// What was done to an opinion, in order.
#[must_use]
pub fn steps(opinion: &Value) -> Vec<String> {
    let all = opinion["events"].as_array().cloned().unwrap_or_default();
    all.iter().map(|event| event["step"].as_str().unwrap_or_default().to_owned()).collect()
}

impl World {
    /// A verb of somebody with this token; the whole answer.
    pub async fn on_opinion(&self, token: Option<&str>, verb: &str, input: &Value) -> Value {
        let kind = input_of(verb);
        let query =
            format!("mutation($input: {kind}!) {{ {verb}(input: $input) {{ opinion {{ {OPINION} }} errors {{ code field message }} }} }}");
        self.ask(token, &query, json!({ "input": input })).await
    }

    /// A verb of somebody with this token; the payload.
    ///
    /// # Panics
    /// On a top-level error.
    pub async fn does_with_opinion(&self, token: &str, verb: &str, input: &Value) -> Value {
        let answer = self.on_opinion(Some(token), verb, input).await;
        assert!(answer.get("errors").is_none_or(Value::is_null), "{verb}: {answer}");
        answer["data"][verb].clone()
    }

    /// A verb of a member of the staff of 苍溪县 that is not refused; the opinion.
    ///
    /// # Panics
    /// If it is refused.
    pub async fn did_with_opinion(&self, login: &str, verb: &str, input: Value) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let payload = self.does_with_opinion(&token, verb, &input).await;
        assert_eq!(payload["errors"], json!([]), "{verb}: {payload}");
        payload["opinion"].clone()
    }

    /// The author proves the phone, two minutes later.
    pub async fn author(&self) -> String {
        self.wait(Duration::minutes(2));
        self.proves(AUTHOR, "OPINION").await
    }

    /// Somebody with this token has an opinion; it is taken.
    ///
    /// # Panics
    /// If it is refused.
    pub async fn thinks(&self, token: &str, input: &Value) -> Value {
        let payload = self.does_with_opinion(token, "submitOpinion", input).await;
        assert_eq!(payload["errors"], json!([]), "{payload}");
        payload["opinion"].clone()
    }

    /// The author's opinion on the process of 低保评议 of 龙山镇甲村.
    pub async fn thinks_of_dibao(&self) -> Value {
        let token = self.author().await;
        let mut input = opinion_on(&id(self.home().power("dibao")), "dibao");
        input["part"] = json!("PROCESS");
        self.thinks(&token, &input).await
    }

    /// One opinion as somebody with this token reads it.
    pub async fn opinion(&self, token: Option<&str>, opinion: &Value) -> Value {
        let query = format!("query($id: ID!) {{ opinion(id: $id) {{ {OPINION} }} }}");
        self.data(token, &query, json!({ "id": opinion["id"] })).await["opinion"].clone()
    }

    /// What everybody reads on a thing.
    pub async fn opinions_on(&self, about: &Value, part: Option<&str>) -> Value {
        let query = format!(
            "query($about: ID!, $part: OpinionPart) {{ opinionsOn(county: \"510824\", aboutId: $about, part: $part) {{ \
             totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ {OPINION} }} }} }}"
        );
        self.data(None, &query, json!({ "about": about, "part": part })).await["opinionsOn"].clone()
    }

    /// A list of the staff; the whole answer.
    pub async fn opinion_list(&self, login: &str, variables: Value) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let query = format!(
            "query($list: OpinionList, $unit: ID, $first: Int, $after: String) {{ \
             opinions(list: $list, unitId: $unit, first: $first, after: $after) {{ \
             totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ {OPINION} }} }} }}"
        );
        self.ask(Some(&token), &query, variables).await
    }

    /// What a phone wrote, as its owner reads it.
    pub async fn my_opinions(&self, token: &str) -> Value {
        let query = format!("{{ myOpinions {{ {OPINION} }} }}");
        self.data(Some(token), &query, json!({})).await["myOpinions"].clone()
    }

    /// The clock of opinions runs after so long.
    pub async fn opinions_after(&self, span: Duration) {
        self.wait(span);
        lianjing::worker::periodic::work_all(&self.kernel, &self.ports).await;
    }
}

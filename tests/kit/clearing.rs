//! 清权 through the API: what units write, what the county decides, what everybody reads of it.

use crate::cases::{id, input_of};
use crate::world::World;
use entity::words::StaffRole;
use lianjing::domain::staff::{self, NewRole};
use serde_json::{Value, json};

/// All that the staff asks of a round.
pub const ROUND: &str = "line { id state unit { code name } versionNo } revision lastVersionNo returnReason successor { name } mergedIntoId \
    outsideCount problems viewerCan items(first: 100) { nodes { id revision code name administrativeType isMajor decision reason isNew isChanged \
    hasBasis } totalCount undecidedCount } steps { step itemName parts }";

/// All that is said of a power in a draft or a version.
pub const POWER: &str = "name kind administrativeType summary isMajor exercisingBody supervisingBody accountableBody \
    legalBases { law article text } standards { circumstance standard } guides { title text } \
    steps { number title actor duty timeLimit document next { to condition isReturn } } risks { stepNumber grade kind text measures rules { code name } }";

/// A version in a list of versions.
pub const VERSION: &str = "no publishedOn unitName hash kept adjusted added cancelled";

/// What differs, side by side.
pub const PARTS: &str = "parts { part label lines { before after } }";

/// A whole power with one legal basis, three steps and a return; further fields take the place of these.
#[must_use]
pub fn content(more: Value) -> Value {
    let step = |number: i32, title: &str, duty: &str| json!({ "number": number, "title": title, "actor": "村委会", "duty": duty, "timeLimit": "七天" });
    let mut content = json!({
        "name": "低保评议", "kind": "EXTERNAL", "administrativeType": "评议", "summary": "谁家能吃低保，村里评议这一步", "isMajor": true,
        "exercisingBody": "村民委员会", "supervisingBody": "村务监督委员会", "accountableBody": "镇纪委",
        "legalBases": [{ "law": "《社会救助暂行办法》", "article": "第十一条", "text": "村民委员会应当协助做好有关工作。" }],
        "standards": [{ "circumstance": "人均收入低于标准", "standard": "按差额补助" }],
        "guides": [{ "title": "带什么", "text": "户口簿和收入证明。" }],
        "steps": [step(1, "申请", "农户写申请"), step(2, "评议", "开评议会"), step(3, "公示", "贴出名单")],
        "ways": [{ "fromNumber": 1, "toNumber": 2 }, { "fromNumber": 2, "toNumber": 3 },
            { "fromNumber": 2, "toNumber": 1, "condition": "资料不全" }],
        "risks": [{ "stepNumber": 2, "grade": "A", "kind": "PROCESS", "text": "不开会就定名单", "measures": ["会议记录当场签字"] }],
    });
    if let Value::Object(more) = more {
        for (name, value) in more {
            content[name] = value;
        }
    }
    content
}

/// Names a round as it was read.
#[must_use]
pub fn named(round: &Value) -> Value {
    json!({ "clearingId": round["line"]["id"], "revision": round["revision"] })
}

/// A decision on an item as it was read.
#[must_use]
pub fn decision(item: &Value, decision: &str, reason: Option<&str>) -> Value {
    json!({ "itemId": item["id"], "revision": item["revision"], "decision": decision, "reason": reason })
}

/// A new text of an item as it was read.
#[must_use]
pub fn saved(round: &Value, item: &Value, content: Value) -> Value {
    let mut input = json!({ "clearingId": round["line"]["id"], "itemId": item["id"], "revision": item["revision"] });
    input["content"] = content;
    input
}

/// The first page of a list within an answer takes the list's place, so that stories read it as rows.
fn as_list(answer: &mut Value, at: &str, list: &str) {
    let Some(of) = answer.pointer_mut(at) else { return };
    if let Some(nodes) = of.get(list).and_then(|page| page.get("nodes")).cloned() {
        of[list] = nodes;
    }
}

impl World {
    /// A verb of somebody with this token; the whole answer.
    pub async fn on_clearing(&self, token: Option<&str>, verb: &str, input: &Value) -> Value {
        let kind = input_of(verb);
        let query = format!(
            "mutation($input: {kind}!) {{ {verb}(input: $input) {{ clearing {{ {ROUND} }} itemId errors {{ code field message }} }} }}"
        );
        let mut answer = self.ask(token, &query, json!({ "input": input })).await;
        as_list(&mut answer, &format!("/data/{verb}/clearing"), "items");
        answer
    }

    /// A verb of a member of the staff of 苍溪县; the payload.
    ///
    /// # Panics
    /// On a top-level error.
    pub async fn does_on_clearing(&self, login: &str, verb: &str, input: Value) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let answer = self.on_clearing(Some(&token), verb, &input).await;
        assert!(answer.get("errors").is_none_or(Value::is_null), "{verb}: {answer}");
        answer["data"][verb].clone()
    }

    /// The same where nothing is refused; the round.
    ///
    /// # Panics
    /// If it is refused.
    pub async fn did_on_clearing(&self, login: &str, verb: &str, input: Value) -> Value {
        let payload = self.does_on_clearing(login, verb, input).await;
        assert_eq!(payload["errors"], json!([]), "{verb}: {payload:#}");
        payload["clearing"].clone()
    }

    /// A round as a member of the staff reads it; the whole answer.
    pub async fn clearing(&self, login: &str, id: &Value) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let query = format!("query($id: ID!) {{ clearing(id: $id) {{ {ROUND} }} }}");
        let mut answer = self.ask(Some(&token), &query, json!({ "id": id })).await;
        as_list(&mut answer, "/data/clearing", "items");
        answer
    }

    /// An item with its texts as a member of the staff reads it.
    pub async fn clearing_item(&self, login: &str, id: &Value) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let query = format!(
            "query($id: ID!) {{ clearingItem(id: $id) {{ clearingId viewerCan item {{ id revision }} content {{ {POWER} chart {{ svg text }} }} \
             changes {{ part label lines {{ before after }} }} }} }}"
        );
        self.data(Some(&token), &query, json!({ "id": id })).await["clearingItem"].clone()
    }

    /// A member of the staff gets one more role, of a unit.
    ///
    /// # Panics
    /// If the database refuses.
    pub async fn may_as(&self, login: &str, role: StaffRole, unit: &str) {
        let tx = self.ctx().write(&self.home().county).await.expect("a transaction");
        let role = NewRole { role, unit_id: Some(self.home().unit(unit)), organ_id: None };
        tx.add(staff::standing(&tx, self.home().account(login), role)).await.expect("a role");
        tx.commit().await.expect("committed");
    }

    /// The publisher begins the round of 龙山镇甲村.
    pub async fn clears_village(&self) -> Value {
        self.did_on_clearing("publisher", "startClearing", json!({ "unitId": id(self.home().unit("village")) })).await
    }

    /// The village's round with 低保评议 adjusted and a new power, ready to be sent.
    ///
    /// # Panics
    /// If a step is refused.
    pub async fn drafts_village(&self) -> Value {
        let round = self.clears_village().await;
        let round = self.did_on_clearing("publisher", "saveClearingItem", saved(&round, &round["items"][0], content(json!({})))).await;
        let adjusted = decision(&round["items"][0], "ADJUSTED", Some("补上依据和流程"));
        let round = self.did_on_clearing("publisher", "decideClearingItem", adjusted).await;
        let new = json!({ "clearingId": round["line"]["id"], "content": content(json!({ "name": "村集体收支审批" })) });
        let round = self.did_on_clearing("publisher", "saveClearingItem", new).await;
        let added = decision(&round["items"][1], "ADDED", Some("原来没有列入清单"));
        self.did_on_clearing("publisher", "decideClearingItem", added).await
    }

    /// The village's list is drafted, sent, and published for the county by `county-handler`.
    ///
    /// # Panics
    /// If a step is refused.
    pub async fn publishes_village(&self) -> Value {
        self.may_as("county-handler", StaffRole::Reviewer, "government").await;
        let round = self.drafts_village().await;
        let round = self.did_on_clearing("publisher", "sendClearing", named(&round)).await;
        self.did_on_clearing("county-handler", "publishClearing", named(&round)).await
    }

    /// Versions of the list of a unit, as anybody reads them.
    pub async fn list_versions(&self, unit: &str) -> Value {
        let query = format!("query($code: String!) {{ unit(county: \"510824\", code: $code) {{ listVersions {{ {VERSION} }} }} }}");
        self.data(None, &query, json!({ "code": format!("510824-{unit}") })).await["unit"]["listVersions"].clone()
    }

    /// One version of the list of 龙山镇甲村, whole.
    pub async fn list_version(&self, no: i32) -> Value {
        let query = format!(
            "query($no: Int!) {{ listVersion(county: \"510824\", unit: \"510824-village\", no: $no) {{ version {{ {VERSION} }} \
             items(first: 20) {{ nodes {{ code decision reason power {{ {POWER} }} }} }} }} }}"
        );
        let mut version = self.data(None, &query, json!({ "no": no })).await["listVersion"].clone();
        as_list(&mut version, "", "items");
        version
    }

    /// Two versions of the list of 龙山镇甲村 side by side.
    pub async fn list_comparison(&self, older: Option<i32>, newer: Option<i32>) -> Value {
        self.list_comparison_of("village", older, newer).await
    }

    /// The same of another unit.
    pub async fn list_comparison_of(&self, unit: &str, older: Option<i32>, newer: Option<i32>) -> Value {
        let query = format!(
            "query($unit: String!, $a: Int, $b: Int) {{ listComparison(county: \"510824\", unit: $unit, older: $a, newer: $b) {{ \
             older {{ no }} newer {{ no }} sameCount changes(first: 20) {{ nodes {{ code name kind reason {PARTS} }} }} }} }}"
        );
        let variables = json!({ "unit": format!("510824-{unit}"), "a": older, "b": newer });
        let mut compared = self.data(None, &query, variables).await["listComparison"].clone();
        as_list(&mut compared, "", "changes");
        compared
    }
}

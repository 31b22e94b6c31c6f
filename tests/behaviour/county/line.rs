//! A line to the real program, and what people say over it.

use crate::kills::ground::Ground;
use kit::people::{REQUEST, SIGN_IN, TAKE, VERIFY, authenticator, solved};
use lianjing::kernel::Clock as _;
use lianjing::kernel::clock::SystemClock;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What an officer's first page asks for.
const INBOX: &str = "{ cases(first: 10) { nodes { id subjects { name } } } }";

const NAMED: &str = "query($text: String!) { officialsNamed(text: $text) { id name posts } }";
const CREATE: &str = "mutation($input: CreateStaffInput!) { createStaff(input: $input) { \
    account { id officialName } initialPassword errors { code field message } } }";
const TOWN: &str = "{ unit(county: \"510824\", code: \"T1\") { organ { id name } } }";
const PROPOSE: &str = "mutation($input: ProposeRoleInput!) { proposeRole(input: $input) { grant { id state } errors { message } } }";
const PENDING: &str = "{ staff { pendingGrants { id official { id name } viewerCan } } }";
const APPROVE: &str =
    "mutation($input: ApproveRoleInput!) { approveRole(input: $input) { grant { state } initialPassword errors { message } } }";
const SUBMIT: &str = "mutation($input: SubmitReportInput!) { submitReport(input: $input) { \
    queryCode report { organ { name } } errors { code field message } } }";

/// A line to the program.
pub struct Line {
    url: String,
    /// A client without cookies.
    pub http: reqwest::Client,
    tokens: RefCell<BTreeMap<String, String>>,
}

impl Line {
    /// A line to the program on this ground.
    pub fn to(ground: &Ground) -> Self {
        Self { url: format!("{}/graphql", ground.url()), http: reqwest::Client::new(), tokens: RefCell::default() }
    }

    /// The token that somebody got when he took over his account.
    pub fn held(&self, login: &str) -> String {
        self.tokens.borrow().get(login).cloned().unwrap()
    }

    /// Takes over an account; a token.
    pub async fn takes_over(&self, login: &str, first: &str, own: &str) -> String {
        let input = json!({ "county": "510824", "login": login, "password": first });
        let step = self.data(None, SIGN_IN, json!({ "input": input })).await["signIn"].clone();
        let uri = step["totpUri"].as_str().unwrap_or_else(|| panic!("{login}: {step}"));
        let code = authenticator(uri, SystemClock.now().0 / 1_000);
        let input = json!({ "challenge": step["challenge"], "code": code, "newPassword": own });
        let taken = self.data(None, TAKE, json!({ "input": input })).await["takeAccess"].clone();
        let token = taken["accessToken"].as_str().unwrap_or_else(|| panic!("{login}: {taken}")).to_owned();
        self.tokens.borrow_mut().insert(login.to_owned(), token.clone());
        token
    }

    /// The administrator finds an official by name and makes an account for him; its id.
    pub async fn makes_account(&self, admin: &str, official: &str, login: &str) -> String {
        let found = self.data(Some(admin), NAMED, json!({ "text": official })).await["officialsNamed"].clone();
        assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
        let input = json!({ "login": login, "name": official, "officialId": found[0]["id"] });
        let made = self.data(Some(admin), CREATE, json!({ "input": input })).await["createStaff"].clone();
        assert_eq!(made["account"]["officialName"], official, "{made}");
        made["account"]["id"].as_str().unwrap().to_owned()
    }

    /// Proposes somebody as handler of the town's organ; the grant.
    pub async fn proposes_handler(&self, admin: &str, account: &str) -> String {
        let organ = self.data(None, TOWN, json!({})).await["unit"]["organ"]["id"].clone();
        let today = SystemClock.now().in_china().date().to_string();
        let input = json!({ "accountId": account, "role": "HANDLER", "organId": organ, "from": today });
        let proposed = self.data(Some(admin), PROPOSE, json!({ "input": input })).await["proposeRole"].clone();
        assert_eq!(proposed["grant"]["state"], "PROPOSED", "{proposed}");
        proposed["grant"]["id"].as_str().unwrap().to_owned()
    }

    /// A head sees what waits and agrees; the first password to hand over.
    pub async fn agrees(&self, head: &str, grant: &str) -> String {
        let waiting = self.data(Some(head), PENDING, json!({})).await["staff"]["pendingGrants"].clone();
        assert_eq!((&waiting[0]["id"], &waiting[0]["viewerCan"]), (&json!(grant), &json!(["APPROVE"])), "{waiting}");
        assert!(waiting[0]["official"]["name"].is_string(), "{waiting}");
        let input = json!({ "grantId": grant, "approve": true, "officialId": waiting[0]["official"]["id"] });
        let agreed = self.data(Some(head), APPROVE, json!({ "input": input })).await["approveRole"].clone();
        agreed["initialPassword"].as_str().unwrap_or_else(|| panic!("{agreed}")).to_owned()
    }

    /// What waits for an officer.
    pub async fn inbox(&self, officer: &str) -> Value {
        self.data(Some(officer), INBOX, json!({})).await["cases"]["nodes"].clone()
    }

    /// A villager proves a phone and reports an official by name; the query code.
    pub async fn villager_reports(&self, ground: &Ground, official: &str) -> String {
        let page = "{ unit(county: \"510824\", code: \"V1\") { officials { official { id name } } } }";
        let officials = self.data(None, page, json!({})).await["unit"]["officials"].clone();
        let named = officials.as_array().unwrap().iter().find(|post| post["official"]["name"] == official).unwrap();
        let token = self.proves(ground, "13900000001").await;
        let input = json!({
            "submissionKey": "0123456789abcdef01234567", "county": "510824", "subjectIds": [named["official"]["id"]],
            "reporterName": "演示甲", "text": "低保评议没有开会，名单是村里自己定的。", "consent": true,
        });
        let filed = self.data(Some(&token), SUBMIT, json!({ "input": input })).await["submitReport"].clone();
        assert_eq!(filed["report"]["organ"]["name"], "文昌镇纪委", "{filed}");
        filed["queryCode"].as_str().unwrap().to_owned()
    }

    async fn proves(&self, ground: &Ground, phone: &str) -> String {
        let challenge = self.data(None, "{ phoneChallenge { json } }", json!({})).await;
        let proof = solved(challenge["phoneChallenge"]["json"].as_str().unwrap());
        let input = json!({ "phone": phone, "purpose": "REPORT", "proofOfWork": proof });
        let asked = self.data(None, REQUEST, json!({ "input": input })).await;
        assert_eq!(asked["requestPhoneCode"]["errors"], json!([]), "{asked}");
        let message = ground.gateway.first_to(phone).await;
        let input = json!({ "phone": phone, "purpose": "REPORT", "code": message.params["code"] });
        let proved = self.data(None, VERIFY, json!({ "input": input })).await["verifyPhoneCode"].clone();
        proved["token"].as_str().unwrap_or_else(|| panic!("{proved}")).to_owned()
    }

    async fn data(&self, token: Option<&str>, query: &str, variables: Value) -> Value {
        let mut answer = self.ask(token, query, variables).await;
        assert!(answer.get("errors").is_none_or(Value::is_null), "{query}\n{answer:#}");
        answer["data"].take()
    }

    async fn ask(&self, token: Option<&str>, query: &str, variables: Value) -> Value {
        let request = self.http.post(&self.url).json(&json!({ "query": query, "variables": variables }));
        let request = if let Some(token) = token { request.bearer_auth(token) } else { request };
        request.send().await.unwrap().json().await.unwrap()
    }
}

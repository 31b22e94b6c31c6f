//! Villagers with proven phones: proof of work, text message and code lie behind them.

use crate::ground::Ground;
use futures_util::StreamExt as _;
use kit::cases::{id, submission_in};
use kit::people::{REQUEST, VERIFY, solved};
use lianjing::demo::HOME;
use reqwest::Client;
use serde_json::{Value, json};

/// What the client sends, without what a page shows afterwards.
const SUBMIT: &str = "mutation Submit($input: SubmitReportInput!) { submitReport(input: $input) { \
    queryCode report { id } receipt { county day contentHash salt text } errors { code field message } } }";
/// At once, while phones are proven.
const ABREAST: usize = 4;

/// Somebody who is about to submit.
#[derive(Clone, Debug)]
pub struct Villager {
    token: String,
    body: Value,
}

impl Villager {
    /// Submits; the query code, or what came instead.
    pub async fn submits(&self, http: &Client, url: &str) -> Result<String, String> {
        let sent = http.post(format!("{url}/graphql")).bearer_auth(&self.token).json(&self.body).send().await;
        let answer = sent.map_err(|error| format!("{error:?}"))?;
        let text = answer.text().await.map_err(|error| format!("{error:?}"))?;
        let payload: Value = serde_json::from_str(&text).map_err(|_| text.clone())?;
        payload["data"]["submitReport"]["queryCode"].as_str().map(str::to_owned).ok_or(text)
    }
}

/// So many of them, each with a phone of their own.
pub async fn prepare(ground: &Ground, count: usize) -> Vec<Villager> {
    let (program, _) = ground.serves(&[]).await;
    let http = Client::new();
    let all = futures_util::stream::iter(0..count).map(|number| prove(ground, &http, number)).buffered(ABREAST).collect().await;
    program.ends().await;
    all
}

async fn prove(ground: &Ground, http: &Client, number: usize) -> Villager {
    let token = proves(ground, http, (&format!("139{number:08}"), "REPORT")).await;
    Villager { token, body: json!({ "query": SUBMIT, "operationName": "Submit", "variables": { "input": report(ground, number) } }) }
}

/// Proves a phone for a purpose at the program that runs; the token.
pub async fn proves(ground: &Ground, http: &Client, (phone, purpose): (&str, &str)) -> String {
    let challenge = ask(ground, http, "{ phoneChallenge { json } }", json!({})).await;
    let proof = solved(challenge["phoneChallenge"]["json"].as_str().expect("a challenge"));
    let input = json!({ "phone": phone, "purpose": purpose, "proofOfWork": proof, "county": HOME });
    let asked = ask(ground, http, REQUEST, json!({ "input": input })).await;
    assert_eq!(asked["requestPhoneCode"]["errors"], json!([]), "{asked}");
    let message = ground.gateway.first_to(phone).await;
    let input = json!({ "phone": phone, "purpose": purpose, "code": message.params["code"], "county": HOME });
    let answer = ask(ground, http, VERIFY, json!({ "input": input })).await;
    answer["verifyPhoneCode"]["token"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

/// Two subjects and three hundred characters.
fn report(ground: &Ground, number: usize) -> Value {
    let subjects = [id(ground.village.official), id(ground.village.power)];
    let mut input = submission_in(HOME, &format!("bench-{number}"), &subjects);
    input["text"] = json!("低保评议没有开会，名单是村里自己定的。".repeat(16));
    input
}

async fn ask(ground: &Ground, http: &Client, query: &str, variables: Value) -> Value {
    let body = json!({ "query": query, "variables": variables });
    let answer = http.post(format!("{}/graphql", ground.setup.url())).json(&body).send().await.expect("an answer");
    let mut answer: Value = answer.json().await.expect("JSON");
    assert!(answer.get("errors").is_none_or(Value::is_null), "{answer}");
    answer["data"].take()
}

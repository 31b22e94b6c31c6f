//! A villager whose line is bad: whatever is not answered is sent again.

use super::ground::Ground;
use super::life::{Done, Life};
use super::{Phase, Street};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kit::Gateway;
use kit::cases::{id, submission};
use kit::fixture::Place;
use kit::people::{REQUEST, VERIFY, solved};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use std::time::Duration;

const SUBMIT: &str = "mutation($input: SubmitReportInput!) { submitReport(input: $input) { \
    queryCode report { id } errors { code field message } } }";
const GRANT: &str = "mutation($input: GrantUploadInput!) { grantUpload(input: $input) { uploadToken errors { message } } }";
/// A message that does not come in this time may come in some minutes: another villager is tried with.
const PATIENCE: Duration = Duration::from_secs(3);
const PIECE: usize = 20_000;
/// Reports of each villager at least: so each kind of life is told.
const LIVES: usize = 4;
/// The ends of the two longer lives: no villager stops before one report of his climbed and one was being taken back.
pub const PROOFS: [Done; 2] = [Done::Escalated, Done::WithdrawalAsked];

/// A report that was acknowledged.
#[derive(Debug)]
pub struct Filed {
    /// Made by the client.
    pub submission_key: String,
    /// What the villager keeps.
    pub query_code: String,
    /// SHA-256 of the photo, if one was sent.
    pub photo: Option<Vec<u8>>,
    /// What followed and was acknowledged, in its order.
    pub done: Vec<Done>,
}

/// What villagers were told.
#[derive(Debug, Default)]
pub struct Told {
    /// Acknowledged reports.
    pub filed: Vec<Filed>,
    /// Reports that were begun: no others may be found.
    pub begun: usize,
    /// Phones whose code did not come in time, or was used up by a request without an answer.
    pub given_up: usize,
}

impl Told {
    /// Both.
    pub fn and(mut self, other: Self) -> Self {
        self.filed.extend(other.filed);
        Self { filed: self.filed, begun: self.begun + other.begun, given_up: self.given_up + other.given_up }
    }

    /// How many verbs followed the reports and were acknowledged, by what they are.
    pub fn verbs(&self) -> std::collections::BTreeMap<Done, usize> {
        let mut counts = std::collections::BTreeMap::new();
        for done in self.filed.iter().flat_map(|filed| &filed.done) {
            *counts.entry(*done).or_default() += 1;
        }
        counts
    }

    fn proves_nothing(&self) -> bool {
        !PROOFS.iter().all(|proof| self.verbs().contains_key(proof))
    }

    /// How many photos were acknowledged with their reports.
    pub fn photos(&self) -> usize {
        self.filed.iter().filter(|filed| filed.photo.is_some()).count()
    }
}

/// One line to the program.
pub struct Villager<'a> {
    number: u32,
    place: &'a Place,
    pub(super) ground: &'a Ground,
    /// The token of the officer who handles.
    pub(super) officer: &'a str,
    pub(super) gateway: Arc<Gateway>,
    pub(super) street: &'a Street,
    url: String,
    http: reqwest::Client,
}

impl<'a> Villager<'a> {
    /// A villager by number.
    pub fn new(number: u32, (ground, officer): (&'a Ground, &'a str), street: &'a Street) -> Self {
        let http = reqwest::Client::builder().timeout(Duration::from_secs(30)).build().unwrap();
        Self { number, place: ground.place(), ground, officer, gateway: Arc::clone(&ground.gateway), street, url: ground.url(), http }
    }

    /// Files one report after the other, each with a phone of its own and a life of its own, until nobody kills any more
    /// and each kind of life was lived to its end: a code may come late, and such a life ends early.
    pub async fn keeps_reporting(self) -> Told {
        let mut told = Told::default();
        while self.street.open().await != Phase::Safe || told.begun < LIVES || told.proves_nothing() {
            told.begun += 1;
            let turn = told.begun;
            match self.reports(turn).await {
                Some(filed) => told.filed.push(filed),
                None => told.given_up += 1,
            }
        }
        told
    }

    async fn reports(&self, turn: usize) -> Option<Filed> {
        let phone = format!("139{:02}{turn:06}", self.number);
        let token = self.proves_with(&phone, "REPORT", 0).await?;
        let name = format!("v{}-{turn}", self.number);
        let mut input = submission(self.place, &name, &[id(self.place.official("village-head")), id(self.place.power("dibao"))]);
        let submission_key = input["submissionKey"].as_str().unwrap().to_owned();
        let mut photo = None;
        if turn.is_multiple_of(3) {
            let (media, hash) = self.sends_photo(&token, &submission_key).await;
            (input["mediaIds"], photo) = (json!([media]), Some(hash));
        }
        self.street.ring();
        let first = self.submits(&token, &input).await;
        // Impatient people press twice.
        if turn.is_multiple_of(4) {
            assert_eq!(self.submits(&token, &input).await, first, "the same submission gets the same answer");
        }
        let mut filed = Filed { submission_key, query_code: first["queryCode"].as_str().unwrap().to_owned(), photo, done: Vec::new() };
        filed.done = self.goes_on(Life::of(turn), &filed, &phone).await;
        Some(filed)
    }

    async fn submits(&self, token: &str, input: &Value) -> Value {
        let payload = self.asks(Some(token), SUBMIT, json!({ "input": input })).await["submitReport"].clone();
        assert_eq!(payload["errors"], json!([]), "{payload}");
        payload
    }

    /// Proves a phone for a purpose by the code number `earlier`; none if that did not come or was used up.
    pub(super) async fn proves_with(&self, phone: &str, purpose: &str, earlier: usize) -> Option<String> {
        let challenge = self.asks(None, "{ phoneChallenge { json } }", json!({})).await;
        let proof = solved(challenge["phoneChallenge"]["json"].as_str().unwrap());
        let input = json!({ "phone": phone, "purpose": purpose, "proofOfWork": proof });
        let asked = self.asks(None, REQUEST, json!({ "input": input })).await["requestPhoneCode"].clone();
        // A request whose answer was lost may have done its work: the proof is spent then, and the message is coming.
        let code = asked["errors"][0]["code"].as_str().unwrap_or("-");
        assert!(matches!(code, "-" | "PROOF_OF_WORK" | "TOO_MANY"), "{asked}");
        let message = self.code_to(phone, earlier, PATIENCE).await?;
        let input = json!({ "phone": phone, "purpose": purpose, "code": message.params["code"] });
        let answer = self.asks(None, VERIFY, json!({ "input": input })).await["verifyPhoneCode"].clone();
        let code = answer["errors"][0]["code"].as_str().unwrap_or("-");
        assert!(matches!(code, "-" | "EXPIRED"), "{answer}");
        answer["token"].as_str().map(str::to_owned)
    }

    /// Sends a photo as tus clients do; its id and hash.
    async fn sends_photo(&self, token: &str, submission_key: &str) -> (String, Vec<u8>) {
        let bytes: Vec<u8> =
            b"\xFF\xD8\xFF\xE0\0\x10JFIF".iter().copied().chain((0..50_000_u32).map(|n| (n * n).to_be_bytes()[2])).collect();
        let granted = self.asks(Some(token), GRANT, json!({ "input": { "submissionKey": submission_key } })).await;
        let token = granted["grantUpload"]["uploadToken"].as_str().unwrap().to_owned();
        let metadata = format!("filename {},filetype {}", STANDARD.encode("x.jpg"), STANDARD.encode("image/jpeg"));
        let create = self.tus(Method::POST, "/uploads", &token).header("Upload-Length", bytes.len()).header("Upload-Metadata", metadata);
        let (status, path, _) = self.insists(create).await;
        assert_eq!(status, 201);
        let path = path.unwrap();
        loop {
            let (status, _, offset) = self.insists(self.tus(Method::HEAD, &path, &token)).await;
            assert_eq!(status, 200);
            let offset = offset.unwrap();
            let Some(rest) = bytes.get(offset..).filter(|rest| !rest.is_empty()) else { break };
            let piece = rest.chunks(PIECE).next().unwrap().to_vec();
            let patch = self.tus(Method::PATCH, &path, &token).header("Content-Type", "application/offset+octet-stream");
            let (status, ..) = self.insists(patch.header("Upload-Offset", offset).body(piece)).await;
            // A piece that was kept without an answer is at the wrong place when it comes again.
            assert!(matches!(status, 204 | 409), "{status}");
        }
        (path.trim_start_matches("/uploads/").to_owned(), Sha256::digest(&bytes).to_vec())
    }

    fn tus(&self, method: Method, path: &str, token: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.url)).bearer_auth(token).header("Tus-Resumable", "1.0.0")
    }

    /// Status, `Location` and `Upload-Offset` of the first answer.
    async fn insists(&self, request: RequestBuilder) -> (u16, Option<String>, Option<usize>) {
        loop {
            self.street.open().await;
            let Ok(answer) = request.try_clone().unwrap().send().await else { continue };
            if self.street.is_rough && answer.status().is_server_error() {
                self.street.is_turned_away().await;
                continue;
            }
            let header = |name| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
            return (answer.status().as_u16(), header("location"), header("upload-offset").map(|text| text.parse().unwrap()));
        }
    }

    /// The data of the first whole answer.
    async fn asks(&self, token: Option<&str>, query: &str, variables: Value) -> Value {
        self.asks_often(token, query, variables).await.0
    }

    /// The data of the first whole answer, and how often it was asked.
    pub(super) async fn asks_often(&self, token: Option<&str>, query: &str, variables: Value) -> (Value, usize) {
        let mut tries = 0;
        let request = self.http.post(format!("{}/graphql", self.url)).json(&json!({ "query": query, "variables": variables }));
        let request = if let Some(token) = token { request.bearer_auth(token) } else { request };
        loop {
            self.street.open().await;
            tries += 1;
            let Ok(answer) = request.try_clone().unwrap().send().await else { continue };
            let status = answer.status();
            let Ok(text) = answer.text().await else { continue };
            if self.street.is_rough && (status.is_server_error() || cannot_just_now(&text)) {
                self.street.is_turned_away().await;
                continue;
            }
            assert_eq!(status, 200, "{text}");
            let mut answer: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(answer.get("errors"), None, "{text}");
            return (answer["data"].take(), tries);
        }
    }
}

/// The server says that it can't at the moment: a fault or a full pool, never a refusal.
fn cannot_just_now(text: &str) -> bool {
    let answer: Value = serde_json::from_str(text).unwrap_or_default();
    let errors = answer["errors"].as_array().into_iter().flatten();
    let mut codes = errors.map(|error| error["extensions"]["code"].as_str().unwrap_or("-")).peekable();
    codes.peek().is_some() && codes.all(|code| matches!(code, "INTERNAL" | "BUSY"))
}

//! Asking a platform elsewhere what it tells everybody of a county's log. Nothing of it is believed here.

use super::kept::SignedHead;
use crate::boot::Faults;
use crate::domain::ledger_tree::head::Head;
use crate::domain::ledger_tree::tree::{Hash, hash_of};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::time::Duration;

/// Leaves that are asked for at a time.
const PAGE: u64 = 500;
/// An answer takes no longer, or the server is taken to be away.
const PATIENCE: Duration = Duration::from_mins(1);

/// A platform elsewhere.
pub(super) struct Platform {
    client: reqwest::Client,
    url: String,
    county: String,
}

/// A head as the API shows it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ToldHead {
    text: String,
    signature: String,
    public_key: String,
}

/// What the entry of a restore is told to say.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ToldRestore {
    pub leaf_index: u64,
    pub entry: String,
    pub salt: String,
}

/// A proof that a leaf stands in the tree.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ToldInclusion {
    leaf_index: u64,
    path: Vec<String>,
}

impl Platform {
    pub(super) fn new(url: &str, county: &str) -> Result<Self, Faults> {
        let client = reqwest::Client::builder().timeout(PATIENCE).build().map_err(|error| vec![error.to_string()])?;
        Ok(Self { client, url: url.to_owned(), county: county.to_owned() })
    }

    /// The newest head; none where nothing was logged yet.
    pub(super) async fn head(&self) -> Result<Option<SignedHead>, Faults> {
        let query = "query($county: String!) { ledgerHead(county: $county) { text signature publicKey } }";
        let told: Option<ToldHead> = self.ask(query, "ledgerHead", json!({})).await?;
        told.map(|told| {
            let head: Head = serde_json::from_str(&told.text).map_err(|error| self.fault(&format!("a head that is none: {error}")))?;
            // What is signed is the text: what was read of it must give the same one again.
            if head.text() != told.text || head.county != self.county {
                return Err(self.fault("a head of another form, or of another county"));
            }
            Ok(SignedHead { head, signature: told.signature, public_key: told.public_key })
        })
        .transpose()
    }

    /// Commitments from this one on, at most 500 of them and none from `until` on.
    pub(super) async fn leaves(&self, from: u64, until: u64) -> Result<Vec<Vec<u8>>, Faults> {
        let query = "query($county: String!, $start: Int!, $first: Int!) { ledgerLeaves(county: $county, start: $start, first: $first) }";
        let first = until.saturating_sub(from).min(PAGE);
        let told: Vec<String> = self.ask(query, "ledgerLeaves", json!({ "start": from, "first": first })).await?;
        if told.is_empty() || told.len() as u64 > first {
            return Err(self.fault(&format!("leaves {from} and on are not given, though a head of {until} leaves was signed")));
        }
        told.iter().map(|text| hex::decode(text).map_err(|_| self.fault("a leaf that is none"))).collect()
    }

    /// The proof that the log of one size begins that of another.
    pub(super) async fn consistency(&self, older: u64, newer: u64) -> Result<Vec<Hash>, Faults> {
        let query =
            "query($county: String!, $older: Int!, $newer: Int!) { ledgerConsistency(county: $county, older: $older, newer: $newer) }";
        let told: Vec<String> = self.ask(query, "ledgerConsistency", json!({ "older": older, "newer": newer })).await?;
        self.hashes(&told)
    }

    /// Place and proof of a leaf under the head of this size.
    pub(super) async fn inclusion(&self, commitment: &[u8], size: u64) -> Result<Option<(u64, Vec<Hash>)>, Faults> {
        let query = "query($county: String!, $commitment: String!, $size: Int!) { \
                     ledgerInclusion(county: $county, commitment: $commitment, size: $size) { leafIndex path } }";
        let asked = json!({ "commitment": hex::encode(commitment), "size": size });
        let told: Option<ToldInclusion> = self.ask(query, "ledgerInclusion", asked).await?;
        told.map(|told| Ok((told.leaf_index, self.hashes(&told.path)?))).transpose()
    }

    /// What is told of restores.
    pub(super) async fn restores(&self) -> Result<Vec<ToldRestore>, Faults> {
        let query = "query($county: String!) { ledgerRestores(county: $county) { leafIndex entry salt } }";
        self.ask(query, "ledgerRestores", json!({})).await
    }

    async fn ask<T: DeserializeOwned>(&self, query: &str, field: &str, mut variables: Value) -> Result<T, Faults> {
        if let Some(asked) = variables.as_object_mut() {
            asked.insert("county".to_owned(), json!(self.county));
        }
        let request = self.client.post(&self.url).json(&json!({ "query": query, "variables": variables }));
        let response = request.send().await.map_err(|error| self.fault(&error.to_string()))?;
        let answer: Value = response.json().await.map_err(|error| self.fault(&format!("no GraphQL answer: {error}")))?;
        if let Some(said) = answer.pointer("/errors/0/message").and_then(Value::as_str) {
            return Err(self.fault(said));
        }
        let data = answer.pointer(&format!("/data/{field}")).cloned().unwrap_or_default();
        serde_json::from_value(data).map_err(|error| self.fault(&format!("{field}: {error}")))
    }

    fn hashes(&self, told: &[String]) -> Result<Vec<Hash>, Faults> {
        let hashes = told.iter().map(|text| hex::decode(text).ok().and_then(|bytes| hash_of(&bytes)));
        hashes.collect::<Option<_>>().ok_or_else(|| self.fault("a proof that is none"))
    }

    fn fault(&self, what: &str) -> Faults {
        vec![format!("{}: {what}", self.url)]
    }
}

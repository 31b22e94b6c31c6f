//! Third parties on the API: registered by the administrator, with a token, counted.

use crate::fixture::Place;
use crate::world::World;
use serde_json::{Value, json};

/// All that the list asks of a client.
pub const CLIENT: &str =
    "id name contact purpose scopes createdAt endedAt lastUsedAt spentToday secretMadeAt oldSecretUntil viewerCanChange";

/// Registers a client.
pub fn register() -> String {
    let payload = format!("client {{ {CLIENT} }} secret errors {{ code field message }}");
    format!("mutation($input: RegisterClientInput!) {{ registerClient(input: $input) {{ {payload} }} }}")
}

/// Makes a new secret.
pub fn rotate() -> String {
    let payload = format!("client {{ {CLIENT} }} secret errors {{ code field message }}");
    format!("mutation($input: RotateClientSecretInput!) {{ rotateClientSecret(input: $input) {{ {payload} }} }}")
}

/// Ends a client.
pub fn end() -> String {
    let payload = format!("client {{ {CLIENT} }} errors {{ code field message }}");
    format!("mutation($input: EndClientInput!) {{ endClient(input: $input) {{ {payload} }} }}")
}

/// What a client needs to get tokens.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// `client_id`.
    pub id: String,
    /// `client_secret`.
    pub secret: String,
}

/// A form as OAuth sends it, with `client_credentials`.
#[must_use]
pub fn grant<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&[("grant_type", "client_credentials")], more].concat()
}

impl World {
    /// The administrator of this county registers a client; the payload.
    pub async fn registers_client(&self, place: &Place, scopes: &[&str]) -> Value {
        let input = json!({
            "name": "演示村务观察", "contact": "演示联系人，电话 0800-1", "purpose": "每周统计公开的权力清单", "scopes": scopes,
        });
        let admin = self.signed_in(place, "admin").await;
        self.data(Some(&admin), &register(), json!({ "input": input })).await["registerClient"].clone()
    }

    /// The same; what it needs to get tokens.
    ///
    /// # Panics
    /// If it is refused.
    pub async fn client(&self, place: &Place, scopes: &[&str]) -> Credentials {
        let made = self.registers_client(place, scopes).await;
        assert_eq!(made["errors"], json!([]), "{made}");
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        Credentials { id: text(&made["client"]["id"]), secret: text(&made["secret"]) }
    }

    /// Asks for a token with this form; by header, if these are given.
    ///
    /// # Panics
    /// If the server does not answer.
    pub async fn asks_for_token(&self, basic: Option<&Credentials>, form: &[(&str, &str)]) -> reqwest::Response {
        let mut request = self.http.post(format!("{}/oauth/token", self.url)).form(form);
        if let Some(shown) = basic {
            request = request.basic_auth(&shown.id, Some(&shown.secret));
        }
        request.send().await.expect("an answer")
    }

    /// A token with all that the client may do.
    ///
    /// # Panics
    /// If none is given.
    pub async fn client_token(&self, client: &Credentials) -> String {
        let answer: Value = self.asks_for_token(Some(client), &grant(&[])).await.json().await.expect("JSON");
        answer["access_token"].as_str().unwrap_or_else(|| panic!("no token: {answer}")).to_owned()
    }

    /// Asks a question with a token and gives the answer with its headers.
    ///
    /// # Panics
    /// If the server does not answer.
    pub async fn asks_plainly(&self, token: &str, query: &str) -> reqwest::Response {
        let body = json!({ "query": query });
        self.http.post(format!("{}/graphql", self.url)).bearer_auth(token).json(&body).send().await.expect("an answer")
    }
}

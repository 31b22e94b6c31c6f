//! People with verbs: a villager whose phone gets codes, a member of the staff who is signed in.

use crate::fixture::Place;
use crate::world::World;
use altcha::{Challenge, SolveChallengeOptions, solve_challenge};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use entity::account;
use entity::id::PhoneCodeId;
use lianjing::domain::{reporters, staff};
use serde_json::{Value, json};

/// Asks for a code.
pub const REQUEST: &str = "mutation($input: RequestPhoneCodeInput!) { requestPhoneCode(input: $input) { \
    requestId expiresInSeconds resendInSeconds errors { code field message } } }";
/// Types a code.
pub const VERIFY: &str = "mutation($input: VerifyPhoneCodeInput!) { verifyPhoneCode(input: $input) { \
    token expiresAt triesLeft errors { code field message } } }";

impl World {
    /// A fresh challenge of the server, solved as a client does it.
    ///
    /// # Panics
    /// If the server gives none.
    pub async fn proof(&self) -> String {
        let answer = self.data(None, "{ phoneChallenge { json } }", json!({})).await;
        let text = answer["phoneChallenge"]["json"].as_str().expect("a challenge");
        solved(text)
    }

    /// Asks for a code with a fresh proof; the payload.
    pub async fn asks_for_code(&self, phone: &str, purpose: &str) -> Value {
        let proof = self.proof().await;
        self.asks_with(json!({ "phone": phone, "purpose": purpose, "proofOfWork": proof })).await
    }

    /// Asks for a code with this input; the payload.
    pub async fn asks_with(&self, input: Value) -> Value {
        self.data(None, REQUEST, json!({ "input": input })).await["requestPhoneCode"].clone()
    }

    /// The digits that the worker sends for a request; none if it sends none.
    ///
    /// # Panics
    /// If it can't be asked.
    pub async fn sent_digits(&self, request: &Value) -> Option<String> {
        let id: PhoneCodeId = request["requestId"].as_str().expect("a request").parse().expect("its id");
        let ctx = self.ctx();
        let tx = ctx.write(&ctx.county_of(id).await.expect("its county")).await.expect("a transaction");
        let drawn = reporters::draw_code(&tx, id).await.expect("drawn");
        tx.commit().await.expect("committed");
        drawn.map(|drawn| drawn.code.to_string())
    }

    /// Types a code; the payload.
    pub async fn types_code(&self, phone: &str, purpose: &str, code: &str) -> Value {
        let input = json!({ "phone": phone, "purpose": purpose, "code": code });
        self.data(None, VERIFY, json!({ "input": input })).await["verifyPhoneCode"].clone()
    }

    /// A token for this phone and purpose, by a code asked for, sent and typed.
    ///
    /// # Panics
    /// If a step is refused.
    pub async fn proves(&self, phone: &str, purpose: &str) -> String {
        let request = self.asks_for_code(phone, purpose).await;
        let digits = self.sent_digits(&request).await.expect("a code");
        let answer = self.types_code(phone, purpose, &digits).await;
        answer["token"].as_str().unwrap_or_else(|| panic!("no token: {answer}")).to_owned()
    }

    /// An access token of a member of the staff, in a session opened without password.
    ///
    /// # Panics
    /// If there is no such login.
    pub async fn signed_in(&self, place: &Place, login: &str) -> String {
        let ctx = self.ctx();
        let tx = ctx.write(&place.county).await.expect("a transaction");
        let row = tx.rows().one::<account::Entity, _>(place.account(login)).one(&tx).await.expect("read").expect("an account");
        let opened = staff::open_session(&tx, &row, Some("kit".to_owned())).await.expect("a session");
        tx.commit().await.expect("committed");
        opened.access_token
    }
}

/// The proof of work for a challenge, as a client sends it.
///
/// # Panics
/// If it is no challenge.
#[must_use]
pub fn solved(challenge: &str) -> String {
    let challenge: Challenge = serde_json::from_str(challenge).expect("an ALTCHA challenge");
    let solution = solve_challenge(SolveChallengeOptions::new(&challenge)).expect("solvable").expect("solved");
    STANDARD.encode(json!({ "challenge": challenge, "solution": solution }).to_string())
}

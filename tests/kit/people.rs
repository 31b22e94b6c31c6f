//! People with verbs: a villager whose phone gets codes, a member of the staff who is signed in.

use crate::fixture::Place;
use crate::world::World;
use altcha::{Challenge, SolveChallengeOptions, solve_challenge};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use entity::account;
use entity::id::PhoneCodeId;
use lianjing::domain::reporters;
use serde_json::{Value, json};

/// Asks for a code.
pub const REQUEST: &str = "mutation($input: RequestPhoneCodeInput!) { requestPhoneCode(input: $input) { \
    requestId expiresInSeconds resendInSeconds errors { code field message } } }";
/// Types a code.
pub const VERIFY: &str = "mutation($input: VerifyPhoneCodeInput!) { verifyPhoneCode(input: $input) { \
    token expiresAt triesLeft errors { code field message } } }";

/// First step of signing in.
pub const SIGN_IN: &str = "mutation($input: SignInInput!) { signIn(input: $input) { \
    challenge needs totpUri errors { code field message } } }";
/// Takes over an account.
pub const TAKE: &str = "mutation($input: TakeAccessInput!) { takeAccess(input: $input) { \
    accessToken viewer { account { login } roles { role } } errors { code field message } } }";

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

    /// The first step of signing in at 苍溪县; the payload.
    pub async fn signs_in(&self, login: &str, password: &str) -> Value {
        let input = json!({ "county": self.home().code, "login": login, "password": password });
        self.data(None, SIGN_IN, json!({ "input": input })).await["signIn"].clone()
    }

    /// Makes an account of 苍溪县 one's own with a first password; the payload of the step that opens the session.
    ///
    /// # Panics
    /// If the first password is refused.
    pub async fn takes_over(&self, login: &str, first: &str, own: &str) -> Value {
        let step = self.signs_in(login, first).await;
        let uri = step["totpUri"].as_str().unwrap_or_else(|| panic!("nothing to take over: {step}"));
        let code = authenticator(uri, self.ctx().now.0 / 1_000);
        let input = json!({ "challenge": step["challenge"], "code": code, "newPassword": own });
        self.data(None, TAKE, json!({ "input": input })).await["takeAccess"].clone()
    }

    /// An access token of a member of the staff, in a session opened without password.
    ///
    /// # Panics
    /// If there is no such login.
    pub async fn signed_in(&self, place: &Place, login: &str) -> String {
        let ctx = self.ctx();
        let tx = ctx.write(&place.county).await.expect("a transaction");
        let row = tx.rows().one::<account::Entity, _>(place.account(login)).one(&tx).await.expect("read").expect("an account");
        let opened = self.enters(&tx, &row, Some("kit")).await;
        tx.commit().await.expect("committed");
        opened.access_token
    }
}

/// The digits that an authenticator app shows for an address that it read, so many seconds after 1970.
///
/// # Panics
/// If it is no such address.
#[must_use]
pub fn authenticator(uri: &str, seconds: i64) -> String {
    let secret = uri.split_once("secret=").expect("a secret").1.split('&').next().expect("its value");
    let (mut held, mut bits, mut bytes) = (0u32, 0u32, Vec::new());
    for letter in secret.bytes() {
        let five = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".iter().position(|known| *known == letter).expect("base 32");
        held = held << 5 | u32::try_from(five).expect("small");
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xFF).expect("a byte"));
        }
    }
    let seconds = u64::try_from(seconds).expect("after 1970");
    totp_rs::Builder::new().with_secret(bytes).build_noncompliant().generate(seconds).to_string()
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

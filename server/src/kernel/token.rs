//! Signed tokens: what the server gave a client, so that it can believe it when it comes back.
//!
//! Invariants: 1. one algorithm (EdDSA), and keys of ours alone; a token that names another of either is refused. 2. A
//! token is good for one audience. 3. Its end is measured by the clock of the context. 4. New tokens are signed with the
//! current key; an older one is believed until the longest life of a token has passed since it was replaced, so that
//! a new key throws nobody out, and a stolen old one signs nothing for long.

use crate::kernel::error::{Failure, Outcome};
use crate::kernel::keyring::{Key, KeyRing, Purpose};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use entity::moment::Moment;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use time::Duration;

/// No token lives longer: leave to upload over bad networks.
pub const LONGEST_LIFE: Duration = Duration::days(7);

const ISSUER: &str = "lianjing";
/// Longer than any token of ours; what is longer is not looked at.
const MAX_LENGTH: usize = 2_048;

/// What a token is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Requests of a signed-in member of the staff.
    Staff,
    /// The one purpose of a proven phone.
    Reporter,
    /// Uploads of one submission.
    Upload,
    /// The second step of signing in.
    SecondFactor,
    /// Requests of a third party's program.
    Client,
}

impl Audience {
    const fn name(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Reporter => "reporter",
            Self::Upload => "upload",
            Self::SecondFactor => "second-factor",
            Self::Client => "client",
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Envelope<C> {
    iss: String,
    aud: String,
    /// Unix seconds.
    exp: i64,
    #[serde(flatten)]
    claims: C,
}

/// A token with these claims, until `expires`.
///
/// # Errors
/// A fault, if the key folder holds no key for tokens.
pub fn sign<C: Serialize>(keys: &KeyRing, audience: Audience, claims: &C, expires: Moment) -> Outcome<String> {
    let key = keys.platform(Purpose::Token).map_err(Failure::fault)?;
    let pair = pair(&key)?;
    let document = pair.to_pkcs8v1().map_err(Failure::fault)?;
    let header = Header { kid: Some(key.id.clone()), ..Header::new(Algorithm::EdDSA) };
    let envelope = Envelope { iss: ISSUER.to_owned(), aud: audience.name().to_owned(), exp: expires.0.div_euclid(1_000), claims };
    jsonwebtoken::encode(&header, &envelope, &EncodingKey::from_ed_der(document.as_ref())).map_err(Failure::fault)
}

/// The claims of a token of ours for this audience that is still good; none for anything else.
///
/// # Errors
/// A fault, if the key folder holds no key for tokens.
pub fn read<C: DeserializeOwned + Clone>(keys: &KeyRing, audience: Audience, token: &str, now: Moment) -> Outcome<Option<C>> {
    if token.len() > MAX_LENGTH || !says_audience(token, audience) {
        return Ok(None);
    }
    let Some(key) = key_named(keys, token, now)? else { return Ok(None) };
    let public = DecodingKey::from_ed_der(pair(&key)?.public_key().as_ref());
    let mut rules = Validation::new(Algorithm::EdDSA);
    rules.set_required_spec_claims(&["exp", "aud", "iss"]);
    rules.set_audience(&[audience.name()]);
    rules.set_issuer(&[ISSUER]);
    // The library would ask the machine for the time.
    rules.validate_exp = false;
    let Ok(data) = jsonwebtoken::decode::<Envelope<C>>(token, &public, &rules) else { return Ok(None) };
    let envelope = data.claims;
    let holds = envelope.iss == ISSUER && envelope.aud == audience.name() && now.0 < envelope.exp.saturating_mul(1_000);
    Ok(holds.then_some(envelope.claims))
}

/// The key of ours that the token names, if it is still believed.
fn key_named(keys: &KeyRing, token: &str, now: Moment) -> Outcome<Option<Key>> {
    let header = jsonwebtoken::decode_header(token).ok().filter(|header| header.alg == Algorithm::EdDSA);
    let Some(id) = header.and_then(|header| header.kid) else { return Ok(None) };
    // Another process may have a newer one, and signed with it.
    if keys.named(Purpose::Token, &id).map_err(Failure::fault)?.is_none() {
        return Ok(None);
    }
    Ok(keys.still_good(Purpose::Token, LONGEST_LIFE, now).into_iter().find(|key| key.id == id))
}

/// A look before the signature is checked: each request asks for several audiences, and checking costs much.
fn says_audience(token: &str, audience: Audience) -> bool {
    #[derive(Deserialize)]
    struct Says {
        aud: String,
    }
    let claims = token.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    claims.and_then(|claims| serde_json::from_slice::<Says>(&claims).ok()).is_some_and(|says| says.aud == audience.name())
}

fn pair(key: &Key) -> Outcome<Ed25519KeyPair> {
    Ed25519KeyPair::from_seed_unchecked(key.bytes()).map_err(Failure::fault)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::keyring::{CountyKeys, KeySource};
    use proptest::prelude::*;
    use serde_json::{Value, json};
    use std::collections::BTreeMap;

    #[derive(Debug)]
    struct NoCounty;
    impl KeySource for NoCounty {
        fn county(&self, code: &str) -> Result<CountyKeys, String> {
            Err(format!("no keys of {code}"))
        }
    }

    const NOW: Moment = Moment(1_795_000_000_000);

    fn ring(id: &str, seed: u8) -> KeyRing {
        ring_of(vec![Key::new(id.to_owned(), [seed; 32])])
    }

    fn ring_of(keys: Vec<Key>) -> KeyRing {
        KeyRing::new(BTreeMap::from([(Purpose::Token, keys)]), Box::new(NoCounty))
    }

    fn good(keys: &KeyRing) -> String {
        sign(keys, Audience::Staff, &json!({"account": "a"}), NOW.after(time::Duration::minutes(10))).unwrap()
    }

    fn read_at(keys: &KeyRing, audience: Audience, token: &str, now: Moment) -> Option<Value> {
        read::<Value>(keys, audience, token, now).unwrap()
    }

    fn part(value: &Value) -> String {
        URL_SAFE_NO_PAD.encode(value.to_string())
    }

    fn envelope() -> Value {
        json!({"iss": "lianjing", "aud": "staff", "exp": 1_795_000_600, "account": "a"})
    }

    #[test]
    fn a_token_comes_back_for_its_audience_until_it_ends() {
        let keys = ring("k1", 7);
        let token = good(&keys);
        assert_eq!(read_at(&keys, Audience::Staff, &token, NOW), Some(json!({"account": "a"})));
        for other in [Audience::Reporter, Audience::Upload, Audience::SecondFactor, Audience::Client] {
            assert_eq!(read_at(&keys, other, &token, NOW), None, "{other:?}");
        }
        let end = NOW.after(time::Duration::minutes(10));
        assert!(read_at(&keys, Audience::Staff, &token, Moment(end.0 - 1)).is_some());
        assert!(read_at(&keys, Audience::Staff, &token, end).is_none());
    }

    #[test]
    fn another_key_is_refused_under_its_own_name_and_under_ours() {
        let keys = ring("k1", 7);
        assert_eq!(read_at(&keys, Audience::Staff, &good(&ring("k1", 8)), NOW), None);
        assert_eq!(read_at(&keys, Audience::Staff, &good(&ring("k2", 7)), NOW), None);
    }

    #[test]
    fn a_new_key_signs_and_the_one_before_is_believed_until_its_tokens_are_over() {
        let old = Key::new("k1".to_owned(), [7; 32]);
        let before = good(&ring_of(vec![old.clone()]));
        let film = sign(&ring_of(vec![old.clone()]), Audience::Upload, &json!({}), NOW.after(LONGEST_LIFE)).unwrap();
        let keys = ring_of(vec![old.clone(), Key::new("k2".to_owned(), [8; 32]).made(Some(NOW))]);
        assert_eq!(jsonwebtoken::decode_header(good(&keys)).unwrap().kid.as_deref(), Some("k2"));
        assert!(read_at(&keys, Audience::Staff, &before, NOW).is_some(), "nobody is thrown out");
        assert!(read_at(&keys, Audience::Staff, &good(&keys), NOW).is_some());
        let last = Moment(NOW.after(LONGEST_LIFE).0 - 1);
        assert!(read_at(&keys, Audience::Upload, &film, last).is_some(), "a film goes on to its end");
        let forged = sign(&ring_of(vec![old]), Audience::Staff, &json!({}), NOW.after(time::Duration::days(900))).unwrap();
        assert!(read_at(&keys, Audience::Staff, &forged, last).is_some());
        assert_eq!(read_at(&keys, Audience::Staff, &forged, NOW.after(LONGEST_LIFE)), None, "an old key that was stolen is worth nothing");
        let without = ring_of(vec![Key::new("k2".to_owned(), [8; 32])]);
        assert_eq!(read_at(&without, Audience::Staff, &before, NOW), None, "taken out of the file: over at once");
    }

    proptest! {
        #[test]
        fn fuzz_any_text_is_nobody(token in "\\PC{0,80}", parts in proptest::collection::vec("[A-Za-z0-9_-]{0,40}", 0..5)) {
            let keys = ring("k1", 7);
            for text in [token, parts.join(".")] {
                prop_assert_eq!(read_at(&keys, Audience::Staff, &text, NOW), None);
            }
        }

        #[test]
        fn fuzz_a_token_that_was_touched_is_nobody(place: usize, to in "[A-Za-z0-9_.-]", cut: usize) {
            let keys = ring("k1", 7);
            let token = good(&keys);
            let mut letters: Vec<char> = token.chars().collect();
            let at = place % letters.len();
            letters[at] = to.chars().next().unwrap();
            let touched: String = letters.into_iter().collect();
            // Of the last letter of a signature two bits say nothing, and the library refuses them all the same.
            if touched != token {
                prop_assert_eq!(read_at(&keys, Audience::Staff, &touched, NOW), None, "{}", touched);
            }
            prop_assert_eq!(read_at(&keys, Audience::Staff, token.get(..cut % token.len()).unwrap(), NOW), None);
        }

        #[test]
        fn fuzz_any_claims_under_any_header_are_nobody_without_our_key(
            alg in proptest::sample::select(&["none", "HS256", "RS256", "EdDSA", "eddsa", ""][..]),
            kid in "k1|k2|\\PC{0,8}",
            exp in any::<i64>(),
            signature in "[A-Za-z0-9_-]{0,90}",
        ) {
            let head = part(&json!({ "alg": alg, "typ": "JWT", "kid": kid }));
            let body = part(&json!({ "iss": "lianjing", "aud": "staff", "exp": exp, "account": "a" }));
            prop_assert_eq!(read_at(&ring("k1", 7), Audience::Staff, &format!("{head}.{body}.{signature}"), NOW), None);
        }
    }

    #[test]
    fn an_unsigned_token_is_refused() {
        let keys = ring("k1", 7);
        for algorithm in ["none", "None", "NONE", ""] {
            let head = part(&json!({"alg": algorithm, "typ": "JWT", "kid": "k1"}));
            for signature in ["", "AAAA"] {
                let token = format!("{head}.{}.{signature}", part(&envelope()));
                assert_eq!(read_at(&keys, Audience::Staff, &token, NOW), None, "{algorithm}");
            }
        }
        let good = good(&keys);
        let (unsigned, _) = good.rsplit_once('.').unwrap();
        assert_eq!(read_at(&keys, Audience::Staff, unsigned, NOW), None);
        assert_eq!(read_at(&keys, Audience::Staff, &format!("{unsigned}."), NOW), None);
    }

    #[test]
    fn the_public_key_is_no_shared_secret() {
        let keys = ring("k1", 7);
        let public = pair(&keys.platform(Purpose::Token).unwrap()).unwrap().public_key().as_ref().to_vec();
        let message = format!("{}.{}", part(&json!({"alg": "HS256", "typ": "JWT", "kid": "k1"})), part(&envelope()));
        let secret = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, &public);
        let tag = URL_SAFE_NO_PAD.encode(aws_lc_rs::hmac::sign(&secret, message.as_bytes()));
        assert_eq!(read_at(&keys, Audience::Staff, &format!("{message}.{tag}"), NOW), None);
    }

    #[test]
    fn changed_claims_and_rubbish_are_refused() {
        let keys = ring("k1", 7);
        let token = good(&keys);
        let parts: Vec<_> = token.split('.').collect();
        let longer = json!({"iss": "lianjing", "aud": "staff", "exp": 1_895_000_600, "account": "a"});
        assert_eq!(read_at(&keys, Audience::Staff, &format!("{}.{}.{}", parts[0], part(&longer), parts[2]), NOW), None);
        let long = "a.".repeat(5_000);
        for rubbish in ["", ".", "..", "a.b.c", "举报.举报.举报", &long] {
            assert_eq!(read_at(&keys, Audience::Staff, rubbish, NOW), None);
        }
    }
}

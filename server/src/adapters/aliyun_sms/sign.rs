//! Signing of calls to Aliyun, as pure functions: time and nonce are among the parameters.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::hmac::{self, HMAC_SHA1_FOR_LEGACY_USE_ONLY, HMAC_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Names and values, sorted by name as both ways of signing want them.
pub type Params = BTreeMap<String, String>;

/// What is signed in the way ACS3-HMAC-SHA256.
#[derive(Debug)]
pub struct Acs3<'a> {
    /// The HTTP method.
    pub method: &'a str,
    /// Parameters in the address; empty when they are in the body.
    pub query: &'a Params,
    /// Headers with names in lower case; all of them are signed.
    pub headers: &'a Params,
    /// SHA-256 of the body, in hex.
    pub payload_hash: &'a str,
}

impl Acs3<'_> {
    /// The value of the header `Authorization`.
    #[must_use]
    pub fn authorization(&self, key_id: &str, secret: &str) -> String {
        let signature = hex::encode(mac(HMAC_SHA256, secret.as_bytes(), &self.string_to_sign()));
        format!("ACS3-HMAC-SHA256 Credential={key_id},SignedHeaders={},Signature={signature}", self.signed_headers())
    }

    /// What the secret signs.
    fn string_to_sign(&self) -> String {
        format!("ACS3-HMAC-SHA256\n{}", sha256_hex(self.canonical_request().as_bytes()))
    }

    fn canonical_request(&self) -> String {
        let mut headers = String::new();
        for (name, value) in self.headers {
            // Writing to a string cannot fail.
            let _ = writeln!(headers, "{name}:{}", value.trim());
        }
        let query = form(self.query);
        format!("{}\n/\n{query}\n{headers}\n{}\n{}", self.method, self.signed_headers(), self.payload_hash)
    }

    fn signed_headers(&self) -> String {
        self.headers.keys().map(String::as_str).collect::<Vec<_>>().join(";")
    }
}

/// The value of the parameter `Signature` in the way RPC v1 (HMAC-SHA1).
#[must_use]
pub fn rpc_signature(method: &str, params: &Params, secret: &str) -> String {
    let key = format!("{secret}&");
    STANDARD.encode(mac(HMAC_SHA1_FOR_LEGACY_USE_ONLY, key.as_bytes(), &rpc_string_to_sign(method, params)))
}

fn rpc_string_to_sign(method: &str, params: &Params) -> String {
    format!("{method}&%2F&{}", encode(&form(params)))
}

/// `name=value` joined by `&`, both encoded: the body of a form and the canonical query alike.
#[must_use]
pub fn form(params: &Params) -> String {
    params.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
}

/// SHA-256 in lower-case hex.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex::encode(digest(&SHA256, bytes))
}

/// Percent-encoding of RFC 3986: everything but letters, digits and `-_.~`.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn mac(algorithm: hmac::Algorithm, key: &[u8], text: &str) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(algorithm, key), text.as_bytes()).as_ref().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn vectors() -> Value {
        serde_json::from_str(include_str!("../../../../tests/data/aliyun-sms-vectors.json")).unwrap()
    }

    fn params(value: &Value) -> Params {
        value.as_object().unwrap().iter().map(|(k, v)| (k.clone(), v.as_str().unwrap().to_owned())).collect()
    }

    #[test]
    fn every_vector_is_met() {
        let file = vectors();
        let key_id = file["common"]["access_key_id"].as_str().unwrap();
        let secret = file["common"]["access_key_secret"].as_str().unwrap();
        let vectors = file["vectors"].as_array().unwrap();
        for vector in vectors {
            let method = vector["method"].as_str().unwrap();
            if let Some(signed) = vector.get("params_signed") {
                let signed = params(signed);
                assert_eq!(form(&signed), vector["canonicalized_query"]);
                assert_eq!(rpc_string_to_sign(method, &signed), vector["string_to_sign"]);
                assert_eq!(rpc_signature(method, &signed, secret), vector["signature"]);
            } else {
                let (query, headers) = (params(&vector["query"]), params(&vector["headers"]));
                let payload_hash = vector["payload_sha256"].as_str().unwrap();
                let call = Acs3 { method, query: &query, headers: &headers, payload_hash };
                assert_eq!(call.canonical_request(), vector["canonical_request"]);
                assert_eq!(call.string_to_sign(), vector["string_to_sign"]);
                assert_eq!(call.authorization(key_id, secret), vector["authorization"]);
            }
        }
        assert_eq!(vectors.len(), 2, "a vector was added or lost");
    }
}

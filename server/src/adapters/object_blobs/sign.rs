//! Signatures of Aliyun OSS, version 4 (OSS4-HMAC-SHA256), as a pure function: the time is among the parameters.
//!
//! After Aliyun's description, "Include a V4 signature in the Authorization header". Of the headers only those that must
//! be signed are; the payload is not (OSS knows no other way), so what guards it on the way is TLS, and at rest our seals.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::hmac::{self, HMAC_SHA256};
use entity::moment::Moment;
use std::fmt::Write as _;
use time::UtcOffset;
use time::macros::format_description;

/// The only value that OSS takes for the header of this name.
pub const UNSIGNED: &str = "UNSIGNED-PAYLOAD";
const ALGORITHM: &str = "OSS4-HMAC-SHA256";

/// A request that is to be signed.
#[derive(Debug)]
pub struct Request<'a> {
    /// The HTTP method.
    pub method: &'a str,
    /// `/bucket/file`, or `/bucket/`, not encoded; with the bucket also where the address has it in the host.
    pub resource: &'a str,
    /// Names and values behind the question mark, not encoded.
    pub query: &'a [(String, String)],
    /// All headers, names in small letters, in any order.
    pub headers: &'a [(String, String)],
}

/// Who signs, and for where.
#[derive(Debug)]
pub struct Signer<'a> {
    /// Access key.
    pub key_id: &'a str,
    /// Its secret.
    pub secret: &'a str,
    /// Region of the bucket, e.g. `cn-chengdu`.
    pub region: &'a str,
}

/// The value of the header `x-oss-date`: `20260102T030405Z`.
#[must_use]
pub fn stamp(now: Moment) -> String {
    let utc = now.in_china().to_offset(UtcOffset::UTC);
    utc.format(format_description!("[year][month][day]T[hour][minute][second]Z")).unwrap_or_default()
}

impl Signer<'_> {
    /// The value of the header `Authorization`; the request must have `x-oss-date` and `x-oss-content-sha256` already.
    #[must_use]
    pub fn authorization(&self, request: &Request<'_>, stamp: &str) -> String {
        let day = stamp.split('T').next().unwrap_or_default();
        let scope = format!("{day}/{}/oss/aliyun_v4_request", self.region);
        let to_sign = format!("{ALGORITHM}\n{stamp}\n{scope}\n{}", hex::encode(digest(&SHA256, request.canonical().as_bytes())));
        let steps = [day, self.region, "oss", "aliyun_v4_request", &to_sign];
        let signature = steps.iter().fold(format!("aliyun_v4{}", self.secret).into_bytes(), |key, text| mac(&key, text));
        format!("{ALGORITHM} Credential={}/{scope},Signature={}", self.key_id, hex::encode(signature))
    }
}

impl Request<'_> {
    fn canonical(&self) -> String {
        let mut headers: Vec<_> = self.headers.iter().filter(|(name, _)| must_be_signed(name)).collect();
        headers.sort();
        let headers: String = headers.into_iter().map(|(name, value)| format!("{name}:{}\n", value.trim())).collect();
        let resource: Vec<_> = self.resource.split('/').map(encode).collect();
        format!("{}\n{}\n{}\n{headers}\n\n{UNSIGNED}", self.method, resource.join("/"), self.canonical_query())
    }

    fn canonical_query(&self) -> String {
        let mut pairs: Vec<_> = self.query.iter().map(|(name, value)| (encode(name), encode(value))).collect();
        pairs.sort();
        let pairs = pairs.into_iter().map(|(name, value)| if value.is_empty() { name } else { format!("{name}={value}") });
        pairs.collect::<Vec<_>>().join("&")
    }
}

fn must_be_signed(header: &str) -> bool {
    header.starts_with("x-oss-") || matches!(header, "content-type" | "content-md5")
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

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(HMAC_SHA256, key), text.as_bytes()).as_ref().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn pairs(value: &Value) -> Vec<(String, String)> {
        let pairs = value.as_array().unwrap().iter().map(|pair| (text(&pair[0]).to_lowercase(), text(&pair[1]).to_owned()));
        pairs.collect()
    }

    fn text(value: &Value) -> &str {
        value.as_str().unwrap()
    }

    #[test]
    fn every_vector_is_met() {
        let file: Value = serde_json::from_str(include_str!("../../../../tests/data/aliyun-oss-vectors.json")).unwrap();
        let vectors: Vec<_> = file["vectors"].as_array().unwrap().iter().filter(|vector| vector["additional_headers"].is_null()).collect();
        for vector in &vectors {
            let (headers, query) = (pairs(&vector["headers"]), pairs(&vector["query"]));
            let request =
                Request { method: text(&vector["method"]), resource: text(&vector["resource"]), query: &query, headers: &headers };
            let signer = Signer { key_id: text(&vector["key_id"]), secret: text(&vector["secret"]), region: text(&vector["region"]) };
            assert_eq!(signer.authorization(&request, text(&vector["stamp"])), vector["authorization"], "{}", vector["from"]);
        }
        assert_eq!(vectors.len(), 2, "a vector was added or lost");
    }

    #[test]
    fn the_stamp_is_that_of_the_clock() {
        assert_eq!(stamp(Moment(1_702_743_657_018)), "20231216T162057Z");
        assert_eq!(stamp(Moment(1_702_784_856_007)), "20231217T034736Z");
    }
}

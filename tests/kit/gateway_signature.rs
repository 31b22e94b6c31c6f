//! The stub gateway's own check of signatures. Nothing here is shared with the client that is being tested: even the
//! keyed hash of version 3 is put together by hand, from RFC 2104.

use crate::gateway::{KEY_ID, KEY_SECRET};
use actix_web::HttpRequest;
use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use entity::moment::Moment;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use time::format_description::well_known::Rfc3339;

/// A call whose signature is right.
#[derive(Debug)]
pub struct Call {
    /// What is to be done.
    pub action: String,
    /// With what.
    pub params: BTreeMap<String, String>,
    /// A text that may be used once.
    pub nonce: String,
}

/// Why a call is refused at the door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Something that must be there is not.
    Missing(&'static str),
    /// Nobody has this key.
    UnknownKey,
    /// The body is not what was signed.
    Body,
    /// The signature is wrong.
    Signature,
    /// The time is more than fifteen minutes off.
    Time,
}

impl Refusal {
    /// The code that the client reads.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "MissingParameter",
            Self::UnknownKey => "InvalidAccessKeyId.NotFound",
            Self::Body | Self::Signature => "SignatureDoesNotMatch",
            Self::Time => "InvalidTimeStamp.Expired",
        }
    }
}

/// Checks a call of either kind.
///
/// # Errors
/// Why it is refused.
pub fn check(request: &HttpRequest, body: &[u8], now: Moment) -> Result<Call, Refusal> {
    match request.headers().get("authorization") {
        Some(_) => version_3(request, body, now),
        None => version_1(request, now),
    }
}

fn version_3(request: &HttpRequest, body: &[u8], now: Moment) -> Result<Call, Refusal> {
    let header = |name: &'static str| {
        let value = request.headers().get(name).and_then(|value| value.to_str().ok());
        value.map(str::to_owned).ok_or(Refusal::Missing(name))
    };
    let authorization = header("authorization")?;
    let fields = authorization.strip_prefix("ACS3-HMAC-SHA256 ").ok_or(Refusal::Signature)?;
    let field = |name: &'static str| {
        let found = fields.split(',').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
        found.map(str::to_owned).ok_or(Refusal::Missing(name))
    };
    if field("Credential")? != KEY_ID {
        return Err(Refusal::UnknownKey);
    }
    let names = field("SignedHeaders")?;
    for needed in ["host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"] {
        if !names.split(';').any(|name| name == needed) {
            return Err(Refusal::Missing(needed));
        }
    }
    let body_hash = hex(&Sha256::digest(body));
    if header("x-acs-content-sha256")? != body_hash {
        return Err(Refusal::Body);
    }
    let mut canonical = format!("{}\n{}\n{}\n", request.method(), request.path(), sorted(&pairs(request.query_string())));
    for name in names.split(';') {
        let value = request.headers().get(name).and_then(|value| value.to_str().ok()).ok_or(Refusal::Missing("a signed header"))?;
        canonical.push_str(&format!("{name}:{}\n", value.trim()));
    }
    canonical.push_str(&format!("\n{names}\n{body_hash}"));
    let to_sign = format!("ACS3-HMAC-SHA256\n{}", hex(&Sha256::digest(canonical.as_bytes())));
    if hex(&hmac_sha256(KEY_SECRET.as_bytes(), to_sign.as_bytes())) != field("Signature")? {
        return Err(Refusal::Signature);
    }
    in_time(&header("x-acs-date")?, now)?;
    let form = std::str::from_utf8(body).map_err(|_| Refusal::Body)?;
    let params = pairs(request.query_string()).into_iter().chain(pairs(form)).collect();
    Ok(Call { action: header("x-acs-action")?, params, nonce: header("x-acs-signature-nonce")? })
}

fn version_1(request: &HttpRequest, now: Moment) -> Result<Call, Refusal> {
    let mut params: BTreeMap<_, _> = pairs(request.query_string()).into_iter().collect();
    let signature = params.remove("Signature").ok_or(Refusal::Missing("Signature"))?;
    let get = |name: &'static str| params.get(name).cloned().ok_or(Refusal::Missing(name));
    if get("AccessKeyId")? != KEY_ID {
        return Err(Refusal::UnknownKey);
    }
    if get("SignatureMethod")? != "HMAC-SHA1" || get("SignatureVersion")? != "1.0" {
        return Err(Refusal::Signature);
    }
    let all: Vec<_> = params.clone().into_iter().collect();
    let to_sign = format!("{}&{}&{}", request.method(), quote("/"), quote(&sorted(&all)));
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, format!("{KEY_SECRET}&").as_bytes());
    if STANDARD.encode(hmac::sign(&key, to_sign.as_bytes())) != signature {
        return Err(Refusal::Signature);
    }
    in_time(&get("Timestamp")?, now)?;
    Ok(Call { action: get("Action")?, nonce: get("SignatureNonce")?, params })
}

fn in_time(stamp: &str, now: Moment) -> Result<(), Refusal> {
    let at = time::OffsetDateTime::parse(stamp, &Rfc3339).map_err(|_| Refusal::Time)?;
    let off = now.since(Moment::from(at)).abs();
    if stamp.ends_with('Z') && off <= time::Duration::minutes(15) { Ok(()) } else { Err(Refusal::Time) }
}

/// Names and values of a query or a form, decoded.
pub(crate) fn pairs(text: &str) -> Vec<(String, String)> {
    let halves = text.split('&').filter(|part| !part.is_empty()).map(|part| part.split_once('=').unwrap_or((part, "")));
    halves.map(|(name, value)| (unquote(name), unquote(value))).collect()
}

/// Quoted and sorted by name.
fn sorted(pairs: &[(String, String)]) -> String {
    let mut parts: Vec<_> = pairs.iter().map(|(name, value)| (quote(name), quote(value))).collect();
    parts.sort();
    parts.into_iter().map(|(name, value)| name + "=" + &value).collect::<Vec<_>>().join("&")
}

pub(crate) fn quote(text: &str) -> String {
    let plain = |c: u8| matches!(c, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~');
    text.bytes().map(|c| if plain(c) { String::from(char::from(c)) } else { format!("%{c:02X}") }).collect()
}

pub(crate) fn unquote(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(c) = rest.next() {
        match c {
            b'+' => bytes.push(b' '),
            b'%' => {
                let digit = |c: Option<u8>| c.and_then(|c| char::from(c).to_digit(16)).unwrap_or(0);
                let (high, low) = (digit(rest.next()), digit(rest.next()));
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// RFC 2104 with SHA-256; keys here are shorter than a block.
pub(crate) fn hmac_sha256(key: &[u8], text: &[u8]) -> Vec<u8> {
    let mut block = [0u8; 64];
    block.iter_mut().zip(key).for_each(|(place, byte)| *place = *byte);
    let inner: Vec<u8> = block.iter().map(|byte| byte ^ 0x36).chain(text.iter().copied()).collect();
    let outer: Vec<u8> = block.iter().map(|byte| byte ^ 0x5c).chain(Sha256::digest(inner)).collect();
    Sha256::digest(outer).to_vec()
}

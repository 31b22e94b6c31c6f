//! The headers of tus, read strictly: what is there must have a meaning, and be there once.

use actix_web::HttpRequest;
use actix_web::http::Method;
use actix_web::http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};
use aws_lc_rs::digest::{Algorithm, SHA1_FOR_LEGACY_USE_ONLY, SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use entity::words::MediaKind;

/// A header without meaning, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadHeader(pub &'static str);

/// Everything that a request asks for in its headers.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// `Upload-Length`, in bytes.
    pub length: Option<u64>,
    /// `Upload-Offset`, in bytes.
    pub offset: Option<u64>,
    /// Bytes of the body, if announced.
    pub body: Option<u64>,
    /// Whether the body is said to be a piece of an upload.
    pub is_piece: bool,
    /// `Upload-Checksum`.
    pub checksum: Option<Checksum>,
    /// `Upload-Metadata`.
    pub metadata: Metadata,
}

/// What a body must hash to.
#[derive(Clone, Debug)]
pub struct Checksum {
    /// By which algorithm.
    pub algorithm: &'static Algorithm,
    /// To what.
    pub digest: Vec<u8>,
}

/// What the sender says of a file. None of it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Its name.
    pub file_name: String,
    /// Its media type, in small letters without parameters.
    pub media_type: String,
    /// What the person chose to send, if the client says so.
    pub kind: Option<MediaKind>,
}

/// Longer than any honest list of name and type.
const MAX_METADATA: usize = 4096;

impl Asked {
    /// Reads the headers.
    ///
    /// # Errors
    /// The first one without meaning.
    pub fn read(headers: &HeaderMap) -> Result<Self, BadHeader> {
        // Of extensions that are not offered: passed over, they would make something else of the upload.
        if let Some(name) = ["Upload-Defer-Length", "Upload-Concat"].into_iter().find(|name| headers.contains_key(*name)) {
            return Err(BadHeader(name));
        }
        let content_type = once(headers, CONTENT_TYPE.as_str(), "Content-Type")?;
        Ok(Self {
            length: number(headers, "Upload-Length")?,
            offset: number(headers, "Upload-Offset")?,
            body: once(headers, CONTENT_LENGTH.as_str(), "Content-Length")?.and_then(|text| text.parse().ok()),
            is_piece: content_type.is_some_and(|kind| kind.eq_ignore_ascii_case("application/offset+octet-stream")),
            checksum: once(headers, "Upload-Checksum", "Upload-Checksum")?.map(checksum).transpose()?,
            metadata: metadata(once(headers, "Upload-Metadata", "Upload-Metadata")?.unwrap_or_default())?,
        })
    }
}

/// The verb: old proxies let only POST pass, so a header may name another.
pub fn method(http: &HttpRequest) -> Method {
    let named = http.headers().get("X-HTTP-Method-Override").map(|name| name.to_str().unwrap_or_default().trim().to_ascii_uppercase());
    match named {
        Some(name) => Method::from_bytes(name.as_bytes()).unwrap_or(Method::TRACE),
        None => http.method().clone(),
    }
}

/// Whether the client speaks this version.
pub fn speaks(http: &HttpRequest, version: &str) -> bool {
    http.headers().get("Tus-Resumable").is_some_and(|spoken| spoken.as_bytes() == version.as_bytes())
}

/// The token.
pub fn bearer(http: &HttpRequest) -> Option<&str> {
    let (scheme, token) = http.headers().get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn once<'a>(headers: &'a HeaderMap, name: &str, known_as: &'static str) -> Result<Option<&'a str>, BadHeader> {
    let mut values = headers.get_all(name);
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(|text| Some(text.trim())).map_err(|_| BadHeader(known_as)),
        _ => Err(BadHeader(known_as)),
    }
}

/// A length in bytes: digits only, within what a row can hold.
fn number(headers: &HeaderMap, name: &'static str) -> Result<Option<u64>, BadHeader> {
    let Some(text) = once(headers, name, name)? else { return Ok(None) };
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse::<i64>().ok().filter(|_| digits).and_then(|number| u64::try_from(number).ok());
    number.map(Some).ok_or(BadHeader(name))
}

fn checksum(text: &str) -> Result<Checksum, BadHeader> {
    let bad = BadHeader("Upload-Checksum");
    let (name, digest) = text.split_once(' ').ok_or(bad)?;
    let algorithm = match name.to_ascii_lowercase().as_str() {
        "sha1" => &SHA1_FOR_LEGACY_USE_ONLY,
        "sha256" => &SHA256,
        _ => return Err(bad),
    };
    let digest = STANDARD.decode(digest.trim()).map_err(|_| bad)?;
    if digest.len() == algorithm.output_len() { Ok(Checksum { algorithm, digest }) } else { Err(bad) }
}

/// Pairs of a key and base64 text, divided by commas; unknown keys are passed over.
fn metadata(text: &str) -> Result<Metadata, BadHeader> {
    let bad = BadHeader("Upload-Metadata");
    if text.len() > MAX_METADATA {
        return Err(bad);
    }
    let mut metadata = Metadata::default();
    for pair in text.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once(' ').unwrap_or((pair, ""));
        let value = String::from_utf8(STANDARD.decode(value.trim()).map_err(|_| bad)?).map_err(|_| bad)?;
        match key {
            "filename" => metadata.file_name = value,
            "filetype" => metadata.media_type = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase(),
            "kind" => metadata.kind = Some(kind(&value).ok_or(bad)?),
            _ => {}
        }
    }
    Ok(metadata)
}

fn kind(word: &str) -> Option<MediaKind> {
    match word {
        "PHOTO" => Some(MediaKind::Photo),
        "AUDIO" => Some(MediaKind::Audio),
        "VIDEO" => Some(MediaKind::Video),
        _ => None,
    }
}

//! Documents by their hash: automatic persisted queries (Apollo's protocol, version 1). What is asked for by GET and hash and is public may be kept by whoever passes it on, if he asks each time
//! whether it still stands (docs/adr/0321).

use crate::http::errors::error;
use crate::kernel::Actor;
use crate::kernel::graphql::codes::TopCode;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, ETAG, HeaderValue, IF_NONE_MATCH, VARY};
use actix_web::{HttpRequest, HttpResponse};
use async_graphql::parser::types::{ExecutableDocument, OperationType, Selection};
use async_graphql::{Response, ServerError};
use aws_lc_rs::digest::{SHA256, digest};
use serde::Deserialize;
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

/// Bytes of documents that one process keeps for others; the oldest go first.
const MOST_BYTES: usize = 4 << 20;
/// What one costs beside its text: its hash twice, and its places.
const BESIDE: usize = 160;

type Hash = [u8; 32];

/// `extensions` of a request.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Extensions {
    persisted_query: Option<Named>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Named {
    version: u32,
    sha256_hash: String,
}

/// A document, and whether it was asked for by its hash.
#[derive(Debug)]
pub struct Found {
    /// The document.
    pub query: String,
    /// Its hash, if it came with one.
    pub hash: Option<Hash>,
}

/// What this process keeps; whoever comes to another one sends his document along once more.
#[derive(Default)]
pub struct Persisted {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    by_hash: HashMap<Hash, String>,
    oldest: VecDeque<Hash>,
    bytes: usize,
}

impl Persisted {
    /// The document of a request: its own, or the one of this hash.
    ///
    /// # Errors
    /// Status and error where there is none, or it is another one than its hash says.
    #[expect(clippy::result_large_err, reason = "an error goes out as it is")]
    pub fn find(&self, query: String, extensions: Option<&Extensions>) -> Result<Found, (u16, ServerError)> {
        let Some(named) = extensions.and_then(|extensions| extensions.persisted_query.as_ref()) else {
            return if query.is_empty() { Err(unread("少了 query。")) } else { Ok(Found { query, hash: None }) };
        };
        let asked = hex::decode(&named.sha256_hash).ok().and_then(|bytes| Hash::try_from(bytes).ok()).filter(|_| named.version == 1);
        let Some(asked) = asked else { return Err(unread("persistedQuery 要有 version 1 和 64 位十六进制的 sha256Hash。")) };
        if query.is_empty() {
            let found = self.of(&asked);
            return found.map(|query| Found { query, hash: Some(asked) }).ok_or_else(|| {
                // Programs compare this text, and send the document along then.
                (200, error(TopCode::PersistedQueryNotFound, "PersistedQueryNotFound"))
            });
        }
        if hash(&query) != asked {
            return Err((400, error(TopCode::PersistedQueryMismatch, "sha256Hash 和 query 对不上。")));
        }
        Ok(Found { query, hash: Some(asked) })
    }

    fn of(&self, asked: &Hash) -> Option<String> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.by_hash.get(asked).cloned()
    }

    /// Keeps a document that is within all limits, for whoever asks for it by its hash later.
    pub fn keep(&self, found: &Found) {
        let Some(hash) = found.hash else { return };
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.by_hash.contains_key(&hash) {
            return;
        }
        kept.bytes += found.query.len() + BESIDE;
        kept.by_hash.insert(hash, found.query.clone());
        kept.oldest.push_back(hash);
        while kept.bytes > MOST_BYTES {
            let Some(oldest) = kept.oldest.pop_front() else { break };
            kept.bytes -= kept.by_hash.remove(&oldest).map_or(0, |text| text.len() + BESIDE);
        }
    }
}

fn hash(text: &str) -> Hash {
    digest(&SHA256, text.as_bytes()).as_ref().try_into().unwrap_or_default()
}

fn unread(message: &str) -> (u16, ServerError) {
    (400, error(TopCode::GraphqlParse, message))
}

/// Fields at the root that answer everybody alike, and tell nobody anything that is not public. What counts a look, draws by
/// chance or takes a code is none of them.
pub const PUBLIC: [&str; 20] = [
    "adoptedOpinions",
    "changes",
    "counties",
    "county",
    "indicatorSets",
    "listComparison",
    "listVersion",
    "opinion",
    "opinionsOn",
    "outcome",
    "outcomeKinds",
    "outcomes",
    "overdueFigures",
    "power",
    "publication",
    "publications",
    "ratingFigure",
    "rules",
    "unit",
    "workingCalendar",
];

/// Whether a question is about nothing but what is public.
#[must_use]
pub fn is_public(document: &ExecutableDocument) -> bool {
    let is_known = |selection: &Selection| matches!(selection, Selection::Field(field) if PUBLIC.contains(&field.node.name.node.as_str()));
    let mut operations = document.operations.iter();
    operations.all(|(_, operation)| {
        operation.node.ty == OperationType::Query && operation.node.selection_set.node.items.iter().all(|one| is_known(&one.node))
    })
}

/// A question that came by GET and hash, and is about what is public, from somebody whom nobody knows: its answer may be kept.
#[must_use]
pub fn tag(actor: &Actor, may_be_kept: bool, answer: &Response) -> Option<String> {
    if !may_be_kept || !matches!(actor, Actor::Nobody) || !answer.errors.is_empty() {
        return None;
    }
    let bytes = serde_json::to_vec(answer).ok()?;
    // Weak: the same answer goes out compressed in several ways.
    Some(format!("W/\"{}\"", hex::encode(digest(&SHA256, &bytes).as_ref().first_chunk::<16>()?)))
}

/// The answer with its tag; nothing but that it still stands, if the asker has it.
#[must_use]
pub fn tagged(http: &HttpRequest, answer: HttpResponse, tag: Option<&str>) -> HttpResponse {
    let Some(value) = tag.and_then(|tag| HeaderValue::from_str(tag).ok()) else { return answer };
    if answer.status() != StatusCode::OK {
        return answer;
    }
    let mut answer = if has(http, value.to_str().unwrap_or_default()) { HttpResponse::NotModified().finish() } else { answer };
    let headers = answer.headers_mut();
    headers.insert(ETAG, value);
    // Whoever keeps it asks each time: what was taken away to protect somebody goes on nowhere.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    headers.append(VARY, HeaderValue::from_static("authorization"));
    answer
}

fn has(http: &HttpRequest, tag: &str) -> bool {
    let shown = http.headers().get_all(IF_NONE_MATCH).filter_map(|value| value.to_str().ok());
    shown.flat_map(|value| value.split(',')).any(|one| one.trim() == tag || one.trim() == "*")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Extensions {
        Extensions { persisted_query: Some(Named { version: 1, sha256_hash: hex::encode(hash(text)) }) }
    }

    fn code(found: Result<Found, (u16, ServerError)>) -> (u16, String) {
        let (status, error) = found.expect_err("an error");
        (status, crate::http::errors::code(&error).map(ToString::to_string).unwrap_or_default())
    }

    #[test]
    fn a_document_is_found_by_its_own_hash_and_by_no_other() {
        let persisted = Persisted::default();
        let text = "{ counties { nodes { name } } }".to_owned();
        assert_eq!(code(persisted.find(String::new(), Some(&named(&text)))), (200, "\"PERSISTED_QUERY_NOT_FOUND\"".to_owned()));
        assert_eq!(code(persisted.find("{ viewer { name } }".to_owned(), Some(&named(&text)))).1, "\"PERSISTED_QUERY_MISMATCH\"");
        assert_eq!(code(persisted.find(String::new(), Some(&named(&text)))).0, 200, "what does not fit is not kept");
        let found = persisted.find(text.clone(), Some(&named(&text))).unwrap();
        persisted.keep(&found);
        persisted.keep(&found);
        assert_eq!(persisted.find(String::new(), Some(&named(&text))).unwrap().query, text);
        for (version, sha256_hash) in [(2, hex::encode(hash(&text))), (1, "abc".to_owned()), (1, "g".repeat(64)), (1, String::new())] {
            let wrong = Extensions { persisted_query: Some(Named { version, sha256_hash }) };
            assert_eq!(code(persisted.find(text.clone(), Some(&wrong))), (400, "\"GRAPHQL_PARSE\"".to_owned()));
        }
        assert_eq!(code(persisted.find(String::new(), None)).1, "\"GRAPHQL_PARSE\"");
        assert_eq!(persisted.find(text, None).unwrap().hash, None);
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let persisted = Persisted::default();
        let document = |number: usize| format!("# {number}\n{}", "x".repeat(20_000));
        for number in 0..400 {
            let text = document(number);
            persisted.keep(&Found { hash: Some(hash(&text)), query: text });
        }
        assert!(persisted.kept.lock().unwrap().bytes <= MOST_BYTES);
        assert!(persisted.of(&hash(&document(0))).is_none() && persisted.of(&hash(&document(399))).is_some());
    }

    #[test]
    fn only_public_questions_are_public() {
        let is = |text: &str| is_public(&async_graphql::parser::parse_query(text).unwrap());
        assert!(is("{ county(code: \"510824\") { name } }"));
        for not in [
            "{ viewer { account { login } } }",
            "{ county(code: \"510824\") { name } viewer { account { login } } }",
            "{ a: reportStatus(queryCode: \"x\") { state } }",
            "{ phoneChallenge { json } }",
            "query { ...F } fragment F on Query { viewer { account { login } } }",
            "mutation { signOut { errors { code } } }",
        ] {
            assert!(!is(not), "{not}");
        }
    }
}

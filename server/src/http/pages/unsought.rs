//! What search engines are told of pages and files with somebody's name in them for a term.

use actix_web::HttpResponse;
use actix_web::http::header::{HeaderName, HeaderValue};

/// What a search engine keeps, nobody takes away at the end of the term.
pub const UNSOUGHT: &str = "noindex, noarchive";

/// An answer that no search engine is to keep.
#[must_use]
pub fn told(mut answer: HttpResponse) -> HttpResponse {
    answer.headers_mut().insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static(UNSOUGHT));
    answer
}

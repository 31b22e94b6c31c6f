//! Errors of the API, each with its code: what was refused before anything ran, and what the library refused.

use crate::api::limits::{Broken, LimitError};
use crate::kernel::api_limits::ApiLimits;
use crate::kernel::graphql::codes::TopCode;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use async_graphql::{Response, ServerError};

/// A document that does not fit the schema: an old page, or a client with a fault.
const NOT_OURS: &str = "请求和接口对不上，请刷新页面再试。";

/// One error with its code.
#[must_use]
pub fn error(code: TopCode, message: &str) -> ServerError {
    let mut error = ServerError::new(message, None);
    mark(&mut error, code, None);
    error
}

/// A limit of a request that was broken; `message` says it to people.
#[must_use]
pub fn limit(broken: Broken, message: &str) -> ServerError {
    let mut error = ServerError::new(message, None);
    mark(&mut error, TopCode::Limit, Some(broken));
    error
}

/// A document that was not looked at any further.
#[must_use]
pub fn beyond(why: LimitError) -> ServerError {
    match why {
        LimitError::Parse(message) => error(TopCode::GraphqlParse, &format!("查询写得不对，读不懂。（{message}）")),
        LimitError::Cycle => error(TopCode::GraphqlValidation, "片段互相包含。"),
        LimitError::Limit(broken) => limit(broken, &broken.to_string()),
    }
}

/// Gives a code to what the library itself refuses: unknown fields, wrong variables, depth, complexity.
pub fn name_errors(errors: &mut [ServerError], limits: &ApiLimits) {
    for error in errors {
        if error.extensions.as_ref().is_none_or(|extensions| extensions.get("code").is_none()) {
            let broken = broken_in_schema(&error.message, limits);
            let told = broken.map_or_else(|| NOT_OURS.to_owned(), |broken| broken.to_string());
            // People read the sentence; who writes a client needs the library's own words too.
            error.message = format!("{told}（{}）", error.message);
            mark(error, broken.map_or(TopCode::GraphqlValidation, |_| TopCode::Limit), broken);
        }
    }
}

/// An answer that is nothing but an error.
#[must_use]
pub fn answered(status: u16, error: ServerError) -> HttpResponse {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    HttpResponse::build(status).insert_header((CACHE_CONTROL, "no-store")).json(Response::from_errors(vec![error]))
}

/// The same from code and sentence.
#[must_use]
pub fn refused(status: u16, code: TopCode, message: &str) -> HttpResponse {
    answered(status, error(code, message))
}

/// The limit of which the library says that it was broken. It says so in words only.
fn broken_in_schema(message: &str, limits: &ApiLimits) -> Option<Broken> {
    let kept = [
        ("too complex", "max_complexity", limits.max_complexity),
        ("too deep", "max_depth", limits.max_depth),
        ("number of directives", "max_directives", limits.max_directives),
    ];
    kept.into_iter().find(|(words, ..)| message.contains(words)).map(|(_, name, most)| Broken { name, most })
}

fn mark(error: &mut ServerError, code: TopCode, broken: Option<Broken>) {
    let extensions = error.extensions.get_or_insert_default();
    extensions.set("code", code.name());
    if let Some(Broken { name, most }) = broken {
        extensions.set("limit", name);
        extensions.set("most", most);
    }
}

//! Errors of the API, each with its code: what was refused before anything ran, and what the library refused.

use crate::api::limits::{Broken, LimitError};
use crate::kernel::api_limits::ApiLimits;
use crate::kernel::graphql::codes::TopCode;
use async_graphql::{ServerError, Value};

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

/// A request that does not fit the schema, and why, for whoever writes a client.
#[must_use]
pub fn unfit(why: &str) -> ServerError {
    error(TopCode::GraphqlValidation, &format!("{NOT_OURS}（{why}）"))
}

/// A document that was not looked at any further.
#[must_use]
pub fn beyond(why: LimitError) -> ServerError {
    match why {
        LimitError::Parse(message) => error(TopCode::GraphqlParse, &format!("查询写得不对，读不懂。（{message}）")),
        LimitError::Rounds => error(TopCode::GraphqlValidation, "接口说明里的列表不能套着自己要，请分几次要。"),
        LimitError::Cycle => error(TopCode::GraphqlValidation, "片段互相包含。"),
        LimitError::Limit(broken) => limit(broken, &broken.to_string()),
    }
}

/// The code of an error, if it has one yet.
#[must_use]
pub fn code(error: &ServerError) -> Option<&Value> {
    error.extensions.as_ref().and_then(|extensions| extensions.get("code"))
}

/// Gives a code to what the library itself refuses: unknown fields, wrong variables, depth, complexity.
pub fn name_errors(errors: &mut [ServerError], limits: &ApiLimits) {
    for error in errors.iter_mut().filter(|error| code(error).is_none()) {
        let broken = broken_in_schema(&error.message, limits);
        let told = broken.map_or_else(|| NOT_OURS.to_owned(), |broken| broken.to_string());
        // People read the sentence; who writes a client needs the library's own words too.
        error.message = format!("{told}（{}）", error.message);
        mark(error, broken.map_or(TopCode::GraphqlValidation, |_| TopCode::Limit), broken);
    }
}

/// The limit of which the library says that it was broken. It says so in words only.
#[must_use]
pub fn broken_in_schema(message: &str, limits: &ApiLimits) -> Option<Broken> {
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

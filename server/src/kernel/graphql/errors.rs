//! From refusals and faults to what a client reads.

use crate::kernel::error::chain;
use crate::kernel::graphql::codes::TopCode;
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome};
use async_graphql::{Context, Error, ErrorExtensions as _, Result, SimpleObject, Value};
use serde_json::json;

/// What people read when too much is asked for at once.
pub const BUSY: &str = "现在用的人太多，请过一会儿再试。";

/// One refusal: the person can mend it.
#[derive(Clone, Debug, SimpleObject)]
pub struct UserError {
    /// What kind of refusal, for programs.
    pub code: ErrorCode,
    /// The input field it belongs to.
    pub field: Option<String>,
    /// A sentence in Chinese, for people.
    pub message: String,
}

/// The request's context.
///
/// # Errors
/// A fault, if the schema was run without one.
pub fn ctx_of<'a>(context: &Context<'a>) -> Result<&'a Ctx> {
    context.data::<Ctx>()
}

/// A mutation's answer: the value, or refusals beside nothing.
///
/// # Errors
/// Faults and missing sign-in become top-level errors.
pub fn answer<T>(ctx: &Ctx, outcome: Outcome<T>) -> Result<(Option<T>, Vec<UserError>)> {
    match outcome {
        Ok(value) => Ok((Some(value), Vec::new())),
        Err(Failure::Refused(errors)) => Ok((None, errors.into_iter().map(from_kernel).collect())),
        Err(other) => Err(top_level(ctx, other)),
    }
}

/// A query's answer: what is hidden is null.
///
/// # Errors
/// Other refusals, faults and missing sign-in become top-level errors.
pub fn optional<T>(ctx: &Ctx, outcome: Outcome<T>) -> Result<Option<T>> {
    match outcome {
        Ok(value) => Ok(Some(value)),
        Err(Failure::Refused(errors)) if errors.iter().all(|e| e.code == ErrorCode::NotFound) => Ok(None),
        Err(other) => Err(top_level(ctx, other)),
    }
}

/// A query's answer that must be there.
///
/// # Errors
/// Every failure becomes a top-level error.
pub fn required<T>(ctx: &Ctx, outcome: Outcome<T>) -> Result<T> {
    outcome.map_err(|failure| top_level(ctx, failure))
}

/// A failure as a top-level error; a fault is logged here, once, with its chain, and the client sees a request id.
#[must_use]
pub fn top_level(ctx: &Ctx, failure: Failure) -> Error {
    match failure {
        Failure::Refused(errors) => refused(&errors.into_iter().map(from_kernel).collect::<Vec<_>>()),
        Failure::SignInNeeded => coded("请先登录。".to_owned(), TopCode::Unauthenticated.name().to_owned()),
        Failure::Busy => {
            tracing::warn!(request_id = %ctx.request_id, "no connection to the database in time");
            coded(BUSY.to_owned(), TopCode::Busy.name().to_owned())
        }
        Failure::Fault(error) => {
            tracing::error!(request_id = %ctx.request_id, error = %chain(&*error), "a verb failed");
            coded(format!("现在打不开。不是您的问题。编号 {}", ctx.request_id), TopCode::Internal.name().to_owned())
        }
    }
}

/// Refusals as one error: it speaks with the first one's code, field and sentence, and lists all of them.
fn refused(errors: &[UserError]) -> Error {
    let (code, field, message) =
        errors.first().map_or((ErrorCode::Invalid, None, ""), |first| (first.code, first.field.as_deref(), first.message.as_str()));
    let all = errors.iter().map(|one| json!({ "code": code_name(one.code), "field": one.field, "message": one.message })).collect();
    let all = Value::from_json(serde_json::Value::Array(all)).unwrap_or_default();
    coded(message.to_owned(), code_name(code)).extend_with(|_, extensions| {
        if let Some(field) = field {
            extensions.set("field", field);
        }
        extensions.set("refusals", all.clone());
    })
}

fn coded(message: String, code: String) -> Error {
    Error::new(message).extend_with(|_, extensions| extensions.set("code", code))
}

/// A code as the schema spells it.
#[must_use]
pub fn code_name(code: ErrorCode) -> String {
    match async_graphql::resolver_utils::enum_value(code) {
        async_graphql::Value::Enum(name) => name.to_string(),
        _ => "INVALID".to_owned(),
    }
}

fn from_kernel(error: crate::kernel::UserError) -> UserError {
    UserError { code: error.code, field: error.field.map(str::to_owned), message: error.message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_at_the_top_tells_every_refusal_with_its_field() {
        let refusal = |code, field, message: &str| UserError { code, field, message: message.to_owned() };
        let both = [refusal(ErrorCode::TooLong, Some("text".to_owned()), "太长了。"), refusal(ErrorCode::Required, None, "还没有填。")];
        let error = refused(&both);
        assert_eq!(error.message, "太长了。");
        let told = serde_json::to_value(error.extensions.unwrap()).unwrap();
        let all = json!([{ "code": "TOO_LONG", "field": "text", "message": "太长了。" }, { "code": "REQUIRED", "field": null, "message": "还没有填。" }]);
        assert_eq!(told, json!({ "code": "TOO_LONG", "field": "text", "refusals": all }));
        let told = serde_json::to_value(refused(&both[1..]).extensions.unwrap()).unwrap();
        assert_eq!((&told["code"], told.get("field")), (&json!("REQUIRED"), None));
    }
}

//! From a token to an actor: whoever presents a token must present a good one.

use crate::domain::{clients, reporters, staff};
use crate::kernel::{Actor, Failure, Kernel};
use std::sync::Arc;

/// Why a token did not become an actor.
#[derive(Debug)]
pub enum BadToken {
    /// It is worn out, forged or for something else.
    Rejected,
    /// It could not be looked up.
    Fault(Failure),
}

impl From<Failure> for BadToken {
    fn from(failure: Failure) -> Self {
        Self::Fault(failure)
    }
}

/// The actor behind an `Authorization` header; nobody without one.
///
/// # Errors
/// A token that was presented and is not good.
pub async fn actor(kernel: &Arc<Kernel>, authorization: Option<&str>) -> Result<Actor, BadToken> {
    let Some(authorization) = authorization else { return Ok(Actor::Nobody) };
    behind(kernel, bearer(authorization).ok_or(BadToken::Rejected)?).await
}

/// The actor behind a token.
///
/// # Errors
/// A token that is not good.
pub async fn behind(kernel: &Arc<Kernel>, token: &str) -> Result<Actor, BadToken> {
    if let Some(claims) = staff::actor_from_token(kernel, token)? {
        let held = staff::load_actor(kernel, &claims).await?;
        return held.map(Actor::Staff).ok_or(BadToken::Rejected);
    }
    if let Some(claims) = clients::actor_from_token(kernel, token)? {
        let held = clients::load_actor(kernel, &claims).await?;
        return held.map(Actor::Client).ok_or(BadToken::Rejected);
    }
    reporters::actor_from_token(kernel, token)?.map(Actor::Reporter).ok_or(BadToken::Rejected)
}

/// The token of a `Bearer` header.
#[must_use]
pub fn bearer(authorization: &str) -> Option<&str> {
    let (scheme, token) = authorization.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

#[cfg(test)]
mod tests {
    use super::bearer;

    #[test]
    fn only_bearer_tokens_are_read() {
        assert_eq!(bearer("Bearer abc"), Some("abc"));
        assert_eq!(bearer("bearer  abc "), Some("abc"));
        for other in ["", "Bearer", "Basic YTpi", "abc", "举报 abc"] {
            assert_eq!(bearer(other), None, "{other}");
        }
    }
}

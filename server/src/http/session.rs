//! From a token to an actor.

use crate::kernel::{Actor, Failure, Kernel};

/// Why a token did not become an actor.
#[derive(Debug)]
pub enum BadToken {
    /// It is worn out, forged or for something else.
    Rejected,
    /// It could not be looked up.
    Fault(Failure),
}

/// The actor behind an `Authorization` header; nobody without one.
///
/// # Errors
/// A token that was presented and is not good.
pub async fn actor(_: &Kernel, bearer: Option<&str>) -> Result<Actor, BadToken> {
    if bearer.is_some() { Err(BadToken::Rejected) } else { Ok(Actor::Nobody) }
}

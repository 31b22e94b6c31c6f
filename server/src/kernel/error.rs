//! How things fail: a refusal that the person can mend, or a fault that the operator must.

use sea_orm::{ConnAcquireErr, DbErr};
use std::error::Error;

/// What kind of refusal, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, async_graphql::Enum)]
pub enum ErrorCode {
    /// The value has no meaning here.
    Invalid,
    /// Nothing was given.
    Required,
    /// More characters or items than allowed.
    TooLong,
    /// Fewer characters or items than needed.
    TooShort,
    /// There is no such thing, or it is not for the viewer to know.
    NotFound,
    /// The viewer knows the thing but may not do this.
    Forbidden,
    /// The code or password is wrong.
    WrongCode,
    /// It was right, but too late.
    Expired,
    /// Too often in too little time.
    TooMany,
    /// Somebody else was faster, or the key was used for something else.
    Conflict,
    /// The thing is in a state that does not allow this.
    State,
    /// Another organ handles this; see `intakeRoute`.
    RouteElsewhere,
    /// The proof of work is missing, wrong, expired or spent.
    ProofOfWork,
    /// This phone may not be used here.
    PhoneRefused,
    /// A phone code, or a query code, is needed too.
    CodeRequired,
    /// A limit of the platform; the message names it.
    Limit,
    /// The access was given out by somebody else; see `takeAccess`.
    FirstAccess,
}

/// One refusal: code, the input field it belongs to, and a sentence in Chinese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserError {
    /// For programs.
    pub code: ErrorCode,
    /// The input field, as the schema spells it.
    pub field: Option<&'static str>,
    /// For people.
    pub message: String,
}

/// Why a verb did not happen. After either, nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The person can mend it.
    #[error("refused: {0:?}")]
    Refused(Vec<UserError>),
    /// Nobody is signed in, or the token is worn out.
    #[error("not signed in")]
    SignInNeeded,
    /// Too much is asked for at once; the same may be asked again in a while, and nobody has to look.
    #[error("too busy")]
    Busy,
    /// The operator must look; logged once, at the edge.
    #[error("fault: {0}")]
    Fault(#[source] Box<dyn Error + Send + Sync>),
}

/// What a verb answers.
pub type Outcome<T> = Result<T, Failure>;

impl Failure {
    /// A refusal that belongs to no field.
    pub fn refuse(code: ErrorCode, message: impl Into<String>) -> Self {
        Self::Refused(vec![UserError { code, field: None, message: message.into() }])
    }

    /// A refusal of one field.
    pub fn field(code: ErrorCode, field: &'static str, message: impl Into<String>) -> Self {
        Self::Refused(vec![UserError { code, field: Some(field), message: message.into() }])
    }

    /// There is no such thing, or it is not for the viewer to know: both answer alike.
    #[must_use]
    pub fn hidden() -> Self {
        Self::refuse(ErrorCode::NotFound, "没有找到，可能已经撤下，或者您没有权限看。")
    }

    /// A fault from any error.
    pub fn fault(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Fault(error.into())
    }
}

impl From<DbErr> for Failure {
    fn from(error: DbErr) -> Self {
        match error {
            DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => Self::Busy,
            other => Self::fault(other),
        }
    }
}

/// Gathers the refusals of several fields, so that all are told at once.
#[derive(Debug, Default)]
pub struct Refusals(Vec<UserError>);

impl Refusals {
    /// Notes one refusal.
    pub fn add(&mut self, code: ErrorCode, field: &'static str, message: impl Into<String>) {
        self.0.push(UserError { code, field: Some(field), message: message.into() });
    }

    /// Keeps the value, or notes why there is none.
    pub fn take<T>(&mut self, result: Result<T, UserError>) -> Option<T> {
        result.map_err(|error| self.0.push(error)).ok()
    }

    /// # Errors
    /// All that was noted.
    pub fn check(self) -> Outcome<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Failure::Refused(self.0)) }
    }
}

/// An error and all its causes, for the log.
#[must_use]
pub fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}

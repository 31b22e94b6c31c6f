//! How a job of the outbox ends when it is not done.

use crate::kernel::error::{Failure, chain};
use std::future::Future;
use std::pin::Pin;
use time::Duration;

/// Why a job is not done yet.
#[derive(Debug)]
pub enum JobError {
    /// Nothing is wrong, it is only too early; does not count as a failed try.
    Wait {
        /// How long.
        after: Duration,
        /// For whom, in words for the operator; never a phone, a name or a code.
        why: String,
    },
    /// It failed; tried again with growing pauses, parked after many tries.
    Retry(String),
    /// Trying again would not help: parked at once, for the operator.
    Park(String),
}

/// What a handler answers, boxed so that a table can hold handlers.
pub type JobFuture = Pin<Box<dyn Future<Output = Result<(), JobError>> + Send>>;

impl From<Failure> for JobError {
    /// A refusal of the platform's own act is a fault in the program: parked. Anything else may pass.
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Fault(error) => Self::Retry(chain(&*error)),
            Failure::Busy => Self::Retry(failure.to_string()),
            other => Self::Park(other.to_string()),
        }
    }
}

impl From<sea_orm::DbErr> for JobError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Retry(chain(&error))
    }
}

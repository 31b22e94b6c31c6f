//! What the policy answers.

use crate::domain::cases::refusal::CaseRefusal;
use crate::kernel::{Failure, Outcome};

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Go on.
    Allow,
    /// Answer as if there were no such case.
    Hide,
    /// Say why not.
    Refuse(CaseRefusal),
}

impl Decision {
    /// # Errors
    /// Whatever is not allowed.
    pub fn check(self) -> Outcome<()> {
        match self {
            Self::Allow => Ok(()),
            Self::Hide => Err(Failure::hidden()),
            Self::Refuse(why) => Err(why.into()),
        }
    }
}

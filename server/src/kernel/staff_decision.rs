//! What a policy answers where an act is for some of the staff, in their own county, and hides nothing.

use super::actor::StaffActor;
use super::error::{ErrorCode, Failure, Outcome};

/// What is answered.
#[derive(Debug)]
pub enum Decision<'a> {
    /// It may be done, by this member of the staff in his own county.
    Allow(&'a StaffActor),
    /// Somebody else does this; who, in a sentence.
    Refuse(&'static str),
    /// Nobody is signed in.
    SignIn,
}

impl<'a> Decision<'a> {
    /// # Errors
    /// Whatever is not allowed.
    pub fn check(self) -> Outcome<&'a StaffActor> {
        match self {
            Self::Allow(staff) => Ok(staff),
            Self::Refuse(why) => Err(Failure::refuse(ErrorCode::Forbidden, why)),
            Self::SignIn => Err(Failure::SignInNeeded),
        }
    }
}

//! What the policy's answer depends on, and the answer.

use super::model::Standing;
use super::refusal::CaseRefusal;
use crate::kernel::{Failure, Outcome};
use entity::id::{AccountId, OrganId};
use entity::moment::Moment;
use entity::words::ReissueState;

/// What the answer depends on.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Now.
    pub now: Moment,
    /// How the case stands.
    pub standing: Standing,
    /// The organ whose turn it is.
    pub organ: OrganId,
    /// Whether that organ is above the county, outside the platform.
    pub is_external: bool,
    /// The county commission.
    pub commission: Option<OrganId>,
    /// Organs whose turn is over.
    pub earlier: Vec<OrganId>,
    /// Who handles it.
    pub handler: Option<AccountId>,
    /// The viewer must keep away (回避).
    pub is_recused: bool,
    /// Keyed hash of the reporter's phone.
    pub phone_hash: Vec<u8>,
    /// The query code was shown.
    pub has_code: bool,
    /// A new query code is on its way.
    pub reissue: Option<ReissueState>,
    /// A clock runs that a pause or an extension can be asked for.
    pub is_holdable: bool,
    /// A pause lies over today.
    pub is_paused: bool,
    /// The request that is asked about, if it is about one.
    pub request: Option<RequestFacts>,
    /// Whose custodians may open the reporter's number now; none while messages reach him.
    pub custody: Option<OrganId>,
}

/// A request for a pause or an extension, as the answer depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestFacts {
    /// The organ whose heads answer.
    pub approver: OrganId,
    /// Who asked.
    pub asked_by: AccountId,
    /// The answer comes from above the county, and a head of the commission enters it.
    pub is_entered: bool,
}

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

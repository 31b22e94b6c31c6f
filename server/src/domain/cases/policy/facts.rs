//! What the answer of the policy depends on, read from rows by whoever asks.

use crate::domain::cases::model::Standing;
use entity::id::{AccountId, OrganId};
use entity::moment::Moment;
use entity::words::{Finding, HandOverKind, ReissueState};

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
    /// Organs of the county that help the one in charge (联合办理).
    pub joint: Vec<OrganId>,
    /// The hand-over that is asked about, else the one that nobody has answered yet.
    pub hand_over: Option<HandOverFacts>,
    /// What this instance found.
    pub finding: Option<Finding>,
    /// A proposal to call the report malicious: waiting, or found to be so.
    pub malice: Option<bool>,
    /// Some of the subjects are officials.
    pub has_officials: bool,
    /// Whose custodians may open the reporter's number now; none while messages reach him.
    pub custody: Option<OrganId>,
}

/// A hand-over, as the answer depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandOverFacts {
    /// To whom it goes.
    pub kind: HandOverKind,
    /// Who hands over.
    pub from: OrganId,
    /// Who is to take it, if that is an organ on file.
    pub to: Option<OrganId>,
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

//! Who may do what with units: their pages are for everybody, their posters and codes are not.

use crate::kernel::Actor;
use entity::id::CountyId;

/// What may be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Print a unit's poster, which makes its code if there is none yet.
    PrintPoster,
    /// Withdraw a code.
    RevokeSticker,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It may be done.
    Allow,
    /// Nobody is signed in.
    SignIn,
    /// The thing is not for this actor to know.
    Hide,
}

impl Decision {
    /// Whether it may be done.
    #[must_use]
    pub fn is_allowed(self) -> bool {
        self == Self::Allow
    }
}

/// Posters are for everybody who has a role in the county; the operator's is none. Codes are withdrawn by the county's administrator.
#[must_use]
pub fn decide(actor: &Actor, action: Action, county: CountyId) -> Decision {
    use entity::words::StaffRole::{CountyAdmin, Operator};
    match actor {
        Actor::System => Decision::Allow,
        Actor::Staff(staff) if staff.county_id != county => Decision::Hide,
        Actor::Staff(staff) if staff.is(CountyAdmin) => Decision::Allow,
        Actor::Staff(staff) if action == Action::PrintPoster && staff.roles.iter().any(|held| held.role != Operator) => Decision::Allow,
        Actor::Staff(_) => Decision::Hide,
        Actor::Nobody | Actor::Reporter(_) => Decision::SignIn,
    }
}

//! Who may say of a power whether it is exercised in order. What checks say is public.

use crate::kernel::{Actor, ErrorCode, Failure, Outcome, StaffActor};
use entity::id::OrganId;
use entity::words::StaffRole;

/// Everything that can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// 过程检查.
    Check,
}

/// What the answer depends on besides the actor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Organs that cover the power's unit, nearest first, the commission last.
    pub covering: Vec<OrganId>,
    /// The actor serves in the unit, or did within two years.
    pub is_own: bool,
    /// He must keep away (回避) from those who lead it, or nobody can tell.
    pub is_near: bool,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Go on, in the name of this organ.
    Allow(OrganId),
    /// Nobody is signed in.
    SignIn,
    /// He has no part in the unit's supervision.
    NotOver,
    /// It is the unit in which he serves or served.
    OwnUnit,
    /// He must keep away.
    KeepAway,
}

impl Decision {
    /// The organ in whose name it is done.
    ///
    /// # Errors
    /// Whatever is not allowed.
    pub fn check(self) -> Outcome<OrganId> {
        match self {
            Self::Allow(organ) => Ok(organ),
            Self::SignIn => Err(Failure::SignInNeeded),
            Self::NotOver => {
                Err(Failure::refuse(ErrorCode::Forbidden, "过程检查由管这个单位的纪检组织的承办人和负责人，或者县纪委监委的人做。"))
            }
            Self::OwnUnit => Err(Failure::refuse(
                ErrorCode::Forbidden,
                "您在这个单位任职，或者两年内任过职，不能检查自己单位的权力。请本组织别的人来查。",
            )),
            Self::KeepAway => Err(Failure::refuse(ErrorCode::Forbidden, "按回避的规定，这个单位的权力不由您检查。请本组织别的人来查。")),
        }
    }
}

/// Decides.
#[must_use]
pub fn decide(actor: &Actor, action: Action, facts: &Facts) -> Decision {
    let Some(staff) = actor.staff() else { return Decision::SignIn };
    match (action, checks_as(staff, facts)) {
        (Action::Check, None) => Decision::NotOver,
        (Action::Check, Some(_)) if facts.is_own => Decision::OwnUnit,
        (Action::Check, Some(_)) if facts.is_near => Decision::KeepAway,
        (Action::Check, Some(organ)) => Decision::Allow(organ),
    }
}

/// The nearest organ over the unit for which the actor handles or heads.
fn checks_as(staff: &StaffActor, facts: &Facts) -> Option<OrganId> {
    let works_in = |organ: &OrganId| staff.is_in(StaffRole::Head, *organ) || staff.is_in(StaffRole::Handler, *organ);
    facts.covering.iter().copied().find(works_in)
}

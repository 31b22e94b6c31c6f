//! What an opinion is about, and how it goes from state to state.

use super::refusal::OpinionRefusal as Refusal;
use entity::id::{OfficialId, OutcomeId, PowerId, SubsidyId, UnitId};
use entity::words::{OpinionPart, OpinionState as State};

/// What somebody has an opinion on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A unit as a whole.
    Unit(UnitId),
    /// A power, or one part of it.
    Power(PowerId, Option<OpinionPart>),
    /// What came of exercising a power.
    Outcome(OutcomeId),
    /// An official, at his unit.
    Official(OfficialId),
    /// A published result of a case, by its address.
    Publication(String),
    /// What a list says was paid to one's household.
    Subsidy(SubsidyId),
}

/// Where public opinions stand: on one thing, or on the page of a unit with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// On whatever belongs to this unit.
    OfUnit(UnitId),
    /// On a power: all of them, or those on one part.
    Power(PowerId, Option<OpinionPart>),
    /// On an outcome.
    Outcome(OutcomeId),
    /// On an official.
    Official(OfficialId),
    /// On a published result.
    Publication(entity::id::PublicationId),
}

/// What is done to an opinion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Somebody of the unit opened it.
    Read,
    /// It became somebody's task.
    Assign,
    /// The unit answers.
    Reply,
    /// Its author asks on.
    FollowUp,
    /// Its author says how good the answer is.
    Rate,
    /// Nobody said anything any more.
    FallSilent,
    /// It is urged.
    Urge,
}

/// The state after a deed.
///
/// # Errors
/// Refused where the deed has no place.
pub const fn after(state: State, deed: Deed) -> Result<State, Refusal> {
    match (state, deed) {
        (State::Received, Deed::Read) => Ok(State::Read),
        // Whoever comes later reads it too, and nothing changes.
        (state, Deed::Read) => Ok(state),
        (State::Received | State::Read | State::Assigned, Deed::Assign) => Ok(State::Assigned),
        (State::FollowedUp, Deed::Assign) => Ok(State::FollowedUp),
        (State::Received | State::Read | State::Assigned | State::FollowedUp, Deed::Reply) => Ok(State::Replied),
        (State::Replied, Deed::FollowUp) => Ok(State::FollowedUp),
        (State::Replied, Deed::Rate | Deed::FallSilent) => Ok(State::Closed),
        (State::Received | State::Read | State::Assigned | State::FollowedUp, Deed::Urge) => Ok(state),
        (State::Closed, _) => Err(Refusal::Closed),
        (State::Replied, Deed::Assign | Deed::Reply | Deed::Urge) => Err(Refusal::Answered),
        (_, Deed::FollowUp | Deed::Rate | Deed::FallSilent) => Err(Refusal::NotAnswered),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_deed_has_its_place() {
        let all = [State::Received, State::Read, State::Assigned, State::Replied, State::FollowedUp, State::Closed];
        let allowed = |deed| all.into_iter().filter(|state| after(*state, deed).is_ok()).collect::<Vec<_>>();
        let owed = [State::Received, State::Read, State::Assigned, State::FollowedUp];
        assert_eq!(allowed(Deed::Read), all);
        for deed in [Deed::Assign, Deed::Reply, Deed::Urge] {
            assert_eq!(allowed(deed), owed, "{deed:?}");
        }
        for deed in [Deed::FollowUp, Deed::Rate, Deed::FallSilent] {
            assert_eq!(allowed(deed), [State::Replied], "{deed:?}");
        }
        assert_eq!(after(State::FollowedUp, Deed::Assign), Ok(State::FollowedUp));
        assert_eq!(after(State::Closed, Deed::Reply), Err(Refusal::Closed));
    }
}

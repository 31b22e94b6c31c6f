//! An organ as its administrator sees it.

use entity::id::{OrganId, UnitId};
use entity::{organ, organ_state, unit};

/// An organ with its place, its reach and what has changed about it.
#[derive(Clone, Debug)]
pub struct Record {
    /// The organ.
    pub organ: organ::Model,
    /// What has changed; none for one that is as it was entered.
    pub state: Option<organ_state::Model>,
    /// The unit it belongs to.
    pub unit: Option<unit::Model>,
    /// Its superior.
    pub superior: Option<organ::Model>,
    /// The units that it covers besides, with their names.
    pub covers: Vec<(UnitId, String)>,
    /// The organ that took its place.
    pub successor: Option<organ::Model>,
    /// Whether it should have a superior and has none.
    pub is_alone: bool,
    /// Whether the viewer may change it.
    pub may_change: bool,
}

impl Record {
    /// Whether the organ is closed.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.state.as_ref().is_some_and(|state| state.closed_on.is_some())
    }
}

/// Who stands below whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The organ.
    pub organ: OrganId,
    /// Its superior.
    pub superior: Option<OrganId>,
}

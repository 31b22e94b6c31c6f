//! What a loaded case says of its pauses and extensions, and of its turns.

use crate::domain::cases::rules::deadlines::{Holds, is_holdable};
use crate::domain::cases::store::load::Loaded;
use crate::domain::cases::store::requests::holds_of;
use entity::words::{DeadlineRequestKind, DeadlineRequestState, DeadlineState, Finding, MaliceState};
use entity::{deadline, deadline_request};

impl Loaded {
    /// What the instance whose turn it is found, in its last version.
    #[must_use]
    pub fn finding(&self) -> Option<Finding> {
        self.instances.last().and_then(|turn| turn.finding)
    }

    /// Whether people called the report malicious; `Some(false)` while a proposal waits, none if there is none that holds.
    #[must_use]
    pub fn malice(&self) -> Option<bool> {
        let holds = |state: MaliceState| self.turns.malices.iter().any(|row| row.state == state);
        if holds(MaliceState::Found) {
            return Some(true);
        }
        holds(MaliceState::Open).then_some(false)
    }

    /// What was granted to a clock of the case.
    #[must_use]
    pub fn holds(&self, clock: &deadline::Model) -> Holds {
        holds_of(&self.requests, clock)
    }

    /// The running clock that a pause or an extension can be asked for; none once it is past its day.
    #[must_use]
    pub fn holdable(&self) -> Option<&deadline::Model> {
        let clock = self.due().filter(|clock| is_holdable(clock.kind))?;
        (clock.state == DeadlineState::Running && clock.due_at >= self.ground.now && !self.is_external()).then_some(clock)
    }

    /// The pause that lies over today.
    #[must_use]
    pub fn pause_now(&self) -> Option<&deadline_request::Model> {
        let (clock, today) = (self.holdable()?, self.ground.now.in_china().date());
        let is_of_it = |row: &&deadline_request::Model| {
            (row.instance_no, row.clock, row.starts_at) == (clock.instance_no, clock.kind, clock.starts_at)
                && row.kind == DeadlineRequestKind::Pause
                && row.state == DeadlineRequestState::Granted
        };
        let lies_over =
            |row: &&deadline_request::Model| row.from_on.zip(row.ended_on).is_some_and(|(from, end)| from <= today && today <= end);
        self.requests.iter().filter(is_of_it).find(lies_over)
    }
}

//! What a loaded case says of its pauses and extensions.

use crate::domain::cases::rules::deadlines::{Holds, is_holdable};
use crate::domain::cases::store::load::Loaded;
use crate::domain::cases::store::requests::holds_of;
use entity::words::{DeadlineRequestKind, DeadlineRequestState, DeadlineState};
use entity::{deadline, deadline_request};

impl Loaded {
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

//! Pure decisions: who handles a report, who keeps away from it, and by when what is due.

pub mod archived;
pub mod custody;
pub mod deadlines;
pub mod due_span;
pub mod names;
pub mod recusal;
pub mod routing;
pub mod sharing;

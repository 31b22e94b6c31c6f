//! The SQL of cases: rows ready for a page, and the writes of one step.

mod inbox;
mod load;
mod people;
mod write;

pub use inbox::{Counts, Filter, case_ids, count, counts};
pub use load::{Loaded, by_ids, by_number, by_reports, load, media_counts, recusals_of, rows};
pub use people::{keep_away, names, organs_of, staff_of};
pub use write::{Change, NewCase, add_case, add_event, add_instance, end_instance, move_instance, note_reply, take, take_deadline};

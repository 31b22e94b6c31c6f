//! The SQL of cases: rows ready for a page, and the writes of one step.

mod inbox;
mod load;
mod open;
mod people;
mod write;

pub use inbox::{Counts, Filter, case_ids, count, counts, seen_ids};
pub use load::{Loaded, by_ids, by_number, by_reports, hold, load, media_counts, recusals_of, rows};
pub use open::{OpenCase, open_cases};
pub use people::{custodians, free_organs, keep_away, names, staff_of};
pub use write::{
    Change, NewCase, add_case, add_event, add_instance, end_instance, move_instance, note_reply, put_off, take, take_deadline,
};

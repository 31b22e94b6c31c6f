//! The SQL of cases: rows ready for a page, and the writes of one step.

mod find;
mod inbox;
mod load;
mod many;
mod number;
mod open;
mod people;
mod write;

pub use find::{find, find_by_number, seen_by};
pub use inbox::{Counts, Filter, InHand, case_ids, count, counts, in_hand, midnight, seen_ids};
pub use load::{Loaded, by_ids, by_reports, hold, load, media_counts, recusals_of, rows};
pub use many::{Spot, add_alarm, cases_there, crowded};
pub use open::{OpenCase, open_cases};
pub use people::{custodians, keep_away, keep_away_in, names, staff, staff_of};
pub use write::{
    Change, NewCase, add_case, add_event, add_instance, end_instance, move_instance, note_reply, put_off, take, take_deadline,
};

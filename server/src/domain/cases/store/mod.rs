//! The SQL of cases: rows ready for a page, and the writes of one step.

mod clocks;
mod find;
mod held;
mod inbox;
mod load;
mod many;
mod material;
mod number;
mod open;
mod people;
mod requests;
mod write;

pub use clocks::{
    Counted, InOrder, Remindable, clock, due_clocks, move_clock, outdated_clocks, put_off, remind_next, remindable_clocks,
    sweep_statements, take_deadline,
};
pub use find::{find, find_by_number, find_request, headed_by, seen_by};
pub use inbox::{Counts, Filter, InHand, case_ids, count, counts, in_hand, media_counts, midnight, seen_ids};
pub use load::{Loaded, by_ids, by_reports, hold, load, recusals_of, rows};
pub use many::{Spot, add_alarm, cases_there, crowded};
pub use material::add_aside;
pub use open::{CaseAtHand, cases_at_hand, open_cases};
pub use people::{RoleOf, custodians, keep_away, keep_away_in, names, roles_of, staff, staff_of};
pub use requests::{
    Answer, answer_request, end_pause, granted, holds_by_now, holds_of, lapse_requests, open_requests, request, requests_of,
};
pub use write::{Change, NewCase, add_case, add_event, add_instance, end_instance, last_event, move_instance, note_reply, take};

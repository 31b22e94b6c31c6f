//! The SQL of cases: rows ready for a page, and the writes of one step.

mod archived;
mod clocks;
mod clusters;
mod counted;
mod due;
mod figures;
mod find;
mod held;
mod inbox;
mod left;
mod load;
mod many;
mod material;
mod number;
mod open;
mod people;
mod pinned;
mod reassign;
mod requests;
mod to_publish;
mod turns;
mod unpublished;
mod workload;
mod write;

pub use archived::{About, about_official};
pub use clocks::{
    Counted, InOrder, Remindable, add_clocks, clock, due_clocks, end_clocks, move_clock, outdated_clocks, put_morning_off, put_off,
    remind_next, remindable_clocks, sweep_statements, take_deadline, take_morning,
};
pub use clusters::{Named, missed, named, received};
pub use counted::{Counts, Total, count, counts};
pub use due::{due_by_rows, due_of};
pub use figures::{Decision, Tally, spans, tallies};
pub use find::{find, find_by_number, find_hand_over, find_malice, find_request, headed_by, seen_by, sight};
pub use inbox::{Filter, case_ids, media_counts, seen_ids};
pub use left::{inherit, left_by};
pub use load::{Loaded, by_ids, by_reports, hold, load, recusals_of, rows};
pub use many::{Spot, add_alarm, cases_there, crowded};
pub use material::add_aside;
pub use open::{CaseAtHand, cases_at_hand, open_cases};
pub use people::{RoleOf, custodians, keep_away, keep_away_in, names, roles_of, staff, staff_of};
pub use pinned::{list_statements, sweep_of_cases};
pub use reassign::{in_hands_of, reassign};
pub use requests::{
    Answer, answer_request, end_pause, granted, holds_by_now, holds_of, lapse_requests, open_requests, request, requests_of,
};
pub use turns::{
    about_hand_over, answer_hand_over, change_clarification, clarifications_of, conclusions_of, decide_malice, end_joints, hand_overs,
    kept, lapse_malices, meet_wish, open_malices,
};
pub use unpublished::{Unpublished, unpublished, unpublished_by_organ};
pub use workload::{InHand, dues, in_hand};
pub use write::{Change, NewCase, add_case, add_event, add_instance, end_instance, last_event, move_instance, note_reply, take};

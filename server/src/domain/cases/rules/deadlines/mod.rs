//! 时限: by when what is due, each with the arithmetic that a person can follow, from rows that give the same day again.
//!
//! Sources: 检举控告工作规则 (2020) for the 15 and 5 working days; seed 004 for one month and three months. All end
//! with the day, on China's clocks. A clock starts from the change that causes it, never from an edit.

mod arithmetic;
mod holds;
mod reckon;
mod reminding;
mod terms;
mod walk;

pub use holds::{Asked, Holds, Moved, decisions, why_not};
pub use reckon::{Clock, replay};
pub use reminding::morning_after;
pub use terms::{
    ASKED_DAYS, ResultFrom, Term, Terms, acceptance, acceptance_anew, acceptance_of_returned, answer, answer_after_material, answer_held,
    answer_to_hand_over, day, follow_up, follow_up_answer, forward, granted_as, is_holdable, is_legal, material, publish_after_all,
    publish_anew, publish_result, receipt, result, tell_result, withdrawal, withdrawal_held,
};

#[cfg(test)]
mod replay_tests;
#[cfg(test)]
mod tests;

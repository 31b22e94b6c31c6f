//! 结果公开: what everybody reads of a concluded case, redacted by a person, approved by another.
//!
//! Words: a *draft* is a copy of what the reporter was told, with *marks* on words that are hidden; a *version* is one
//! form of a publication, from draft to published to corrected; *clear* words are redacted ones in the database, there
//! once they are published and not before; to *withhold* (不予公开) is to decide that a result is not published.
//!
//! Invariants: 1. What a mark hides stands nowhere in clear: drafts lie sealed, and the redacted form alone is stored,
//! searched, shown. 2. Nobody publishes what he wrote or sent himself (four eyes); an exposure is published by a head of
//! the county commission, after its decision took effect, and is gone after its last day. 3. Numbers of people never
//! stand in public; names of subjects only in an exposure, or in a clarification that its official wished. 4. Nothing of
//! an open case is published, and whether a review runs shows nowhere. 5. What was published is corrected or hidden, never
//! deleted: the page says so in its place, and why. 6. No public object, address, notice or public ledger entry holds the
//! case, its number, or a time before the publication. 7. Who must keep away from the case sees no draft of it.

pub mod graphql;
mod model;
mod policy;
#[cfg(test)]
mod policy_tests;
mod proposed;
mod refusal;
mod rules;
mod service;
mod store;

pub use model::Terms;
pub use rules::{FEWEST, Figure as OverdueFigure, Mark, MarkState, Quarter};
pub use service::{
    ArchivedPublication, DraftPublication, PublicRow, Published, SavePublication, archived_of, draft, draft_view, finding_corrected_job,
    of_unit, overdue_figures, public_page, publish, save, search, send, turn_moved_job, turns_by_quarter,
};

//! 行权结果: what came of exercising powers, published by the unit, with the columns that the county gave to its kind.
//!
//! Words: a *kind* has *columns*, which change in *versions*; an *open* column is public for ever, a *personal* one until the
//! *term* is over; what is *corrected* stays beside what took its place, what is *removed* leaves its place empty.
//!
//! Invariants: 1. A column that the law keeps from the public is refused, and so is a row that tells of a minor, or of
//! somebody's illness. 2. No row, no search and no answer has a whole number of an identity card, a phone or a bank card.
//! 3. What is personal is in no open column and in no title; after its term it is in no answer, however late the sweep is.
//! 4. What was published is corrected or removed, never deleted, and its hash stays; what privacy asks for goes from all
//! versions; of an import that was taken back stays at each address that it was, and nothing else. 5. The same is not published
//! twice. 6. An attachment of a term goes with it; one that was taken away is gone from every answer, and that it was there
//! stays. 7. A list is read along what the fewest rows have of all that is looked for, in its order, and each row that it gives
//! is asked for the rest by its key; what few have costs little whatever stands beside it, and how many there are is counted up to
//! a thousand. docs/adr/0210 says why.

mod attachment;
pub mod graphql;
mod import;
mod model;
mod policy;
mod rules;
mod service;
pub mod sheet;
mod store;

pub use import::{Import, MERGED_HEADER, MOST_FAULTS, ROLL_BACK, Report, RowFault, import, roll_back_job};
pub use model::{Column, ColumnKind};
pub use rules::{day, fen, rounded};
pub use service::{
    AttachFile, CorrectOutcome, Found, KindRow, OpenKind, OpenRow, PublicFile, PublishOutcome, SetKind, attach, correct, file, kinds,
    of_power, of_unit, open_kinds, open_rows, outcome_by_id, publish, set_kind, sweep_job,
};
pub use store::{Filter, Lead, Place, lead, statement};

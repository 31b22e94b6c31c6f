//! 单位、内设机构、干部、岗位、纪检组织: who is where, from when until when.
//!
//! Words: a unit's *chain* is the unit itself and all above it, nearest first. A post *holds* on a day between its
//! first and last day. An organ *covers* the unit it belongs to, the units listed for it, and all below them.
//! Invariants: 1. an official is one row through all posts. 2. A post with an organ and no section is membership of
//! the organ, not work in the unit. 3. A stopped unit stays, with its successor. 4. What is read here is public,
//! except kinship and posts that are not public: those leave only as facts for routing and recusal. 5. Officials'
//! numbers are kept as keyed hashes in a table of their own, and answer two questions: may this phone file for somebody, and
//! is it his who says his name.

pub mod graphql;
mod model;
mod pages;
mod policy;
mod rules;
mod service;
mod store;

pub use model::{Around, NotASubject, OrganFacts, PostFacts, Recusals, SubjectFacts, SubjectId, Supervision, UnitFacts};
pub use pages::{
    UnitsFound, category_counts, counties, county_page, lives, official_by_id, organs_of_units, staffing, towns, unit_by_code, unit_by_id,
    unit_path, units, units_by_id,
};
pub use policy::{Action, Decision, decide};
pub use rules::{covering_organ, two_years_before};
pub use service::{
    around, is_phone_of, names_of_phone, of_today, officials_called, organ_chain, organs, recusals_of, serves_near, subjects, units_named,
    units_served, version_of,
};
pub use store::{PostRow, Staffing, UnitFilter, UnitRow, is_kept};

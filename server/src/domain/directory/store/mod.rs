//! The SQL of the directory: each function one statement, or one for each level of the tree.

mod facts;
mod pages;
mod recusal;

pub(super) use facts::{
    chain, kinship_of, officials_by_id, officials_called, officials_of_phone, organs, posts_in, posts_of, powers_by_id, successors,
    with_ancestors,
};
pub use pages::{PostRow, Staffing, UnitFilter, UnitRow};
pub(super) use pages::{
    called, category_counts, count_units, county_row, county_rows, staffing, towns, unit_by_code, unit_by_id, units, units_by_id,
};
pub use recusal::is_kept;

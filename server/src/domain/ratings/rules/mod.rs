//! Pure rules: what a sheet may say, what a version may ask, how sheets are counted, when a figure is public, what is a burst.

mod burst;
mod figure;
mod groups;
mod sheet;

pub use burst::burst;
pub use figure::{FROM, Parts, Public, Tallies, heard, next_public, of_sides, shrunk, tally};
pub use groups::check_groups;
pub use sheet::{Checked, Said, check_sheet};

//! Pure rules: which columns a kind may have, what may stand in a row, and in which form.

mod cells;
mod columns;
mod forbidden;
mod masking;
mod numbers;
mod row;

pub use cells::{day, fen, rounded};
pub use columns::check as check_columns;
pub use forbidden::in_text as forbidden_in;
pub use masking::masked;
pub use row::{Checked, Fault, check as check_row, pairs_of};

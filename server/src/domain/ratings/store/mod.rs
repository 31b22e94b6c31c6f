//! The SQL of ratings.

mod batches;
mod bursts;
mod counts;
mod figures;
mod sets;
mod sheets;
mod subjects;

pub use batches::{add_batch, last_batch, sheets_behind};
pub use bursts::{bursts, bursts_of, held_burst, save_burst};
pub use counts::{count_subject, drop_old_counts, has_old_counts};
pub use figures::{
    due, figures_of, held_figure, hold_figure, of_month, of_official, of_subjects, public_of, save, set_stale, units_of_month,
};
pub use sets::{add_set_if_new, all_sets, newest, sets};
pub use sheets::{SheetRow, add_reason, drop_sheet, envelopes_of, mark, of_raters, reasons_of, sheets_of};
pub use subjects::{SubjectRow, leading, names, subject};

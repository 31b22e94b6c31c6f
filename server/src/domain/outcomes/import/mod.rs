//! 导入: outcomes from a spreadsheet. First all rows are looked at, then all are written, or none.

mod header;
mod parse;
mod reading;
mod run;
mod undo;
mod write;

pub use parse::MERGED_HEADER;
pub use reading::Import;
pub use run::{Report, RowFault, import};
pub use undo::{ImportRow, ROLL_BACK, imports, roll_back, roll_back_job};

/// Faults that are told one by one; the rest is counted.
pub const MOST_FAULTS: usize = 200;
/// Rows that are looked up, or written, in one transaction.
const AT_ONCE: usize = 500;

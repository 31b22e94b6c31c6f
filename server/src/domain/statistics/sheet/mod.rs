//! An overview as a file for a program of tables: CSV or XLSX, cell by cell the same.

mod packed;
mod table;
mod workbook;

pub use table::{csv, table};
pub use workbook::workbook;

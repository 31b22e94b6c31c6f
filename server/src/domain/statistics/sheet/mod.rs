//! Figures as a file for a program of tables: CSV or XLSX, cell by cell the same.

mod clusters;
mod overview;
mod workbook;

pub use clusters::clusters;
pub use overview::overview;

use super::model::{Content, Export, Format};
use crate::kernel::{Failure, Outcome};
use csv::{Terminator, WriterBuilder};
use std::error::Error;
use time::Date;

/// Without it, programs of tables take Chinese for something else.
const MARK: &str = "\u{feff}";

/// A table of cells. All lines are as long as the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What the sheet is called.
    pub name: &'static str,
    /// Names of the columns.
    pub head: Vec<String>,
    /// So many cells at the front of a line are words; those behind them are numbers, or empty.
    pub words: usize,
    /// The lines.
    pub rows: Vec<Vec<String>>,
}

/// The table as a file of this name, without its ending.
///
/// # Errors
/// A fault, if it can't be written.
pub fn export(table: &Table, format: Format, (name, on): (&str, Date)) -> Outcome<Export> {
    let content = match format {
        Format::Csv => Content::Csv(csv(table).map_err(Failure::fault)?),
        Format::Xlsx => Content::Xlsx(workbook::workbook(table, on).map_err(Failure::fault)?),
    };
    Ok(Export { name: format!("{name}.{}", format.word().to_lowercase()), content })
}

/// The table as CSV, with the mark by which programs of tables know UTF-8.
fn csv(table: &Table) -> Result<String, Box<dyn Error + Send + Sync>> {
    let mut lines = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(MARK.as_bytes().to_vec());
    for line in std::iter::once(&table.head).chain(&table.rows) {
        lines.write_record(line)?;
    }
    Ok(String::from_utf8(lines.into_inner().map_err(|error| error.to_string())?)?)
}

/// What a cell says, so that no program of tables runs it: names come from people.
fn harmless(cell: String) -> String {
    let runs = |first: char| "=+-@\t\r\n＝＋－＠".contains(first);
    if cell.starts_with(runs) { format!("'{cell}") } else { cell }
}

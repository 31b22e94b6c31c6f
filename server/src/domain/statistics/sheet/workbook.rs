//! A table as a workbook (XLSX): one sheet, its head kept in view, words as words and numbers as numbers, no formula.

use super::Table;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use time::Date;

/// The table as a workbook that was made on this day: the same table gives the same bytes all day long.
///
/// # Errors
/// If it has more rows or columns than a workbook can hold.
pub fn workbook(table: &Table, on: Date) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(u16::try_from(on.year()).unwrap_or(1900), u8::from(on.month()), on.day())?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    sheet.set_name(table.name)?.set_freeze_panes(1, 0)?;
    for (row, line) in (0u32..).zip(std::iter::once(&table.head).chain(&table.rows)) {
        for (column, cell) in (0u16..).zip(line).filter(|(_, cell)| !cell.is_empty()) {
            let number = cell.parse::<f64>().ok().filter(|number| number.is_finite());
            // The head is words too. A string is never taken for a formula here.
            match number.filter(|_| row > 0 && usize::from(column) >= table.words) {
                Some(number) => sheet.write_number(row, column, number)?,
                None => sheet.write_string(row, column, cell)?,
            };
        }
    }
    book.save_to_buffer()
}

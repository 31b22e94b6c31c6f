//! Spreadsheets as lines of cells, one after the other: CSV in two encodings, XLSX. A file is read again rather than kept.

mod csv;
#[cfg(test)]
mod fuzz;
mod tables;
#[cfg(test)]
mod tests;
mod xlsx;

pub use tables::{Found, Tables, WITHIN, without_header};

use std::ops::ControlFlow;
use std::sync::Arc;

/// Bytes of a file; more is divided by whoever sends it.
pub const MOST_BYTES: usize = 32 << 20;
/// Rows with something in them; a county publishes 200,000 in years.
pub const MOST_ROWS: u32 = 210_000;
/// Sheets of a workbook that are read.
const MOST_SHEETS: usize = 1_000;
/// Cells of a row that are looked at.
const MOST_COLUMNS: usize = 60;
/// Characters of a cell; what is longer is no cell of a table.
const MOST_IN_CELL: usize = 2_000;

/// What cells say that were merged over rows.
pub const MERGED: &str = "这里的格子和别的行合并了，请拆开，每一行都填上。";

/// One sheet of a file. In the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sheet {
    /// Its place among those that are read, from 0.
    pub at: u16,
    /// Its name; none where the file has no other.
    pub name: Option<Arc<str>>,
}

/// Where a row stands, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// In which sheet.
    pub sheet: Sheet,
    /// Its number, as the program that made the file shows it.
    pub row: u32,
}

impl Spot {
    /// One number for each row of a file: no sheet has more than 2^20 rows.
    #[must_use]
    pub fn number(&self) -> i32 {
        i32::try_from((u32::from(self.sheet.at) << 20).saturating_add(self.row)).unwrap_or(i32::MAX)
    }
}

/// One row with something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The sheet in which it stands.
    pub sheet: Sheet,
    /// Its number as the program that made the file shows it, from 1.
    pub number: u32,
    /// Its cells, the first column first; empty ones at the end may be left out.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// What stands in it: a day as text.
    Text(String),
    /// A number that the file keeps as one: what people type is [`Cell::Text`]. Fifteen digits of it count, as in the program
    /// that made the file.
    Number(String),
    /// A part of cells that were merged over rows; what stands in them, in the first one.
    Merged(Option<String>),
    /// Something that can't be taken; why, as a sentence.
    Wrong(&'static str),
}

/// Why a file is no sheet that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing is in it.
    #[error("这个文件是空的。")]
    Empty,
    /// Too many bytes, or too many once they are unpacked.
    #[error("文件太大，最大 32 MB。请分成几个文件。")]
    Large,
    /// Too many rows.
    #[error("行数太多，一次最多 21 万行。请分成几个文件。")]
    Rows,
    /// Too many sheets.
    #[error("工作表太多，一次最多 1000 张。请分成几个文件。")]
    Sheets,
    /// The old format of Excel.
    #[error("这是旧的 Excel 文件（.xls）。请在 Excel 里另存为 .xlsx，再导入。")]
    Old,
    /// It has a password.
    #[error("这个文件有密码。请去掉密码，再导入。")]
    Locked,
    /// Its letters are in no known encoding.
    #[error("文字的编码不认识。请在 Excel 里另存为 .xlsx，再导入。")]
    Encoding,
    /// It is damaged, or something else.
    #[error("这个文件打不开，可能坏了。请在 Excel 里另存为 .xlsx，再导入。")]
    Broken,
}

/// Reads a file row by row, until `each` has enough. Of a workbook all sheets are read that are not hidden, one after the other.
///
/// # Errors
/// Why it can't be read; what came before was given to `each` already.
pub fn read(bytes: &[u8], each: &mut dyn FnMut(Line) -> ControlFlow<()>) -> Result<(), Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::Large);
    }
    match bytes {
        [] => Err(Unreadable::Empty),
        [b'P', b'K', 3, 4, ..] => xlsx::read(bytes, each),
        // The container of old Excel files, and of new ones with a password.
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(if has_password(bytes) { Unreadable::Locked } else { Unreadable::Old }),
        _ => csv::read(bytes, each),
    }
}

/// Files with a password hold the name of this stream, in two bytes a letter.
fn has_password(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

impl Cell {
    /// What stands in it; none for an empty cell.
    ///
    /// # Errors
    /// Why it can't be taken, as a sentence.
    pub fn said(&self) -> Result<Option<&str>, &'static str> {
        match self {
            Self::Empty => Ok(None),
            Self::Text(text) | Self::Number(text) => Ok(Some(text)),
            Self::Merged(_) => Err(MERGED),
            Self::Wrong(message) => Err(message),
        }
    }

    /// What a label says that stands in it, also where it was merged over rows.
    #[must_use]
    pub fn label(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Merged(Some(text)) => Some(text),
            Self::Empty | Self::Number(_) | Self::Merged(None) | Self::Wrong(_) => None,
        }
    }
}

impl Line {
    /// Where it stands.
    #[must_use]
    pub fn spot(&self) -> Spot {
        Spot { sheet: self.sheet.clone(), row: self.number }
    }

    /// Whether nothing is in it.
    fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| *cell == Cell::Empty)
    }
}

/// A text as a cell.
fn cell(text: &str) -> Cell {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    match text {
        "" => Cell::Empty,
        // Programs of tables take it for a formula, and so would whoever downloads it.
        _ if text.starts_with('=') => Cell::Wrong("这里是公式，请换成算好的值。"),
        _ if text.chars().count() > MOST_IN_CELL => Cell::Wrong("这里的字太多了。"),
        _ => Cell::Text(text.to_owned()),
    }
}

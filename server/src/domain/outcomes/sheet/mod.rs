//! Spreadsheets as lines of cells, one after the other: CSV in two encodings, XLSX. A file is read again rather than kept.

mod csv;
#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod tests;
mod xlsx;

use std::ops::ControlFlow;

/// Bytes of a file; more is divided by whoever sends it.
pub const MOST_BYTES: usize = 32 << 20;
/// Rows with something in them; a county publishes 200,000 in years.
pub const MOST_ROWS: u32 = 210_000;
/// Cells of a row that are looked at.
const MOST_COLUMNS: usize = 60;
/// Characters of a cell; what is longer is no cell of a table.
const MOST_IN_CELL: usize = 2_000;

/// One row with something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
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
    /// What stands in it: a number and a day as text.
    Text(String),
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

/// Reads a file row by row, until `each` has enough.
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

impl Line {
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
        _ if text.len() > MOST_IN_CELL => Cell::Wrong("这里的字太多了。"),
        _ => Cell::Text(text.to_owned()),
    }
}

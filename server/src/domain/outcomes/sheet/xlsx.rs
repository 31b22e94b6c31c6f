//! XLSX: the sheets that are not hidden, cell by cell. What a formula came to is taken; what was merged over rows is not guessed.

use super::{Cell, Line, MOST_COLUMNS, MOST_ROWS, MOST_SHEETS, Sheet, Unreadable, cell};
use calamine::{DataRef, Dimensions, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::{self, Cursor, Read as _};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Bytes of all sheets once they are unpacked; 200,000 rows of twelve cells have 150 MB.
const MOST_OF_SHEETS: u64 = 512 << 20;
/// Bytes of all else once it is unpacked; words that are shared by cells are held in memory.
const MOST_OF_REST: u64 = 64 << 20;
/// The last column that is looked at.
const LAST_COLUMN: u32 = 59;
/// Numbers are kept in eight bytes: of longer ones the last digits are lost already.
const LONGEST_NUMBER: f64 = 1e15;

/// Reads the sheets that are not hidden, row by row.
///
/// # Errors
/// If the file is damaged or too large once it is unpacked, and for too many rows.
pub fn read(bytes: &[u8], each: &mut dyn FnMut(Line) -> ControlFlow<()>) -> Result<(), Unreadable> {
    // The library believes some numbers of the file and counts with them: what breaks it is a broken file, and ends no thread.
    catch_unwind(AssertUnwindSafe(|| read_book(bytes, each))).unwrap_or(Err(Unreadable::Broken))
}

fn read_book(bytes: &[u8], each: &mut dyn FnMut(Line) -> ControlFlow<()>) -> Result<(), Unreadable> {
    must_fit(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| told(&error))?;
    let shown = book.sheets_metadata().iter().filter(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = shown.map(|sheet| sheet.name.clone()).collect();
    if names.is_empty() {
        return Err(Unreadable::Empty);
    }
    if names.len() > MOST_SHEETS {
        return Err(Unreadable::Sheets);
    }
    let mut count = 0;
    for (at, name) in names.iter().enumerate() {
        let shown = (names.len() > 1).then(|| Arc::from(name.as_str()));
        let sheet = Sheet { at: u16::try_from(at).unwrap_or(u16::MAX), name: shown };
        if one(&mut book, (name, sheet), &mut count, each)?.is_break() {
            break;
        }
    }
    Ok(())
}

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads one sheet. `count` counts the rows of all.
fn one(
    book: &mut Book<'_>,
    (name, sheet): (&str, Sheet),
    count: &mut u32,
    each: &mut dyn FnMut(Line) -> ControlFlow<()>,
) -> Result<ControlFlow<()>, Unreadable> {
    let merged = Merged::of(book.merge_cells_by_sheet_name(name).map_err(|error| told(&error))?.into_iter());
    let mut cells = book.worksheet_cells_reader(name).map_err(|error| told(&error))?;
    let mut rows = Rows { sheet, line: None, merged, count };
    while let Some(next) = cells.next_cell_with_formula().map_err(|error| told(&error))? {
        let value = value(&next.value, next.formula.is_some());
        if rows.add(next.pos, value, each)?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    rows.end(each)
}

/// A small file may be a huge one, whatever it says of itself: all is unpacked once, and counted, before anything is kept.
fn must_fit(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut files = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Broken)?;
    let (mut sheets, mut rest) = (MOST_OF_SHEETS, MOST_OF_REST);
    for at in 0..files.len() {
        let file = files.by_index(at).map_err(|_| Unreadable::Broken)?;
        let is_sheet = file.name().map_err(|_| Unreadable::Broken)?.to_ascii_lowercase().contains("worksheets/");
        let room = if is_sheet { &mut sheets } else { &mut rest };
        let size = io::copy(&mut file.take(room.saturating_add(1)), &mut io::sink()).map_err(|_| Unreadable::Broken)?;
        *room = room.checked_sub(size).ok_or(Unreadable::Large)?;
    }
    Ok(())
}

fn told(error: &XlsxError) -> Unreadable {
    if matches!(error, XlsxError::Password) { Unreadable::Locked } else { Unreadable::Broken }
}

fn value(value: &DataRef<'_>, is_formula: bool) -> Cell {
    match value {
        DataRef::Empty if is_formula => Cell::Wrong("这里的公式没有算好的值。请在 Excel 里打开，保存一次，再导入。"),
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(number.to_string()),
        DataRef::Float(number) if number.abs() >= LONGEST_NUMBER => Cell::Wrong("这个数太长，后几位已经丢了。请把这一列设成文本，重新填。"),
        DataRef::Float(number) => Cell::Number(shown(*number)),
        DataRef::String(text) => cell(text),
        DataRef::SharedString(text) => cell(text),
        DataRef::Bool(yes) => Cell::Text(if *yes { "是" } else { "否" }.to_owned()),
        DataRef::DateTime(at) if at.is_datetime() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            Cell::Text(format!("{year:04}-{month:02}-{day:02}"))
        }
        DataRef::DateTimeIso(text) => cell(text.split('T').next().unwrap_or_default()),
        DataRef::DateTime(_) | DataRef::DurationIso(_) => Cell::Wrong("这里是一段时间，不是日期。"),
        DataRef::Error(_) => Cell::Wrong("这里的公式出错了。"),
    }
}

/// Fifteen digits of a number, as the program shows that made the file: what a formula came to has more that mean nothing.
fn shown(number: f64) -> String {
    // The shortest text that reads as the same number: 0.1 stays 0.1.
    format!("{number:.14e}").parse::<f64>().unwrap_or(number).to_string()
}

/// Cells on their way to rows.
struct Rows<'a> {
    sheet: Sheet,
    line: Option<Line>,
    merged: Merged,
    count: &'a mut u32,
}

impl Rows<'_> {
    fn add(
        &mut self,
        (row, column): (u32, u32),
        value: Cell,
        each: &mut dyn FnMut(Line) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, Unreadable> {
        let number = row.saturating_add(1);
        if self.line.as_ref().is_some_and(|line| line.number != number) && self.end(each)?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
        let line = self.line.get_or_insert_with(|| Line { sheet: self.sheet.clone(), number, cells: Vec::new() });
        if value != Cell::Empty {
            put(line, column, value);
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Gives the row that is whole now.
    fn end(&mut self, each: &mut dyn FnMut(Line) -> ControlFlow<()>) -> Result<ControlFlow<()>, Unreadable> {
        let Some(mut line) = self.line.take().filter(|line| !line.is_empty()) else { return Ok(ControlFlow::Continue(())) };
        *self.count += 1;
        if *self.count > MOST_ROWS {
            return Err(Unreadable::Rows);
        }
        for region in self.merged.at(line.number.saturating_sub(1)) {
            for column in region.start.1..=region.end.1.min(LAST_COLUMN) {
                let there = usize::try_from(column).ok().and_then(|at| line.cells.get(at)).and_then(Cell::label).map(str::to_owned);
                put(&mut line, column, Cell::Merged(there));
            }
        }
        Ok(each(line))
    }
}

fn put(line: &mut Line, column: u32, value: Cell) {
    let at = usize::try_from(column).unwrap_or(usize::MAX).min(MOST_COLUMNS);
    let value = if at < MOST_COLUMNS { value } else { Cell::Wrong("这一行的格子太多了。") };
    line.cells.resize(line.cells.len().max(at + 1), Cell::Empty);
    if let Some(cell) = line.cells.get_mut(at) {
        *cell = value;
    }
}

/// Regions over several rows, each looked at while its rows go by. Over columns of one row only the first cell has something.
struct Merged {
    /// To come, the last one first.
    waiting: Vec<Dimensions>,
    active: Vec<Dimensions>,
}

impl Merged {
    fn of(regions: impl Iterator<Item = Dimensions>) -> Self {
        let mut waiting: Vec<Dimensions> = regions.filter(|region| region.start.0 < region.end.0).collect();
        waiting.sort_unstable_by_key(|region| std::cmp::Reverse(region.start.0));
        Self { waiting, active: Vec::new() }
    }

    /// Those that cover a row; rows come in their order.
    fn at(&mut self, row: u32) -> &[Dimensions] {
        while let Some(region) = self.waiting.pop_if(|region| region.start.0 <= row) {
            self.active.push(region);
        }
        self.active.retain(|region| region.end.0 >= row);
        &self.active
    }
}

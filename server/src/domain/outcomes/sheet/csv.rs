//! CSV: UTF-8, UTF-16 or GB18030, with commas, semicolons or tabs between the cells.

use super::{Cell, Line, MOST_COLUMNS, MOST_ROWS, Sheet, Unreadable, cell};
use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, UTF_8};
use std::io::{self, Read};
use std::ops::ControlFlow;

/// Lines by which it is told what divides cells.
const FIRST_LINES: usize = 10;
/// Bytes that are decoded at once.
const PIECE: usize = 16 << 10;

/// Reads a file row by row.
///
/// # Errors
/// For letters in no known encoding, and for too many rows.
pub fn read(bytes: &[u8], each: &mut dyn FnMut(Line) -> ControlFlow<()>) -> Result<(), Unreadable> {
    let encoding = encoding(bytes)?;
    let decoded = Decoded::of(bytes, encoding);
    let divided = if encoding == UTF_8 || encoding == GB18030 { divider(bytes) } else { b'\t' };
    // What stands before the line's end is trimmed with the cell; so each row ends where its last line does.
    let mut builder = ::csv::ReaderBuilder::new();
    let builder = builder.has_headers(false).flexible(true).delimiter(divided).terminator(::csv::Terminator::Any(b'\n'));
    let mut lines = builder.from_reader(decoded);
    let mut record = ::csv::StringRecord::new();
    let (mut rows, mut inside) = (0, 0_usize);
    while lines.read_record(&mut record).map_err(|_| Unreadable::Encoding)? {
        // Rows as programs of tables count them: an empty line is one, and lines within a cell are none.
        let breaks = record.iter().map(|text| text.matches('\n').count()).sum::<usize>();
        // A quote that nobody closed swallows the last line's end, which ends a row all the same.
        let is_open =
            record.iter().next_back().is_some_and(|text| text.ends_with('\n')) && lines.get_ref().ends_open(lines.position().byte());
        inside += if is_open { breaks.saturating_sub(1) } else { breaks };
        let ended = usize::try_from(lines.position().line()).unwrap_or(usize::MAX).saturating_sub(1);
        let number = u32::try_from(ended.saturating_sub(inside)).unwrap_or(u32::MAX);
        let line = Line { sheet: Sheet::default(), number, cells: cells(&record) };
        if line.is_empty() {
            continue;
        }
        rows += 1;
        if rows > MOST_ROWS {
            return Err(Unreadable::Rows);
        }
        if each(line).is_break() {
            break;
        }
    }
    Ok(())
}

/// The letters of a file. No table has bytes that are no letters: such a file is a picture, or a program.
fn encoding(bytes: &[u8]) -> Result<&'static Encoding, Unreadable> {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) => Ok(encoding),
        None if bytes.contains(&0) => Err(Unreadable::Broken),
        None if std::str::from_utf8(bytes).is_ok() => Ok(UTF_8),
        None => Ok(GB18030),
    }
}

fn cells(record: &::csv::StringRecord) -> Vec<Cell> {
    let mut all: Vec<Cell> = record.iter().take(MOST_COLUMNS).map(cell).collect();
    if record.iter().skip(MOST_COLUMNS).any(|text| !text.trim().is_empty()) {
        all.push(Cell::Wrong("这一行的格子太多了。"));
    }
    all
}

/// What divides the cells of the first lines: a table has as many in each. A heading above has none, and a comma in an amount is
/// not in every line. None of these bytes is part of a letter, in either encoding.
fn divider(bytes: &[u8]) -> u8 {
    let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).filter(|line| !line.is_empty()).take(FIRST_LINES);
    let lines: Vec<&[u8]> = lines.collect();
    let score = |divider: u8| {
        let counts = lines.iter().map(|line| line.split(|byte| *byte == divider).count() - 1);
        let counts: Vec<usize> = counts.collect();
        counts.iter().map(|count| count * counts.iter().filter(|other| *other == count).count()).max().unwrap_or_default()
    };
    [b',', b'\t', b';'].into_iter().max_by_key(|divider| (score(*divider), *divider == b',')).unwrap_or(b',')
}

/// Bytes of another encoding, read as UTF-8 piece by piece.
struct Decoded<'a> {
    decoder: Decoder,
    rest: &'a [u8],
    ready: String,
    given: usize,
    /// All that was given so far.
    total: u64,
    is_old: bool,
    is_over: bool,
    /// Whether the last cell ends with a line's end and the quote that closes it.
    is_closed: bool,
}

impl Read for Decoded<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given >= self.ready.len() && !self.is_over {
            self.decode()?;
        }
        let left = self.ready.as_bytes().get(self.given..).unwrap_or_default();
        let count = left.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..count), left.get(..count)) {
            to.copy_from_slice(from);
        }
        self.given += count;
        self.total += u64::try_from(count).unwrap_or(u64::MAX);
        Ok(count)
    }
}

impl<'a> Decoded<'a> {
    fn of(bytes: &'a [u8], encoding: &'static Encoding) -> Self {
        Self {
            decoder: encoding.new_decoder(),
            rest: bytes,
            ready: String::new(),
            given: 0,
            total: 0,
            // Old programs ended lines with a carriage return alone.
            is_old: !bytes.contains(&b'\n'),
            is_over: false,
            is_closed: false,
        }
    }

    /// Whether a row that ends at this byte is the last one and reaches into the end that was put behind the file.
    fn ends_open(&self, byte: u64) -> bool {
        self.is_over && self.given >= self.ready.len() && self.total == byte && !self.is_closed
    }

    fn decode(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.ready.reserve(4 * PIECE);
        self.given = 0;
        let (piece, is_last) = match self.rest.get(..PIECE) {
            Some(piece) if self.rest.len() > PIECE => (piece, false),
            _ => (self.rest, true),
        };
        let (result, read, has_errors) = self.decoder.decode_to_string(piece, &mut self.ready, is_last);
        if has_errors {
            return Err(io::Error::from(io::ErrorKind::InvalidData));
        }
        self.rest = self.rest.get(read..).unwrap_or_default();
        self.is_over = is_last && result == CoderResult::InputEmpty;
        if self.is_old {
            self.ready = self.ready.replace('\r', "\n");
        }
        if self.is_over {
            self.is_closed = self.ready.ends_with("\n\"");
            self.ready.push('\n');
        }
        Ok(())
    }
}

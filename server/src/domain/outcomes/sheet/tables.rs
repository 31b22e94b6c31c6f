//! Tables in a file, one a sheet: each begins below a header, which stands among its first rows.

use super::{Line, Sheet};

/// Rows of a sheet among which its header must stand.
pub const WITHIN: usize = 10;

/// What a row is while the header is sought.
#[derive(Debug)]
pub enum Found<H> {
    /// No header.
    No,
    /// One that can't be used; what is wrong was noted. Rows below it are left alone.
    Faulty,
    /// The header.
    Header(H),
}

/// How far a sheet was read.
#[derive(Debug)]
enum State<H> {
    Sought { seen: usize },
    Given,
    Found(H),
}

/// Tables on the way: where the next row stands.
#[derive(Debug)]
pub struct Tables<H> {
    sheet: Option<Sheet>,
    state: State<H>,
    without: Vec<Sheet>,
    has_any: bool,
}

impl<H> Default for Tables<H> {
    fn default() -> Self {
        Self { sheet: None, state: State::Sought { seen: 0 }, without: Vec::new(), has_any: false }
    }
}

impl<H> Tables<H> {
    /// The header above a row; none for what stands in front, for the header itself and below one that can't be used.
    pub fn above(&mut self, line: &Line, find: impl FnOnce(&Line) -> Found<H>) -> Option<&H> {
        if self.sheet.as_ref() != Some(&line.sheet) {
            self.leave();
            (self.sheet, self.state) = (Some(line.sheet.clone()), State::Sought { seen: 0 });
        }
        if let State::Sought { seen } = self.state {
            if seen >= WITHIN {
                return None;
            }
            self.state = match find(line) {
                Found::No => State::Sought { seen: seen + 1 },
                Found::Faulty => State::Given,
                Found::Header(header) => State::Found(header),
            };
            self.has_any |= !matches!(self.state, State::Sought { .. });
            return None;
        }
        if let State::Found(header) = &self.state { Some(header) } else { None }
    }

    fn leave(&mut self) {
        if matches!(self.state, State::Sought { .. }) {
            self.without.extend(self.sheet.take());
        }
    }

    /// Once all is read: whether there was a header, and which sheets have rows and none.
    pub fn end(mut self) -> (bool, Vec<Sheet>) {
        self.leave();
        (self.has_any, self.without)
    }
}

/// What is said of sheets that have rows and no header, while others have one.
#[must_use]
pub fn without_header(sheets: &[Sheet]) -> String {
    let names: Vec<&str> = sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect();
    format!("这些工作表里有内容，却没有找到表头：{}。请补上表头；不用的请删掉或者隐藏，再导入。", names.join("、"))
}

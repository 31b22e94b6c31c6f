//! Pure rules: how a name and four digits are written, what a row of a list says, how often one may guess.

use crate::domain::outcomes::sheet::{Cell, Found, Line, Spot, Tables, without_header};
use crate::domain::outcomes::{MERGED_HEADER, day, fen, rounded};
use std::collections::HashSet;
use time::Date;
use unicode_normalization::UnicodeNormalization as _;

/// Guesses of one phone in a day, and on one name.
pub const GUESSES: i32 = 5;
/// Rows of one list; a town has no more households.
pub const MOST_ROWS: usize = 30_000;
/// Dots within a name, as phones and programs of tables write them; the first one is the one that is kept.
const DOTS: [char; 9] = ['·', '.', '・', '•', '‧', '∙', '⋅', '｡', '。'];
/// Dots that were kept as they were typed, before all became one.
const FORMER_DOTS: [&str; 2] = [".", "・"];

/// A name as it is compared: without gaps, in one form, with one kind of dot.
#[must_use]
pub fn bare(name: &str) -> Option<String> {
    let one = |c: char| if DOTS.contains(&c) { '·' } else { c };
    let name: String = name.nfkc().filter(|c| !c.is_whitespace() && !c.is_control()).map(one).collect();
    ((2..=30).contains(&name.chars().count()) && name.chars().all(|c| c.is_alphabetic() || c == '·')).then_some(name)
}

/// The forms in which a bare name may stand in lists that were given before all dots became one; itself first.
#[must_use]
pub fn forms(name: &str) -> Vec<String> {
    let former = FORMER_DOTS.iter().filter(|_| name.contains('·')).map(|dot| name.replace('·', dot));
    std::iter::once(name.to_owned()).chain(former).collect()
}

/// The last four digits of a card's number, of a whole number or of what was typed.
#[must_use]
pub fn last_four(typed: &str) -> Option<String> {
    let plain: String = typed.nfkc().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let is_number = |text: &str| text.bytes().enumerate().all(|(at, b)| b.is_ascii_digit() || b == b'X' && at + 1 == text.len());
    let known = matches!(plain.len(), 4 | 15 | 18) && plain.is_ascii() && is_number(&plain);
    known.then(|| plain.get(plain.len() - 4..).map(str::to_owned)).flatten()
}

/// What was paid to one household.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Paid {
    /// Its name, bare.
    pub name: String,
    /// The last four digits of its card.
    pub last_four: String,
    /// Fen.
    pub amount: i64,
    /// The day on which it was paid.
    pub paid_on: Option<Date>,
}

/// What is wrong with a row: where it stands, the column, a sentence.
pub type Wrong = (Spot, Option<&'static str>, String);

const NAME: &str = "姓名";
const CARD: &str = "证件号码";
const LAST_FOUR: &str = "证件后四位";
const AMOUNT: &str = "金额";
const DAY: &str = "日期";
const LABELS: [&str; 5] = [NAME, CARD, LAST_FOUR, AMOUNT, DAY];

/// Which label stands above which cell.
type Header = Vec<Option<&'static str>>;

/// Rows of a list as they are read.
#[derive(Debug, Default)]
pub struct Rows {
    tables: Tables<Header>,
    seen: HashSet<Paid>,
    count: usize,
    /// What was paid.
    pub paid: Vec<Paid>,
    /// What is wrong.
    pub wrong: Vec<Wrong>,
}

impl Rows {
    /// Takes the next row; false once there are too many.
    pub fn take(&mut self, line: &Line) -> bool {
        let wrong = &mut self.wrong;
        let Some(header) = self.tables.above(line, |line| head(line, wrong)) else { return true };
        match paid(line, header) {
            Ok(paid) if self.seen.insert(paid.clone()) => self.paid.push(paid),
            Ok(_) => self.wrong.push((line.spot(), None, "和前面的一行一模一样。".to_owned())),
            Err(wrong) => self.wrong.extend(wrong),
        }
        self.count += 1;
        self.count <= MOST_ROWS
    }

    /// Once all is read: whether there was a header. Sheets without one are told.
    pub fn end(&mut self) -> bool {
        let (has_header, without) = std::mem::take(&mut self.tables).end();
        if let Some(first) = without.first().filter(|_| has_header) {
            self.wrong.push((Spot { sheet: first.clone(), row: 1 }, None, without_header(&without)));
        }
        self.wrong.sort();
        has_header
    }
}

fn head(line: &Line, wrong: &mut Vec<Wrong>) -> Found<Header> {
    let label = |cell: &Cell| {
        let text: String = cell.label()?.chars().filter(|c| !c.is_whitespace() && *c != '*').collect();
        LABELS.into_iter().find(|label| *label == text)
    };
    let found: Header = line.cells.iter().map(label).collect();
    if line.cells.iter().zip(&found).any(|(cell, label)| matches!(cell, Cell::Merged(_)) && label.is_some()) {
        wrong.push((line.spot(), None, MERGED_HEADER.to_owned()));
        return Found::Faulty;
    }
    let has = |label: &'static str| found.contains(&Some(label));
    if has(NAME) && has(AMOUNT) && (has(CARD) || has(LAST_FOUR)) { Found::Header(found) } else { Found::No }
}

/// Cells of a row by their label. What can't be taken is told once, with its own reason.
struct Cells<'a> {
    line: &'a Line,
    header: &'a [Option<&'static str>],
    wrong: Vec<Wrong>,
}

impl<'a> Cells<'a> {
    fn cell(&self, label: &'static str) -> Option<&'a Cell> {
        self.line.cells.get(self.header.iter().position(|one| *one == Some(label))?)
    }

    /// What was read of a cell; none if nothing can be, which is told.
    fn read<T>(&mut self, label: &'static str, missing: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let cell = self.cell(label);
        let text = match cell.map(Cell::said) {
            Some(Err(message)) => return self.told(label, message),
            Some(Ok(text)) => text.unwrap_or_default(),
            None => "",
        };
        match read(text) {
            Some(value) => Some(value),
            None => self.told(label, missing),
        }
    }

    fn told<T>(&mut self, label: &'static str, message: &str) -> Option<T> {
        self.wrong.push((self.line.spot(), Some(label), message.to_owned()));
        None
    }
}

fn paid(line: &Line, header: &[Option<&'static str>]) -> Result<Paid, Vec<Wrong>> {
    let mut cells = Cells { line, header, wrong: Vec::new() };
    let name = cells.read(NAME, "这里要填户主的姓名，2 到 30 个字。", bare);
    // The whole number counts where both are there.
    let has_card = cells.cell(CARD).is_some_and(|cell| *cell != Cell::Empty) || !header.contains(&Some(LAST_FOUR));
    let card = cells.read(if has_card { CARD } else { LAST_FOUR }, "这里要填证件号码，或者它的后四位。", last_four);
    let is_reckoned = matches!(cells.cell(AMOUNT), Some(Cell::Number(_)));
    let amount = cells.read(AMOUNT, "不是金额，请按元来写，如 1840 或 1840.50。", |text| {
        let text = if is_reckoned { rounded(text) } else { text.to_owned() };
        fen(&text).filter(|fen| *fen > 0)
    });
    let paid_on = cells.read(DAY, "不是日期，请写成 2026-03-01。", |text| if text.is_empty() { Some(None) } else { day(text).map(Some) });
    match (name, card, amount, paid_on) {
        (Some(name), Some(last_four), Some(amount), Some(paid_on)) => Ok(Paid { name, last_four, amount, paid_on }),
        _ => Err(cells.wrong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::outcomes::sheet::{MERGED, Sheet};
    use time::macros::date;

    #[test]
    fn a_name_and_four_digits_have_one_form() {
        assert_eq!(bare(" 王 大山 ").as_deref(), Some("王大山"));
        for dot in ['·', '.', '・', '•', '･', '．', '‧'] {
            assert_eq!(bare(&format!("买买提{dot}艾力")).as_deref(), Some("买买提·艾力"), "{dot}");
        }
        assert_eq!((forms("王大山").len(), forms("买买提·艾力")[1].as_str()), (1, "买买提.艾力"));
        for none in ["", "王", "王大山1", "王,山"] {
            assert_eq!(bare(none), None, "{none}");
        }
        assert_eq!(last_four("51082419680101123x").as_deref(), Some("123X"));
        assert_eq!(last_four("１２３４").as_deref(), Some("1234"));
        for none in ["", "123", "12345", "12X4", "abcd", "5108241968010112345"] {
            assert_eq!(last_four(none), None, "{none}");
        }
    }

    fn line(number: u32, cells: &[&str]) -> Line {
        Line {
            sheet: Sheet::default(),
            number,
            cells: cells.iter().map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).to_owned()) }).collect(),
        }
    }

    #[test]
    fn a_list_is_read_below_its_header() {
        let mut rows = Rows::default();
        for line in [
            line(1, &["2026年耕地地力保护补贴"]),
            line(2, &["序号", "姓名", "证件号码", "金额", "日期"]),
            line(3, &["1", "王大山", "510824196801011234", "1,200.5", "2026/3/1"]),
            line(4, &["2", "", "12", "多", "三月"]),
        ] {
            assert!(rows.take(&line));
        }
        let (name, last_four) = ("王大山".to_owned(), "1234".to_owned());
        assert_eq!(rows.paid, [Paid { name, last_four, amount: 120_050, paid_on: Some(date!(2026 - 03 - 01)) }]);
        let columns: Vec<_> = rows.wrong.iter().map(|(spot, column, _)| (spot.row, column.unwrap())).collect();
        assert_eq!(columns, [(4, NAME), (4, CARD), (4, AMOUNT), (4, DAY)]);
        assert!(rows.end());
    }

    /// A row below the usual header, with this cell in place of one of its own.
    fn told(place: usize, cell: Cell) -> Vec<(Option<&'static str>, String)> {
        let mut rows = Rows::default();
        rows.take(&line(1, &["姓名", "证件号码", "金额", "日期"]));
        let mut row = line(2, &["王大山", "510824196801011234", "30", "2026-03-01"]);
        row.cells[place] = cell;
        rows.take(&row);
        rows.wrong.into_iter().map(|(_, column, message)| (column, message)).collect()
    }

    #[test]
    fn a_cell_that_can_not_be_taken_says_why() {
        assert_eq!(told(3, Cell::Wrong("这里的公式出错了。")), [(Some(DAY), "这里的公式出错了。".to_owned())]);
        assert_eq!(told(1, Cell::Wrong("这个数太长。")), [(Some(CARD), "这个数太长。".to_owned())]);
        assert_eq!(told(0, Cell::Merged(None)), [(Some(NAME), MERGED.to_owned())]);
        assert_eq!(told(3, Cell::Empty), []);
        assert_eq!(told(2, Cell::Number("30.000000000000004".to_owned())), []);
        assert_eq!(told(2, Cell::Text("30.000000000000004".to_owned())).len(), 1, "typed so");
    }

    #[test]
    fn the_same_row_counts_once_and_a_header_stands_in_one_row() {
        let mut rows = Rows::default();
        for at in 1..=3 {
            rows.take(&line(at, if at == 1 { &["姓名", "证件后四位", "金额"] } else { &["王大山", "1234", "80"] }));
        }
        assert_eq!((rows.paid.len(), rows.wrong.len()), (1, 1));
        let mut rows = Rows::default();
        let mut head = line(2, &["", "证件号码", "金额"]);
        head.cells[0] = Cell::Merged(Some("姓名".to_owned()));
        rows.take(&head);
        assert_eq!(rows.wrong, [(head.spot(), None, MERGED_HEADER.to_owned())]);
    }
}

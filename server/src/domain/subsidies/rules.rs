//! Pure rules: how a name and four digits are written, what a row of a list says, how often one may guess.

use crate::domain::outcomes::sheet::{Cell, Line};
use crate::domain::outcomes::{day, fen};
use time::Date;
use unicode_normalization::UnicodeNormalization as _;

/// Guesses of one phone in a day, and on one name.
pub const GUESSES: i32 = 5;
/// Rows of one list; a town has no more households.
pub const MOST_ROWS: usize = 30_000;
/// Rows among which the header must stand.
const WITHIN: usize = 10;

/// A name as it is compared: without gaps, in one form.
#[must_use]
pub fn bare(name: &str) -> Option<String> {
    let name: String = name.nfkc().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    ((2..=30).contains(&name.chars().count()) && name.chars().all(|c| c.is_alphabetic() || matches!(c, '·' | '.' | '・'))).then_some(name)
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
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// What is wrong with a row: its number, the column, a sentence.
pub type Wrong = (u32, Option<&'static str>, String);

const NAME: &str = "姓名";
const CARD: &str = "证件号码";
const LAST_FOUR: &str = "证件后四位";
const AMOUNT: &str = "金额";
const DAY: &str = "日期";
const LABELS: [&str; 5] = [NAME, CARD, LAST_FOUR, AMOUNT, DAY];

/// Rows of a list as they are read.
#[derive(Debug, Default)]
pub struct Rows {
    header: Option<Vec<Option<&'static str>>>,
    before: usize,
    count: usize,
    /// What was paid.
    pub paid: Vec<Paid>,
    /// What is wrong.
    pub wrong: Vec<Wrong>,
}

impl Rows {
    /// Takes the next row; false once there are too many.
    pub fn take(&mut self, line: &Line) -> bool {
        let Some(header) = self.header.clone() else {
            self.before += 1;
            self.header = header(line);
            return self.header.is_some() || self.before < WITHIN;
        };
        match paid(line, &header) {
            Ok(paid) => self.paid.push(paid),
            Err(wrong) => self.wrong.extend(wrong),
        }
        self.count += 1;
        self.count <= MOST_ROWS
    }

    /// Whether the header was found.
    #[must_use]
    pub const fn has_header(&self) -> bool {
        self.header.is_some()
    }
}

/// Which label stands above which cell; none for a row that is no header.
fn header(line: &Line) -> Option<Vec<Option<&'static str>>> {
    let label = |cell: &Cell| {
        let Cell::Text(text) = cell else { return None };
        let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '*').collect();
        LABELS.into_iter().find(|label| *label == text)
    };
    let found: Vec<_> = line.cells.iter().map(label).collect();
    let has = |label: &'static str| found.contains(&Some(label));
    (has(NAME) && has(AMOUNT) && (has(CARD) || has(LAST_FOUR))).then_some(found)
}

fn paid(line: &Line, header: &[Option<&'static str>]) -> Result<Paid, Vec<Wrong>> {
    let mut wrong: Vec<Wrong> = Vec::new();
    let text = |label: &str| {
        let at = header.iter().position(|one| *one == Some(label))?;
        match line.cells.get(at) {
            Some(Cell::Text(text)) => Some(text.as_str()),
            _ => None,
        }
    };
    let mut need = |label: &'static str, message: &str| wrong.push((line.number, Some(label), message.to_owned()));
    let name = text(NAME).and_then(bare);
    if name.is_none() {
        need(NAME, "这里要填户主的姓名，2 到 30 个字。");
    }
    let card = text(CARD).or_else(|| text(LAST_FOUR)).and_then(last_four);
    if card.is_none() {
        need(CARD, "这里要填证件号码，或者它的后四位。");
    }
    let amount = text(AMOUNT).and_then(fen).filter(|fen| *fen > 0);
    if amount.is_none() {
        need(AMOUNT, "不是金额，请按元来写，如 1840 或 1840.50。");
    }
    let paid_on = text(DAY).map(day);
    if paid_on == Some(None) {
        need(DAY, "不是日期，请写成 2026-03-01。");
    }
    match (name, card, amount) {
        (Some(name), Some(last_four), Some(amount)) if wrong.is_empty() => Ok(Paid { name, last_four, amount, paid_on: paid_on.flatten() }),
        _ => Err(wrong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_name_and_four_digits_have_one_form() {
        assert_eq!(bare(" 王 大山 ").as_deref(), Some("王大山"));
        assert_eq!(bare("买买提·艾力").as_deref(), Some("买买提·艾力"));
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
        let columns: Vec<_> = rows.wrong.iter().map(|(row, column, _)| (*row, column.unwrap())).collect();
        assert_eq!(columns, [(4, NAME), (4, CARD), (4, AMOUNT), (4, DAY)]);
    }
}

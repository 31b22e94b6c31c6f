//! One cell: what people type, read by its column, in its one form.

use super::forbidden;
use super::masking::masked;
use crate::domain::outcomes::model::{Column, ColumnKind};
use crate::kernel::text::{Bounds, clean};
use time::{Date, Month};
use unicode_normalization::UnicodeNormalization as _;

const TEXT: Bounds = Bounds { min: 0, max: 500 };
/// Digits before the point; more is no number of this world.
const MOST_DIGITS: usize = 12;

/// A cell that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The value; none for an empty cell.
    pub value: Option<String>,
    /// Days of birth that stood in it.
    pub births: Vec<Date>,
}

/// Reads a cell.
///
/// # Errors
/// A sentence that says what is wrong; it does not repeat the cell.
pub fn read(column: &Column, raw: &str, tells_of_a_person: bool) -> Result<Read, String> {
    let text = clean("values", raw, TEXT).map_err(|error| error.message)?;
    if text.is_empty() {
        return if column.is_required { Err("这里还没有填。".to_owned()) } else { Ok(Read { value: None, births: Vec::new() }) };
    }
    let masked = masked(&text);
    if is_of_somebody(column.kind, &text, masked.is_changed) {
        return Err("这里像是证件、手机或银行卡的号码，不能放在这一列。".to_owned());
    }
    let value = match column.kind {
        ColumnKind::Text => masked.text,
        ColumnKind::Number => number(&text, 6).ok_or("不是数字，请写成 12 或 12.5。")?,
        ColumnKind::Money => money(&text).ok_or("不是金额，请按元来写，如 1840 或 1840.50。")?,
        ColumnKind::Date => day(&text).ok_or("不是日期，请写成 2026-03-01。")?.to_string(),
        ColumnKind::Choice => chosen(column, &text)?,
    };
    if let Some(told) = forbidden::in_text(&value).filter(|_| tells_of_a_person) {
        return Err(format!("这里{}。", told.words()));
    }
    Ok(Read { value: Some(value), births: masked.births })
}

/// Whether a column that is no text has a number of somebody. What stands before a point is a number by itself.
fn is_of_somebody(kind: ColumnKind, text: &str, is_masked: bool) -> bool {
    match kind {
        ColumnKind::Text => false,
        ColumnKind::Number | ColumnKind::Money => plain(text).split('.').next().is_some_and(|whole| masked(whole).is_changed),
        ColumnKind::Date | ColumnKind::Choice => is_masked,
    }
}

fn chosen(column: &Column, text: &str) -> Result<String, String> {
    let found = column.choices.iter().find(|choice| *choice == text);
    found.cloned().ok_or_else(|| format!("能填的是：{}。", column.choices.join("、")))
}

/// Wide digits become narrow, gaps and separators of thousands go.
fn plain(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace() && *c != ',' && *c != '，').collect()
}

/// A decimal number without needless noughts; none for anything else.
fn number(text: &str, decimals: usize) -> Option<String> {
    let text = plain(text);
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !is_digits(whole) || !is_digits(rest) {
        return None;
    }
    let (whole, rest) = (whole.trim_start_matches('0'), rest.trim_end_matches('0'));
    if whole.len() > MOST_DIGITS || rest.len() > decimals {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { whole };
    let value = if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") };
    Some(if value == "0" { value } else { format!("{sign}{value}") })
}

/// Yuan with two decimals.
fn money(text: &str) -> Option<String> {
    let text = plain(text);
    let text = text.trim_start_matches(['¥', '￥']).trim_end_matches('元');
    let value = number(text, 2)?;
    Some(match value.split_once('.') {
        None => format!("{value}.00"),
        Some((_, rest)) if rest.len() == 1 => format!("{value}0"),
        Some(_) => value,
    })
}

/// What a formula came to, in whole fen, as tables show it: halves go up, whatever the sign.
#[must_use]
pub fn rounded(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let Some((whole, rest)) = digits.split_once('.').filter(|(_, rest)| rest.len() > 2) else { return number.to_owned() };
    let (kept, behind) = (rest.get(..2).unwrap_or_default(), rest.get(2..).unwrap_or_default());
    let Ok(fen) = format!("{whole}{kept}").parse::<u64>() else { return number.to_owned() };
    let fen = fen.saturating_add(u64::from(behind.starts_with(['5', '6', '7', '8', '9'])));
    format!("{sign}{}.{:02}", fen / 100, fen % 100)
}

/// Fen of an amount as people type it.
pub fn fen(text: &str) -> Option<i64> {
    let value = money(text)?;
    let (sign, digits) = value.strip_prefix('-').map_or((1, value.as_str()), |digits| (-1, digits));
    let (yuan, cents) = digits.split_once('.')?;
    Some(sign * (yuan.parse::<i64>().ok()? * 100 + cents.parse::<i64>().ok()?))
}

/// A day in one of five shapes: 2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日, 20260301.
pub fn day(text: &str) -> Option<Date> {
    let text: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let text = text.trim_end_matches(['日', '号']);
    let parts: Vec<&str> = match text {
        _ if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) => vec![text.get(..4)?, text.get(4..6)?, text.get(6..)?],
        _ => text.split(['-', '/', '.', '年', '月']).collect(),
    };
    let [year, month, day] = parts.as_slice() else { return None };
    let number = |part: &str, most: usize| -> Option<u16> {
        (!part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
    };
    let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    let found = Date::from_calendar_date(year.into(), month, u8::try_from(day).ok()?).ok()?;
    (1900..=2200).contains(&found.year()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn column(kind: ColumnKind) -> Column {
        let choices = vec!["A 类".to_owned(), "B 类".to_owned()];
        let (key, label) = ("a".to_owned(), "甲".to_owned());
        Column { key, label, kind, is_required: false, is_personal: false, is_searched: false, choices }
    }

    fn value(kind: ColumnKind, raw: &str) -> Result<Option<String>, String> {
        read(&column(kind), raw, true).map(|read| read.value)
    }

    #[test]
    fn numbers_and_yuan_have_one_form() {
        for (raw, expected) in
            [("12", "12"), ("１２.50", "12.5"), ("1,234", "1234"), ("-0.0", "0"), ("007", "7"), (" 3 . 5 ", "3.5"), ("0", "0")]
        {
            assert_eq!(value(ColumnKind::Number, raw), Ok(Some(expected.to_owned())), "{raw}");
        }
        for (raw, expected) in [("1840", "1840.00"), ("￥1,840.5元", "1840.50"), ("-20.05", "-20.05"), ("0", "0.00")] {
            assert_eq!(value(ColumnKind::Money, raw), Ok(Some(expected.to_owned())), "{raw}");
        }
        for wrong in ["", ".", "1.", "a", "1e3", "1.2.3", "--1", "一百", "1234567890123", "NaN"] {
            assert_eq!(number(wrong, 6), None, "{wrong}");
        }
        assert_eq!(money("1.005"), None);
        assert_eq!((fen("1,840.5"), fen("-20.05"), fen("一百")), (Some(184_050), Some(-2_005), None));
    }

    #[test]
    fn what_a_formula_came_to_is_rounded_to_fen() {
        for (number, expected) in [
            ("624.12", "624.12"),
            ("333.333333333333", "333.33"),
            ("1.005", "1.01"),
            ("-0.995", "-1.00"),
            ("520", "520"),
            ("a.bcd", "a.bcd"),
        ] {
            assert_eq!(rounded(number), expected, "{number}");
        }
    }

    #[test]
    fn what_stands_behind_a_point_belongs_to_no_number_of_somebody() {
        for kind in [ColumnKind::Number, ColumnKind::Money] {
            let told = value(kind, "624.1200000000001").unwrap_err();
            assert!(!told.contains("号码"), "{told}");
            for number in ["13912345678", "13912345678.00", "139 1234 5678", "-13912345678", "510824196801011234"] {
                assert!(value(kind, number).unwrap_err().contains("号码"), "{number}");
            }
        }
        assert_eq!(value(ColumnKind::Number, "333.333333"), Ok(Some("333.333333".to_owned())));
    }

    #[test]
    fn days_come_in_five_shapes() {
        for text in ["2026-03-01", "2026/3/1", "2026.3.1", "2026年3月1日", "20260301", "２０２６-０３-０１", " 2026年 3月 1号"]
        {
            assert_eq!(day(text), Some(date!(2026 - 03 - 01)), "{text}");
        }
        for text in ["", "2026-02-30", "2026-13-01", "26-3-1", "2026年3月", "202631", "1899-12-31", "2201-01-01", "今天", "2026-03-01-02"]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_cell_is_masked_or_refused() {
        let read = read(&column(ColumnKind::Text), "王大山 510824196801011234", false).unwrap();
        assert_eq!(read.value.as_deref(), Some("王大山 510824************"));
        assert_eq!(read.births, [date!(1968 - 01 - 01)]);
        for kind in [ColumnKind::Number, ColumnKind::Money, ColumnKind::Choice] {
            assert!(value(kind, "13912345678").is_err());
        }
        assert_eq!(value(ColumnKind::Choice, "B 类"), Ok(Some("B 类".to_owned())));
        assert_eq!(value(ColumnKind::Choice, "丙类"), Err("能填的是：A 类、B 类。".to_owned()));
        assert!(value(ColumnKind::Text, "因病致贫").is_err());
        assert_eq!(value(ColumnKind::Text, "  "), Ok(None));
    }
}

//! A whole row: each cell by its column, and nothing personal where everybody reads it for ever.

use super::cells::{self, Read};
use super::forbidden::in_text;
use super::masking::masked;
use crate::domain::outcomes::model::{Column, ColumnKind, Values};
use crate::kernel::grams::pairs;
use crate::kernel::text::{Bounds, line};
use std::collections::{BTreeMap, BTreeSet};
use time::Date;

const TITLE: Bounds = Bounds { min: 4, max: 80 };

/// What is wrong with one cell, or with the row as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The column's label; none if it is the title or the row.
    pub label: Option<String>,
    /// Whether it is the title.
    pub is_title: bool,
    /// What is wrong, as a sentence.
    pub message: String,
}

/// A row that may be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What it is, in a line.
    pub title: String,
    /// Values that stay public.
    pub open: Values,
    /// Values that are public until the term is over.
    pub personal: Values,
}

/// Checks a row. `values` may leave out what need not be filled; what is no column of the kind is refused.
///
/// # Errors
/// All that is wrong with it.
pub fn check(columns: &[Column], (title, values): (&str, &BTreeMap<String, String>), today: Date) -> Result<Checked, Vec<Fault>> {
    let mut faults: Vec<Fault> = unknown(columns, values);
    let tells_of_a_person =
        columns.iter().any(|column| column.is_personal && values.get(&column.key).is_some_and(|raw| !raw.trim().is_empty()));
    let (mut open, mut personal) = (Values::new(), Values::new());
    for column in columns {
        match cells::read(column, values.get(&column.key).map_or("", String::as_str), tells_of_a_person) {
            Ok(Read { births, .. }) if births.iter().any(|birth| is_minor(*birth, today)) => {
                faults.push(of(column, "这里的证件号码是未成年人的，按法律不能公开。"));
            }
            Ok(Read { value: Some(value), .. }) => {
                let into = if column.is_personal { &mut personal } else { &mut open };
                into.insert(column.key.clone(), value);
            }
            Ok(_) => {}
            Err(message) => faults.push(of(column, message)),
        }
    }
    let title = checked_title(title, (tells_of_a_person, today), &mut faults);
    faults.extend(leaks(columns, (title.as_str(), &open), &personal));
    if faults.is_empty() { Ok(Checked { title, open, personal }) } else { Err(faults) }
}

fn of(column: &Column, message: impl Into<String>) -> Fault {
    Fault { label: Some(column.label.clone()), is_title: false, message: message.into() }
}

fn of_title(message: impl Into<String>) -> Fault {
    Fault { label: None, is_title: true, message: message.into() }
}

fn unknown(columns: &[Column], values: &BTreeMap<String, String>) -> Vec<Fault> {
    let is_known = |key: &String| columns.iter().any(|column| column.key == *key);
    let wrong = values.keys().find(|key| !is_known(key));
    let fault = wrong.map(|_| Fault {
        label: None, is_title: false, message: "有一列不是这一类结果的，请重新打开这一页。".to_owned()
    });
    fault.into_iter().collect()
}

fn checked_title(title: &str, (tells_of_a_person, today): (bool, Date), faults: &mut Vec<Fault>) -> String {
    match line("title", title, TITLE) {
        Ok(title) => {
            let masked = masked(&title);
            if masked.births.iter().any(|birth| is_minor(*birth, today)) {
                faults.push(of_title("标题里的证件号码是未成年人的，按法律不能公开。"));
            }
            // The row names somebody: what its title says, it says of him.
            if let Some(told) = in_text(&masked.text).filter(|_| tells_of_a_person) {
                faults.push(of_title(format!("标题{}。", told.words())));
            }
            masked.text
        }
        Err(error) => {
            faults.push(of_title(error.message));
            String::new()
        }
    }
}

/// A title or an open column that says what a personal one says.
fn leaks(columns: &[Column], (title, open): (&str, &Values), personal: &Values) -> Vec<Fault> {
    let said: Vec<&String> = columns
        .iter()
        .filter(|column| column.is_personal && column.kind == ColumnKind::Text)
        .filter_map(|column| personal.get(&column.key))
        .filter(|value| value.chars().count() > 1)
        .collect();
    let says = |text: &str| said.iter().any(|value| text.contains(value.as_str()));
    let in_title = says(title).then(|| of_title("标题里有个人信息。标题一直公开，请只写是什么事。"));
    let in_open = columns.iter().filter(|column| column.kind == ColumnKind::Text && open.get(&column.key).is_some_and(|text| says(text)));
    let each = in_open.map(|column| of(column, "这里有别的列里的个人信息。这一列一直公开，请不要写个人信息。"));
    in_title.into_iter().chain(each).collect()
}

/// Under eighteen on that day.
fn is_minor(birth: Date, today: Date) -> bool {
    let years = today.year() - birth.year();
    let had_birthday = (u8::from(today.month()), today.day()) >= (u8::from(birth.month()), birth.day());
    birth <= today && (years < 18 || years == 18 && !had_birthday)
}

/// What a search finds a row by, each with the last day on which it may.
#[must_use]
pub fn pairs_of(columns: &[Column], row: &Checked, until: Option<Date>) -> BTreeMap<String, Option<Date>> {
    let found = |values: &Values| -> BTreeSet<String> {
        let searched = columns.iter().filter(|column| column.is_searched);
        searched.filter_map(|column| values.get(&column.key)).flat_map(|value| pairs(value)).collect()
    };
    let mut all = BTreeMap::new();
    if until.is_some() {
        all.extend(found(&row.personal).into_iter().map(|pair| (pair, until)));
    }
    all.extend(found(&row.open).into_iter().chain(pairs(&row.title)).map(|pair| (pair, None)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const TODAY: Date = date!(2026 - 03 - 02);

    fn columns() -> Vec<Column> {
        let column = |key: &str, label: &str, kind, is_personal| Column {
            key: key.to_owned(),
            label: label.to_owned(),
            kind,
            is_required: key == "name",
            is_personal,
            is_searched: kind == ColumnKind::Text,
            choices: Vec::new(),
        };
        vec![
            column("name", "户主姓名", ColumnKind::Text, true),
            column("sum", "每月金额", ColumnKind::Money, false),
            column("note", "说明", ColumnKind::Text, false),
        ]
    }

    fn row(title: &str, values: &[(&str, &str)]) -> Result<Checked, Vec<Fault>> {
        let values = values.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        check(&columns(), (title, &values), TODAY)
    }

    fn labels(result: Result<Checked, Vec<Fault>>) -> Vec<String> {
        let shown = |fault: Fault| fault.label.unwrap_or_else(|| if fault.is_title { "title" } else { "row" }.to_owned());
        result.unwrap_err().into_iter().map(shown).collect()
    }

    #[test]
    fn open_and_personal_values_go_apart() {
        let good = row("2026年一季度低保评定", &[("name", "王大山"), ("sum", "520"), ("note", "")]).unwrap();
        assert_eq!(good.open.get("sum").map(String::as_str), Some("520.00"));
        assert_eq!((good.personal.get("name").map(String::as_str), good.open.len()), (Some("王大山"), 1));
        let pairs = pairs_of(&columns(), &good, Some(date!(2027 - 03 - 02)));
        assert_eq!((pairs.get("低保"), pairs.get("大山")), (Some(&None), Some(&Some(date!(2027 - 03 - 02)))));
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        assert_eq!(labels(row("短", &[("sum", "多"), ("x", "y")])), ["row", "户主姓名", "每月金额", "title"]);
    }

    #[test]
    fn what_is_personal_stands_in_no_open_place() {
        assert_eq!(labels(row("王大山家的低保评定", &[("name", "王大山")])), ["title"]);
        assert_eq!(labels(row("低保评定结果", &[("name", "王大山"), ("note", "王大山是组长")])), ["说明"]);
    }

    #[test]
    fn a_row_of_a_minor_or_an_illness_is_refused() {
        assert_eq!(labels(row("低保评定结果", &[("name", "王小山 510824201501011234")])), ["户主姓名"]);
        assert!(row("低保评定结果", &[("name", "王小山 510824200803021234")]).is_ok(), "eighteen today");
        assert_eq!(labels(row("低保评定结果", &[("name", "王小山 510824200803031234")])), ["户主姓名"], "tomorrow");
        assert_eq!(labels(row("低保评定结果", &[("name", "王大山"), ("note", "因病致贫")])), ["说明"]);
        for note in ["正在化疗", "女儿今年8岁", "每周透析三次"] {
            assert_eq!(labels(row("低保评定结果", &[("name", "王大山"), ("note", note)])), ["说明"], "{note}");
        }
    }

    #[test]
    fn a_title_tells_no_more_of_a_person_than_a_cell() {
        for title in ["精神病人张三丰的低保评定", "化疗期间的临时救助", "八岁女童的低保评定", "510824201501011234的低保评定"]
        {
            assert_eq!(labels(row(title, &[("name", "王大山")])), ["title"], "{title}");
        }
        let open = check(&columns()[1..], ("精神病院修缮项目", &BTreeMap::new()), TODAY).unwrap();
        assert_eq!(open.title, "精神病院修缮项目", "nobody is named beside it");
    }
}

//! A file's rows, each checked by itself: what may be published, and what is wrong where.

use super::header::{self, Header, Target};
use crate::domain::outcomes::model::{Column, ColumnKind};
use crate::domain::outcomes::rules::{Checked, Fault, check_row, day, rounded};
use crate::domain::outcomes::sheet::{self, Cell, Found, Line, Spot, Tables, Unreadable, WITHIN, without_header};
use entity::id::PowerId;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use time::Date;

/// By what rows are checked.
#[derive(Clone, Debug)]
pub struct Form {
    /// Columns of the kind.
    pub columns: Vec<Column>,
    /// Powers that a row may name, by code.
    pub powers: BTreeMap<String, PowerId>,
    /// Title of rows that have none of their own.
    pub title: Option<String>,
    /// Day of rows that have none of their own.
    pub decided_on: Option<Date>,
    /// No row is before this day.
    pub earliest: Date,
    /// No row is after this day.
    pub today: Date,
}

/// A row that may be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Good {
    /// Where it stands in the file.
    pub spot: Spot,
    /// Its day.
    pub decided_on: Date,
    /// Its power.
    pub power: Option<PowerId>,
    /// Its words.
    pub row: Checked,
}

/// What is wrong with a row: where it stands, the column, a sentence.
pub type Wrong = (Spot, Option<String>, String);

/// What is said of a header that is spread over rows.
pub const MERGED_HEADER: &str = "表头的格子合并了，请拆成一行，每一列写上列名。";

/// Gives each row, or what is wrong with it, until `each` has enough.
///
/// # Errors
/// Why the file can't be read.
pub fn read(bytes: &[u8], form: &Form, each: &mut dyn FnMut(Result<Good, Vec<Wrong>>) -> ControlFlow<()>) -> Result<(), Unreadable> {
    let mut tables: Tables<Header> = Tables::default();
    sheet::read(bytes, &mut |line| {
        let mut wrong = Vec::new();
        match tables.above(&line, |line| head(line, form, &mut wrong)) {
            Some(header) => each(row(&line, header, form)),
            None if wrong.is_empty() => ControlFlow::Continue(()),
            None => each(Err(wrong)),
        }
    })?;
    match tables.end() {
        (false, _) => {
            let message = format!("没有找到表头。前 {WITHIN} 行里要有一行写着：{}。", header::wanted(&form.columns));
            let _ = each(Err(vec![(Spot { row: 1, ..Spot::default() }, None, message)]));
        }
        (true, without) => {
            if let Some(first) = without.first() {
                let _ = each(Err(vec![(Spot { sheet: first.clone(), row: 1 }, None, without_header(&without))]));
            }
        }
    }
    Ok(())
}

/// Whether this row is the header; what is wrong with it is noted.
fn head(line: &Line, form: &Form, wrong: &mut Vec<Wrong>) -> Found<Header> {
    if header::is_merged(line, &form.columns) {
        wrong.push((line.spot(), None, MERGED_HEADER.to_owned()));
        return Found::Faulty;
    }
    let Some(found) = header::of(line, &form.columns, (form.title.is_some(), form.decided_on.is_some())) else { return Found::No };
    if found.faults.is_empty() {
        return Found::Header(found);
    }
    wrong.extend(found.faults.into_iter().map(|(label, message)| (line.spot(), Some(label), message)));
    Found::Faulty
}

/// Cells of a row, each at its place.
struct Cells {
    values: BTreeMap<String, String>,
    title: Option<String>,
    on: Option<Date>,
    power: Option<PowerId>,
}

fn row(line: &Line, header: &Header, form: &Form) -> Result<Good, Vec<Wrong>> {
    let mut wrong: Vec<Wrong> = Vec::new();
    let mut fault = |label: Option<&str>, message: String| wrong.push((line.spot(), label.map(str::to_owned), message));
    let cells = cells(line, header, form, &mut fault);
    let decided_on = within(cells.on, form, &mut fault);
    // A cell that can't be taken is told once, not as missing too.
    let told: Vec<Option<String>> = wrong.iter().map(|(_, label, _)| label.clone()).collect();
    match check_row(&form.columns, (cells.title.as_deref().unwrap_or_default(), &cells.values), form.today) {
        Ok(row) if wrong.is_empty() => Ok(Good { spot: line.spot(), decided_on, power: cells.power, row }),
        Ok(_) => Err(wrong),
        Err(faults) => {
            let more = faults.into_iter().map(|fault| named(line.spot(), fault)).filter(|(_, label, _)| !told.contains(label));
            wrong.extend(more);
            Err(wrong)
        }
    }
}

fn cells(line: &Line, header: &Header, form: &Form, fault: &mut dyn FnMut(Option<&str>, String)) -> Cells {
    let mut found = Cells { values: BTreeMap::new(), title: form.title.clone(), on: form.decided_on, power: None };
    for (place, cell) in line.cells.iter().enumerate() {
        match (header.targets.get(place).and_then(Option::as_ref), cell) {
            (_, Cell::Empty) | (Some(Target::Nothing), _) => {}
            (None, _) => fault(None, format!("第 {} 列没有表头，却有内容。", place + 1)),
            (Some(target), Cell::Number(number)) if is_money(target, form) => put(&mut found, (target, &rounded(number)), form, fault),
            (Some(target), cell) => match cell.said() {
                Ok(text) => put(&mut found, (target, text.unwrap_or_default()), form, fault),
                Err(message) => fault(Some(label(target, form)), message.to_owned()),
            },
        }
    }
    found
}

fn is_money(target: &Target, form: &Form) -> bool {
    matches!(target, Target::Column(place) if form.columns.get(*place).is_some_and(|column| column.kind == ColumnKind::Money))
}

fn put(found: &mut Cells, (target, text): (&Target, &str), form: &Form, fault: &mut dyn FnMut(Option<&str>, String)) {
    match target {
        Target::Title => found.title = Some(text.to_owned()),
        Target::Day => match day(text) {
            Some(day) => found.on = Some(day),
            None => {
                // Not missing besides.
                found.on = Some(form.today);
                fault(Some("日期"), "不是日期，请写成 2026-03-01。".to_owned());
            }
        },
        Target::Power => match form.powers.get(text) {
            Some(power) => found.power = Some(*power),
            None => fault(Some("权力编码"), "这个单位和上级单位都没有这项权力。".to_owned()),
        },
        Target::Column(column) => {
            let key = form.columns.get(*column).map(|column| column.key.clone());
            found.values.extend(key.map(|key| (key, text.to_owned())));
        }
        Target::Nothing => {}
    }
}

fn within(on: Option<Date>, form: &Form, fault: &mut dyn FnMut(Option<&str>, String)) -> Date {
    match on {
        Some(day) if (form.earliest..=form.today).contains(&day) => return day,
        Some(_) => fault(Some("日期"), "日期要在 1990 年以后，今天或者今天以前。".to_owned()),
        None => fault(Some("日期"), "这里还没有填。".to_owned()),
    }
    form.today
}

fn named(spot: Spot, fault: Fault) -> Wrong {
    let Fault { label, is_title, message } = fault;
    (spot, if is_title { Some("标题".to_owned()) } else { label }, message)
}

fn label<'a>(target: &Target, form: &'a Form) -> &'a str {
    match target {
        Target::Title => "标题",
        Target::Day => "日期",
        Target::Power => "权力编码",
        Target::Column(place) => form.columns.get(*place).map_or("", |column| column.label.as_str()),
        Target::Nothing => "序号",
    }
}

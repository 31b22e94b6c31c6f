//! Cells as values: each reads one column, or notes what is wrong with it.

use super::sheet::{Book, Row};
use crate::kernel::Phone;
use crate::kernel::text::{Bounds, clean};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use time::Date;

/// The cells of one row, and where faults go.
pub(super) struct Cells<'a> {
    pub book: &'a mut Book,
    pub row: &'a Row,
}

/// Words that may stand in a column beside the glossary's own.
pub(super) type Words = &'static [(&'static str, &'static str)];

pub(super) const CATEGORIES: Words = &[
    ("县四大机构", "CORE_ORGAN"),
    ("县级部门", "DEPARTMENT"),
    ("乡镇", "TOWN"),
    ("街道", "TOWN"),
    ("村", "VILLAGE"),
    ("社区", "COMMUNITY"),
    ("学校", "SCHOOL"),
    ("医院", "HOSPITAL"),
    ("国有企业", "ENTERPRISE"),
];
pub(super) const ORGANS: Words = &[
    ("县纪委监委", "COUNTY_COMMISSION"),
    ("派出纪工委", "DISPATCHED_COMMITTEE"),
    ("乡镇纪委", "TOWN_COMMITTEE"),
    ("部门纪检组", "DEPARTMENT_GROUP"),
    ("县外", "EXTERNAL"),
];
pub(super) const AUTHORITIES: Words = &[("县管", "COUNTY"), ("上级管", "SUPERIOR")];
pub(super) const POWERS: Words = &[("外部职权", "EXTERNAL"), ("内部管理", "INTERNAL"), ("岗位", "POST")];
pub(super) const RISKS: Words =
    &[("思想道德", "MORALITY"), ("制度机制", "INSTITUTION"), ("岗位职责", "DUTY"), ("业务流程", "PROCESS"), ("外部环境", "ENVIRONMENT")];
pub(super) const GRADES: Words = &[];

impl Cells<'_> {
    fn raw(&self, column: &str) -> &str {
        self.row.cells.get(column).map_or("", String::as_str)
    }

    /// Notes what is wrong with a column.
    pub(super) fn fault(&mut self, column: &str, message: impl Into<String>) {
        self.book.fault(self.row, column, message);
    }

    /// A text of at least one and at most `max` characters.
    pub(super) fn text(&mut self, column: &'static str, max: usize) -> String {
        self.bounded(column, Bounds { min: 1, max })
    }

    /// A text of at most `max` characters, or nothing.
    pub(super) fn optional(&mut self, column: &'static str, max: usize) -> Option<String> {
        Some(self.bounded(column, Bounds { min: 0, max })).filter(|text| !text.is_empty())
    }

    /// A code: letters, digits, hyphens, at most 40.
    pub(super) fn code(&mut self, column: &'static str) -> String {
        let code = self.text(column, 40);
        if !code.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')) {
            self.fault(column, "编码只能用字母、数字和短横线。");
        }
        code
    }

    fn bounded(&mut self, column: &'static str, bounds: Bounds) -> String {
        match clean(column, self.raw(column), bounds) {
            Ok(text) => text,
            Err(error) => {
                self.fault(column, error.message);
                String::new()
            }
        }
    }

    /// A whole number, or nothing.
    pub(super) fn number(&mut self, column: &'static str) -> Option<i32> {
        let raw = self.raw(column).to_owned();
        if raw.is_empty() {
            return None;
        }
        let number = raw.parse::<i32>().ok().filter(|number| *number >= 0);
        if number.is_none() {
            self.fault(column, format!("“{}”不是整数。", shown(&raw)));
        }
        number
    }

    /// A whole number that must be there.
    pub(super) fn needed(&mut self, column: &'static str) -> i32 {
        if self.raw(column).is_empty() {
            self.fault(column, "这里还没有填。");
        }
        self.number(column).unwrap_or_default()
    }

    /// Whether the file has the column at all.
    pub(super) fn has(&self, column: &'static str) -> bool {
        self.row.cells.contains_key(column)
    }

    /// A mobile number, if the cell has one.
    pub(super) fn phone(&mut self, column: &'static str) -> Option<Phone> {
        let raw = self.row.cells.get(column).filter(|raw| !raw.is_empty())?;
        match Phone::parse(raw) {
            Ok(phone) => Some(phone),
            // The number itself is not repeated: the list of faults goes to a screen.
            Err(error) => {
                self.fault(column, error.message);
                None
            }
        }
    }

    /// 是 or 否; `otherwise` if empty.
    pub(super) fn yes(&mut self, column: &'static str, otherwise: bool) -> bool {
        match self.raw(column) {
            "" => otherwise,
            "是" | "1" | "true" | "TRUE" => true,
            "否" | "0" | "false" | "FALSE" => false,
            other => {
                let message = format!("“{}”不对，请填“是”或“否”。", shown(other));
                self.fault(column, message);
                otherwise
            }
        }
    }

    /// A day of the form 2026-11-22, or nothing.
    pub(super) fn day(&mut self, column: &'static str) -> Option<Date> {
        let raw = self.raw(column).to_owned();
        if raw.is_empty() {
            return None;
        }
        let day = Date::parse(&raw, time::macros::format_description!("[year]-[month]-[day]")).ok();
        if day.is_none() {
            self.fault(column, format!("“{}”不是日期，请写成 2026-11-22。", shown(&raw)));
        }
        day
    }

    /// First and last day of something that lasts.
    pub(super) fn span(&mut self, otherwise: Date) -> (Date, Option<Date>) {
        let (from, until) = (self.day("valid_from").unwrap_or(otherwise), self.day("valid_until"));
        if until.is_some_and(|until| until < from) {
            self.fault("valid_until", "最后一天早于第一天。");
        }
        (from, until)
    }

    /// Sentences divided by ； or ;.
    pub(super) fn list(&mut self, column: &'static str) -> Value {
        let text = self.bounded(column, Bounds { min: 0, max: 2000 });
        json!(text.split(['；', ';']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>())
    }

    /// Codes divided by ； or ; or spaces.
    pub(super) fn codes(&mut self, column: &'static str) -> Vec<String> {
        let text = self.bounded(column, Bounds { min: 0, max: 20_000 });
        text.split(['；', ';', ' ', '、']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// One word of a closed list.
    pub(super) fn word<T: DeserializeOwned>(&mut self, column: &'static str, words: Words, otherwise: Option<&str>) -> Option<T> {
        let raw = Some(self.raw(column)).filter(|raw| !raw.is_empty()).or(otherwise).unwrap_or_default().to_owned();
        let word = words.iter().find(|(chinese, _)| *chinese == raw).map_or(raw.as_str(), |(_, word)| word);
        let found = serde_json::from_value(json!(word)).ok();
        if found.is_none() {
            let known: Vec<_> = words.iter().map(|(chinese, _)| *chinese).collect();
            let known = if known.is_empty() { "A、B、C".to_owned() } else { known.join("、") };
            self.fault(column, format!("“{}”不对，能填的是：{known}。", shown(&raw)));
        }
        found
    }
}

/// The first characters of a wrong value.
fn shown(raw: &str) -> String {
    raw.chars().filter(|c| !c.is_control()).take(20).collect()
}

/// Whether a key comes for the first time; notes it if not.
pub(super) fn first<K: Ord>(seen: &mut BTreeSet<K>, key: K, book: &mut Book, row: &Row, column: &str) -> bool {
    let fresh = seen.insert(key);
    if !fresh {
        book.fault(row, column, "这一行和前面的一行重复。");
    }
    fresh
}

/// What a code refers to; an empty cell to nothing, an unknown code is noted.
pub(super) fn reference<T>(cells: &mut Cells<'_>, column: &'static str, find: impl Fn(&str) -> Option<T>, what: &str) -> Option<T> {
    let code = cells.optional(column, 60)?;
    let found = find(&code);
    if found.is_none() {
        cells.fault(column, format!("没有编码（名称）是“{code}”的{what}。"));
    }
    found
}

//! Which columns a kind may have.

use super::forbidden;
use crate::domain::outcomes::model::{Column, ColumnKind};
use crate::kernel::text::{Bounds, line};
use crate::kernel::{ErrorCode, UserError};
use std::collections::BTreeSet;

/// Nobody reads more columns of one row.
const MOST: usize = 40;
const LABEL: Bounds = Bounds { min: 1, max: 20 };
const CHOICE: Bounds = Bounds { min: 1, max: 30 };
const MOST_CHOICES: usize = 30;
/// Personal columns are public at most so many days: three years.
const LONGEST_TERM: i32 = 1_096;

/// The columns in their one form.
///
/// # Errors
/// All that is wrong with them, each with the field.
pub fn check(columns: Vec<Column>, personal_days: Option<i32>) -> Result<Vec<Column>, Vec<UserError>> {
    let mut wrong = Vec::new();
    let mut refuse = |code, field, message: String| wrong.push(UserError { code, field: Some(field), message });
    if columns.is_empty() {
        refuse(ErrorCode::Required, "columns", "至少要有一列。".to_owned());
    }
    if columns.len() > MOST {
        refuse(ErrorCode::TooLong, "columns", format!("最多 {MOST} 列。"));
    }
    let has_personal = columns.iter().any(|column| column.is_personal);
    match personal_days {
        None if has_personal => {
            refuse(
                ErrorCode::Required,
                "personalDays",
                "有个人信息的列，要填公开多少天。到期以后，页面、查找和文件里都不再有。".to_owned(),
            );
        }
        Some(days) if !(1..=LONGEST_TERM).contains(&days) => {
            refuse(ErrorCode::Invalid, "personalDays", format!("个人信息公开 1 到 {LONGEST_TERM} 天。"));
        }
        _ => {}
    }
    let mut checked = Vec::with_capacity(columns.len());
    for column in columns.into_iter().take(MOST) {
        match one(column) {
            Ok(column) => checked.push(column),
            Err(error) => wrong.push(error),
        }
    }
    wrong.extend(twice(&checked));
    if wrong.is_empty() { Ok(checked) } else { Err(wrong) }
}

fn invalid(message: String) -> UserError {
    UserError { code: ErrorCode::Invalid, field: Some("columns"), message }
}

fn one(column: Column) -> Result<Column, UserError> {
    let label = line("columns", &column.label, LABEL)?;
    let is_key = !column.key.is_empty() && column.key.len() <= 30 && column.key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if !is_key {
        return Err(invalid(format!("“{label}”这一列的编码只能用字母、数字和下划线，最多 30 个。")));
    }
    if let Some(told) = forbidden::in_label(&label, column.is_personal) {
        return Err(UserError { code: ErrorCode::Forbidden, ..invalid(format!("“{label}”这一列{}。", told.words())) });
    }
    let choices = column.choices.iter().map(|choice| line("columns", choice, CHOICE)).collect::<Result<Vec<_>, _>>()?;
    let distinct: BTreeSet<_> = choices.iter().collect();
    let is_list = column.kind == ColumnKind::Choice;
    if is_list && (choices.is_empty() || choices.len() > MOST_CHOICES || distinct.len() != choices.len()) {
        return Err(invalid(format!("“{label}”这一列要有 1 到 {MOST_CHOICES} 个不同的选项。")));
    }
    if let Some(told) = choices.iter().find_map(|choice| forbidden::in_text(choice)) {
        return Err(UserError { code: ErrorCode::Forbidden, ..invalid(format!("“{label}”这一列的选项{}。", told.words())) });
    }
    Ok(Column { label, choices: if is_list { choices } else { Vec::new() }, ..column })
}

fn twice(columns: &[Column]) -> Vec<UserError> {
    let (mut keys, mut labels) = (BTreeSet::new(), BTreeSet::new());
    let mut again = Vec::new();
    for column in columns {
        let is_new = [keys.insert(column.key.as_str()), labels.insert(column.label.as_str())];
        if is_new != [true, true] {
            again.push(invalid(format!("“{}”这一列有两个。", column.label)));
        }
    }
    again
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(key: &str, label: &str) -> Column {
        Column {
            key: key.to_owned(),
            label: label.to_owned(),
            kind: ColumnKind::Text,
            is_required: true,
            is_personal: false,
            is_searched: false,
            choices: Vec::new(),
        }
    }

    fn personal(key: &str, label: &str) -> Column {
        Column { is_personal: true, ..column(key, label) }
    }

    fn told(columns: Vec<Column>, days: Option<i32>) -> Vec<(ErrorCode, &'static str)> {
        check(columns, days).unwrap_err().into_iter().map(|error| (error.code, error.field.unwrap())).collect()
    }

    #[test]
    fn a_kind_has_columns_each_once() {
        let good = vec![personal("name", " 户主姓名 "), column("sum", "金额")];
        assert_eq!(check(good, Some(365)).unwrap()[0].label, "户主姓名");
        assert_eq!(told(Vec::new(), None), [(ErrorCode::Required, "columns")]);
        assert_eq!(told(vec![column("a", "金额"), column("a", "数量")], None), [(ErrorCode::Invalid, "columns")]);
        assert_eq!(told(vec![column("a", "金额"), column("b", "金额")], None), [(ErrorCode::Invalid, "columns")]);
        assert_eq!(told(vec![column("金额", "金额")], None), [(ErrorCode::Invalid, "columns")]);
        let many = (0..41).map(|n| column(&format!("c{n}"), &format!("列{n}"))).collect();
        assert_eq!(told(many, None), [(ErrorCode::TooLong, "columns")]);
    }

    #[test]
    fn what_is_personal_has_a_term() {
        assert_eq!(told(vec![personal("name", "户主姓名")], None), [(ErrorCode::Required, "personalDays")]);
        for days in [0, -1, 1_097] {
            assert_eq!(told(vec![personal("name", "户主姓名")], Some(days)), [(ErrorCode::Invalid, "personalDays")], "{days}");
        }
        assert!(check(vec![column("sum", "金额")], None).is_ok());
    }

    #[test]
    fn what_the_law_forbids_is_refused() {
        assert_eq!(told(vec![column("a", "病种")], None), [(ErrorCode::Forbidden, "columns")]);
        let sorts = Column { kind: ColumnKind::Choice, choices: vec!["肢体残疾".to_owned()], ..column("a", "对象") };
        assert_eq!(told(vec![sorts], None), [(ErrorCode::Forbidden, "columns")]);
    }

    #[test]
    fn a_list_has_something_to_choose() {
        let list = |choices: &[&str]| Column {
            kind: ColumnKind::Choice,
            choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
            ..column("a", "类别")
        };
        assert_eq!(told(vec![list(&[])], None), [(ErrorCode::Invalid, "columns")]);
        assert_eq!(told(vec![list(&["A 类", "A 类"])], None), [(ErrorCode::Invalid, "columns")]);
        assert!(check(vec![list(&["A 类", "B 类"])], None).is_ok());
    }
}

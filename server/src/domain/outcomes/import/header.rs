//! The row that says what stands in which column: found among the first ones, since tables have headings.

use crate::domain::outcomes::model::Column;
use crate::domain::outcomes::sheet::{Cell, Line};

/// What stands in a column of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// What the row is, in a line.
    Title,
    /// The day on which it was decided, or came about.
    Day,
    /// Code of the power.
    Power,
    /// A column of the kind, by its place.
    Column(usize),
    /// A number of the row; nothing that is published.
    Nothing,
}

const TITLE: &str = "标题";
const DAY: &str = "日期";
const POWER: &str = "权力编码";
/// Numbers of rows, which tables have and outcomes need not.
const NUMBERS: [&str; 3] = ["序号", "编号", "行号"];

/// What stands in which column of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Columns of the file, the first one first; none for one without a label.
    pub targets: Vec<Option<Target>>,
    /// What is wrong with it, each with the label.
    pub faults: Vec<(String, String)>,
}

/// The header in this row; none if the row is none.
pub fn of(line: &Line, columns: &[Column], (has_title, has_day): (bool, bool)) -> Option<Header> {
    let labels: Vec<String> = line.cells.iter().map(label).collect();
    let targets: Vec<Option<Target>> = labels.iter().map(|label| target(label, columns)).collect();
    let known = targets.iter().flatten().filter(|target| matches!(target, Target::Column(_))).count();
    if known == 0 || known * 2 < columns.len() && known < 2 {
        return None;
    }
    let mut faults = Vec::new();
    for (place, (label, target)) in labels.iter().zip(&targets).enumerate() {
        if target.is_none() && !label.is_empty() {
            let message = "这一类结果没有这一列。请删掉这一列，或者请县管理员加上。".to_owned();
            faults.push((label.clone(), message));
        }
        let is_twice = target
            .as_ref()
            .is_some_and(|target| *target != Target::Nothing && targets.iter().take(place).flatten().any(|other| other == target));
        if is_twice {
            faults.push((label.clone(), "这一列有两个。".to_owned()));
        }
    }
    let has = |wanted: &Target| targets.iter().flatten().any(|target| target == wanted);
    let mut need = |is_there: bool, label: &str| {
        if !is_there {
            faults.push((label.to_owned(), "表里少了这一列。".to_owned()));
        }
    };
    need(has_title || has(&Target::Title), TITLE);
    need(has_day || has(&Target::Day), DAY);
    for (place, column) in columns.iter().enumerate().filter(|(_, column)| column.is_required) {
        need(has(&Target::Column(place)), &column.label);
    }
    Some(Header { targets, faults })
}

/// Whether this row is a header whose cells were merged over rows: which column they stand above nobody can say.
pub fn is_merged(line: &Line, columns: &[Column]) -> bool {
    line.cells.iter().filter(|cell| matches!(cell, Cell::Merged(_))).any(|cell| target(&label(cell), columns).is_some())
}

/// What a header must have, for whoever sent a file without one.
pub fn wanted(columns: &[Column]) -> String {
    let labels = columns.iter().map(|column| column.label.as_str());
    [TITLE, DAY].into_iter().chain(labels).collect::<Vec<_>>().join("、")
}

fn label(cell: &Cell) -> String {
    let text: String = cell.label().unwrap_or_default().chars().filter(|c| !c.is_whitespace() && *c != '*' && *c != '＊').collect();
    text.trim_end_matches("（必填）").trim_end_matches("(必填)").to_owned()
}

fn target(label: &str, columns: &[Column]) -> Option<Target> {
    if let Some(place) = columns.iter().position(|column| column.label == label) {
        return Some(Target::Column(place));
    }
    match label {
        TITLE => Some(Target::Title),
        DAY => Some(Target::Day),
        POWER => Some(Target::Power),
        _ => NUMBERS.contains(&label).then_some(Target::Nothing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::outcomes::model::ColumnKind;
    use crate::domain::outcomes::sheet::Sheet;

    fn columns() -> Vec<Column> {
        ["户主姓名", "每月金额", "说明"]
            .map(|label| Column {
                key: label.to_owned(),
                label: label.to_owned(),
                kind: ColumnKind::Text,
                is_required: label != "说明",
                is_personal: false,
                is_searched: false,
                choices: Vec::new(),
            })
            .to_vec()
    }

    fn line(labels: &[&str]) -> Line {
        Line {
            sheet: Sheet::default(),
            number: 1,
            cells: labels.iter().map(|label| if label.is_empty() { Cell::Empty } else { Cell::Text((*label).to_owned()) }).collect(),
        }
    }

    fn told(labels: &[&str]) -> Vec<String> {
        of(&line(labels), &columns(), (false, true)).unwrap().faults.into_iter().map(|(label, _)| label).collect()
    }

    #[test]
    fn a_header_is_known_by_its_labels() {
        let header = of(&line(&["序号", "户主 姓名*", "每月金额（必填）", "", "标题"]), &columns(), (false, true)).unwrap();
        let expected = [Some(Target::Nothing), Some(Target::Column(0)), Some(Target::Column(1)), None, Some(Target::Title)];
        assert_eq!((header.targets.as_slice(), header.faults.len()), (expected.as_slice(), 0));
        assert_eq!(of(&line(&["龙山镇甲村低保公示表"]), &columns(), (true, true)), None, "a heading");
        assert_eq!(of(&line(&["1", "王大山", "520"]), &columns(), (true, true)), None);
    }

    #[test]
    fn a_header_that_was_merged_over_rows_is_known() {
        let mut head = line(&["", "每月金额", ""]);
        head.cells[0] = Cell::Merged(Some("户主姓名".to_owned()));
        assert!(is_merged(&head, &columns()));
        let mut heading = line(&["", ""]);
        heading.cells[0] = Cell::Merged(Some("龙山镇甲村低保公示表".to_owned()));
        assert!(!is_merged(&heading, &columns()));
    }

    #[test]
    fn what_is_missing_and_what_is_too_much_is_told() {
        assert_eq!(told(&["户主姓名", "每月金额", "病种", "每月金额", "标题"]), ["病种", "每月金额"]);
        assert_eq!(told(&["户主姓名", "说明"]), ["标题", "每月金额"]);
    }
}

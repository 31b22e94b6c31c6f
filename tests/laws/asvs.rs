//! `docs/asvs.md`: each requirement of OWASP's standard at levels 1 and 2 once, with a state, and where it is held.

use crate::sources::root;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Requirements at levels 1 and 2 in each chapter of ASVS 5.0.0, as its own file counts them.
const COUNTS: [(u32, usize); 17] = [
    (1, 27),
    (2, 11),
    (3, 19),
    (4, 10),
    (5, 9),
    (6, 35),
    (7, 18),
    (8, 7),
    (9, 7),
    (10, 29),
    (11, 14),
    (12, 9),
    (13, 13),
    (14, 9),
    (15, 13),
    (16, 16),
    (17, 7),
];

struct Row {
    id: String,
    state: String,
    place: String,
}

fn page() -> String {
    std::fs::read_to_string(root().join("docs/asvs.md")).unwrap()
}

/// Rows of the chapters' tables: they begin with a number.
fn rows(page: &str) -> Vec<Row> {
    let lines = page.lines().filter(|line| line.strip_prefix("| ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())));
    let cells = lines.map(|line| line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect::<Vec<_>>());
    // A row that lacks a cell is none, and missing in the count.
    let row = |cells: Vec<String>| match cells.as_slice() {
        [id, _, _, state, place @ ..] => Some(Row { id: id.clone(), state: state.clone(), place: place.join(" | ") }),
        _ => None,
    };
    cells.filter_map(row).collect()
}

/// Files that a row names, which are nowhere.
fn lost(row: &Row) -> Vec<&str> {
    let folders = ["", "tests/behaviour", "tests/e2e/stories", "server/src", "server/src/domain", "server/src/domain/cases"];
    let is_file = |name: &&str| {
        let ending =
            Path::new(name).extension().is_some_and(|ending| ["rs", "js", "ts", "tsx", "toml", "service"].iter().any(|one| ending == *one));
        ending && !name.contains(' ')
    };
    let is_there = |name: &str| {
        let forms = [name.to_owned(), format!("{}/mod.rs", name.trim_end_matches(".rs"))];
        folders.iter().any(|folder| forms.iter().any(|form| root().join(folder).join(form).is_file()))
    };
    row.place.split('`').skip(1).step_by(2).filter(is_file).filter(|name| !is_there(name)).collect()
}

#[test]
fn every_requirement_stands_there_once_with_its_state() {
    let rows = rows(&page());
    let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids.len(), rows.len(), "none stands there twice");
    let mut chapters = BTreeMap::new();
    for row in &rows {
        *chapters.entry(row.id.split('.').next().unwrap().parse::<u32>().unwrap()).or_insert(0) += 1;
        assert!(["met", "operator", "n/a", "not met"].contains(&row.state.as_str()), "{}: {}", row.id, row.state);
        assert!(!row.place.is_empty(), "{} says where, or why not", row.id);
        assert_eq!(lost(row), Vec::<&str>::new(), "{} names files that are nowhere", row.id);
    }
    assert_eq!(chapters, COUNTS.into());
}

#[test]
fn the_sums_are_those_of_the_rows() {
    let page = page();
    let rows = rows(&page);
    for state in ["met", "operator", "n/a", "not met"] {
        let told = page.lines().find_map(|line| line.strip_prefix(&format!("| {state} | "))).unwrap();
        let sum: usize = told.trim_end_matches('|').rsplit(" | ").next().unwrap().trim().parse().unwrap();
        assert_eq!(sum, rows.iter().filter(|row| row.state == state).count(), "{state}");
    }
}

#[test]
fn a_file_that_is_nowhere_is_seen() {
    let row = |place: &str| Row { id: String::new(), state: String::new(), place: place.to_owned() };
    assert_eq!(lost(&row("`graphql.rs`: `a_story`; `http/headers.rs`")), Vec::<&str>::new());
    assert_eq!(lost(&row("`graphql.rs`, `made_up.rs`")), ["made_up.rs"]);
}

//! The rows that one transaction wrote, and the statements that write the like of them.

use crate::by_hand::{Bound, Cell};
use entity::id::mint;
use lianjing::kernel::clock::{SystemChance, SystemClock, random};
use lianjing::kernel::{Chance as _, Clock as _};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Texts that no two rows may share, beside ids and hashes.
const UNIQUE_TEXTS: [(&str, &str); 1] = [("case", "number")];

/// Rows of one table.
#[derive(Clone, Debug)]
pub struct Written {
    pub table: String,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

/// How many rows one statement writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// One statement a table.
    Tables,
    /// One statement a row.
    Rows,
}

/// All rows of a transaction, what is referred to before what refers to it.
pub struct RowSet {
    tables: Vec<Written>,
    /// A statement for each table: for all its rows, and for one.
    texts: BTreeMap<String, (&'static str, &'static str)>,
}

impl RowSet {
    /// Orders the tables by their references (child, parent); `place` writes the n-th placeholder.
    pub fn in_order(mut left: Vec<Written>, references: &[(String, String)], place: fn(usize) -> String) -> Self {
        let mut tables: Vec<Written> = Vec::new();
        while !left.is_empty() {
            let waits = |table: &str| {
                let parents = references.iter().filter(|(child, parent)| child == table && parent != table);
                parents.into_iter().any(|(_, parent)| left.iter().any(|other| other.table == *parent))
            };
            let next = left.iter().position(|written| !waits(&written.table)).expect("references without a circle");
            tables.push(left.remove(next));
        }
        let both = |written: &Written| (text(written, written.rows.len(), place), text(written, 1, place));
        let texts = tables.iter().map(|written| (written.table.clone(), both(written))).collect();
        Self { tables, texts }
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.tables.iter().map(|written| written.rows.len()).sum()
    }

    /// `case 1, notice 4, …`
    pub fn list(&self) -> String {
        let one = |written: &Written| format!("{} {}", written.table, written.rows.len());
        self.tables.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    /// Statements that write rows like these, with ids, hashes and nonces of their own.
    pub fn anew(&self, county: u16, grouping: Grouping) -> Vec<Bound> {
        let mut ids = BTreeMap::new();
        for written in &self.tables {
            let place = written.columns.iter().position(|column| column == "id").expect("an id");
            for row in &written.rows {
                if let Cell::Id(Some(id)) = &row[place] {
                    ids.insert(*id, mint(SystemClock.now().0, county, random(&SystemChance)));
                }
            }
        }
        self.tables.iter().flat_map(|written| self.statements(written, grouping, &ids)).collect()
    }

    fn statements(&self, written: &Written, grouping: Grouping, ids: &BTreeMap<Uuid, Uuid>) -> Vec<Bound> {
        let (all, one) = self.texts[&written.table];
        let row = |row: &Vec<Cell>| {
            let pairs = written.columns.iter().zip(row);
            pairs.map(|(column, cell)| other(cell, ids, UNIQUE_TEXTS.contains(&(&written.table, column)))).collect::<Vec<_>>()
        };
        match grouping {
            Grouping::Tables => vec![Bound { sql: all, cells: written.rows.iter().flat_map(row).collect() }],
            Grouping::Rows => written.rows.iter().map(|cells| Bound { sql: one, cells: row(cells) }).collect(),
        }
    }
}

fn other(cell: &Cell, ids: &BTreeMap<Uuid, Uuid>, is_unique: bool) -> Cell {
    match cell {
        Cell::Id(Some(id)) => Cell::Id(Some(ids.get(id).copied().unwrap_or(*id))),
        Cell::Bytes(Some(bytes)) => {
            let mut bytes = bytes.clone();
            SystemChance.fill(&mut bytes);
            Cell::Bytes(Some(bytes))
        }
        Cell::Text(Some(_)) if is_unique => Cell::Text(Some(format!("{:010x}", u128::from_be_bytes(random(&SystemChance)) >> 88))),
        same => same.clone(),
    }
}

fn text(written: &Written, rows: usize, place: fn(usize) -> String) -> &'static str {
    let width = written.columns.len();
    let row = |row: usize| format!("({})", (1..=width).map(|column| place(row * width + column)).collect::<Vec<_>>().join(", "));
    let rows = (0..rows).map(row).collect::<Vec<_>>().join(", ");
    format!("INSERT INTO \"{}\" (\"{}\") VALUES {rows}", written.table, written.columns.join("\", \"")).leak()
}

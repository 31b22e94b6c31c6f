//! The tables of a database as it says them itself: columns, keys, and what must be filled before what.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// How a column's values become texts and come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// PostgreSQL's own; hex digits without dashes.
    Uuid,
    /// Hex digits.
    Bytes,
    /// A whole number.
    Int,
    /// A whole number of 64 bits.
    Bigint,
    /// `1` or `0`.
    Bool,
    /// PostgreSQL's own; its text.
    Json,
    /// PostgreSQL's own; `2026-11-28`.
    Date,
    /// As it is.
    Text,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// How its values are written.
    pub kind: Kind,
}

/// One table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Columns of its primary key.
    pub key: Vec<String>,
    /// Whether rows point to rows of the same table.
    pub points_to_itself: bool,
    /// Other tables that its rows point to.
    pub above: BTreeSet<String>,
}

impl Table {
    /// Whether it has this column.
    #[must_use]
    pub fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|one| one.name == column)
    }

    /// Whether its rows each belong to one county.
    #[must_use]
    pub fn is_of_county(&self) -> bool {
        self.has("county_id")
    }
}

const COLUMNS: [&str; 2] = [
    "SELECT m.name, p.name, lower(p.type), p.pk FROM sqlite_master m, pragma_table_info(m.name) p \
     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, p.cid",
    "SELECT c.relname::text, a.attname::text, format_type(a.atttypid, NULL), \
     COALESCE((SELECT array_position(i.indkey::int2[], a.attnum) + 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary), 0) \
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname, a.attnum",
];
const REFERENCES: [&str; 2] = [
    "SELECT DISTINCT m.name, f.\"table\" FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
    "SELECT DISTINCT c.relname::text, p.relname::text FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid \
     JOIN pg_class p ON p.oid = k.confrelid WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace",
];

/// Every table, those that others point to first.
///
/// # Errors
/// What the database says; a column of a type that no backup knows; tables that point to each other in a circle.
pub async fn tables(db: &impl ConnectionTrait) -> Result<Vec<Table>, DbErr> {
    let mut tables: BTreeMap<String, (Table, Vec<(i32, String)>)> = BTreeMap::new();
    for row in ask(db, COLUMNS).await? {
        let (of, name, kind): (String, String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        let place: i32 = row.try_get_by_index(3)?;
        let (table, key) = tables.entry(of.clone()).or_default();
        table.name.clone_from(&of);
        if place > 0 {
            key.push((place, name.clone()));
        }
        table.columns.push(Column { kind: kind_of(&kind).ok_or_else(|| unknown(&of, &name, &kind))?, name });
    }
    for row in ask(db, REFERENCES).await? {
        let (of, to): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        match tables.get_mut(&of) {
            Some((table, _)) if of == to => table.points_to_itself = true,
            Some((table, _)) => drop(table.above.insert(to)),
            None => {}
        }
    }
    let tables = tables.into_values().map(|(mut table, mut key)| {
        key.sort();
        table.key = key.into_iter().map(|(_, name)| name).collect();
        table
    });
    in_order(tables.collect())
}

async fn ask(db: &impl ConnectionTrait, [sqlite, postgres]: [&str; 2]) -> Result<Vec<QueryResult>, DbErr> {
    let backend = db.get_database_backend();
    let sql = if backend == DbBackend::Postgres { postgres } else { sqlite };
    db.query_all_raw(Statement::from_string(backend, sql)).await
}

fn in_order(mut left: Vec<Table>) -> Result<Vec<Table>, DbErr> {
    let mut done = Vec::new();
    while !left.is_empty() {
        let waits: BTreeSet<String> = left.iter().map(|table| table.name.clone()).collect();
        let is_free = |table: &Table| table.above.is_disjoint(&waits);
        let (now, later): (Vec<_>, Vec<_>) = left.into_iter().partition(is_free);
        if now.is_empty() {
            return Err(DbErr::Custom(format!("tables point to each other in a circle: {waits:?}")));
        }
        done.extend(now);
        left = later;
    }
    Ok(done)
}

fn kind_of(kind: &str) -> Option<Kind> {
    Some(match kind {
        "uuid" => Kind::Uuid,
        "blob" | "bytea" => Kind::Bytes,
        "integer" => Kind::Int,
        "bigint" => Kind::Bigint,
        "boolean" => Kind::Bool,
        "jsonb" => Kind::Json,
        "date" => Kind::Date,
        "text" | "varchar" | "character varying" => Kind::Text,
        _ => return None,
    })
}

fn unknown(table: &str, name: &str, kind: &str) -> DbErr {
    DbErr::Custom(format!("{table}.{name} is of the type {kind}, which no backup knows"))
}
